"""How files mark what is not there, after the Government Analysis Function's guidance on symbols in tables: a mark in
brackets, never an empty cell and never a 0 that is none."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from folkmoot_core.survey import CrossTable, share_decimals

KEPT_BACK = "[c]"
NOT_SHOWN = "[x]"
Cell = str | int | float
_NOT_A_KEY = re.compile(r"[^a-z0-9-]+")


def count_cell(count: int | None) -> Cell:
    return KEPT_BACK if count is None else count


def base_of_groups(table: CrossTable) -> int | None:
    """The base that says how exact the percentages of a breakdown are: its smallest group that anybody in answered;
    None where a group's is kept back. So one row does not mix 69.1 and 74."""
    bases = [group.answered for group in table.groups if group.answered != 0]
    known = [base for base in bases if base is not None]
    return min(known) if known and len(known) == len(bases) else None


def share_cell(share: float | None, base: int | None, *, kept_back: bool = False) -> Cell:
    """A percentage of `base` people, as exact as its base allows; a whole number is an int."""
    if share is None:
        return KEPT_BACK if kept_back else NOT_SHOWN
    decimals = share_decimals(base)
    return round(share, decimals) if decimals else round(share)


def legend(threshold: int, base: int) -> list[tuple[str, str]]:
    """Each mark and what it stands for."""
    return [
        (
            KEPT_BACK,
            _("Kept back: fewer than %(threshold)d, or a number fewer than %(threshold)d could be worked out from it.")
            % {"threshold": threshold},
        ),
        (NOT_SHOWN, _("No percentage: of nobody, or of fewer than %(base)d people.") % {"base": base}),
    ]


def file_name(*parts: str, ending: str) -> str:
    """A name that every file system takes."""
    stem = "-".join(_NOT_A_KEY.sub("-", part.lower()).strip("-") for part in parts)
    return f"{stem[:100]}.{ending}"
