"""What cells name: bodies, indicators, places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from folkmoot_core.packfiles import Row

Bodies = Mapping[str, int]
"""{key of an organisation: its number}."""
Found = TypeVar("Found")


def named(row: Row, column: str, known: Mapping[str, Found], file: str) -> Found | None:
    """What the cell names; None with a fault where there is no such thing, None for an empty cell."""
    key = row.text(column, 120)
    if key and key not in known:
        row.fault(column, _("'%(key)s' is not in %(file)s.") % {"key": key, "file": file}, _("Add it or mend the key."))
    return known.get(key)


def all_named(row: Row, column: str, known: Mapping[str, Found], file: str) -> list[Found]:
    """As `named`, of a cell of several."""
    found = []
    for key in row.many(column):
        if key in known:
            found.append(known[key])
        else:
            words = {"key": key, "file": file}
            row.fault(column, _("'%(key)s' is not in %(file)s.") % words, _("Add it or mend the key."))
    return found


ORGANISATIONS, INDICATORS, PLACES = "bodies/organisations.csv", "performance/indicators.csv", "places/places.csv"
