"""What the lists of a pack have in common: a key for each row, and perhaps the days from and to which it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from folkmoot_core.packfiles import YamlMap


def first_and_last(row: YamlMap) -> tuple[date | None, date | None]:
    """The days between which a row holds; each may be open."""
    first, last = row.date("first", blank=True), row.date("last", blank=True)
    if first and last and last < first:
        row.fault("last", _("It ends before it begins."), _("Mend one of the two dates."))
    return first, last


def check_keys_differ(rows: Iterable[YamlMap]) -> None:
    seen: set[str] = set()
    for row in rows:
        key = row["key"].as_text() if "key" in row else ""
        if key and key in seen:
            row.fault("key", _("“%s” stands here twice.") % key, _("Give one of them another key."))
        seen.add(key)
