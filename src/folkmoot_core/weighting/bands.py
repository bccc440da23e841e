"""Age groups as questionnaires word them, and populations put together for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

Band = tuple[int, int | None]
"""First and last year of age, both within; None: and over."""

_NUMBER = r"(\d{1,3})"
_BETWEEN = re.compile(rf"{_NUMBER}\s*(?:-|–|to|and|until)\s*{_NUMBER}")
_OVER = re.compile(rf"{_NUMBER}\s*(?:\+|or over|or older|or more|and over|and older|and above|plus)")
_OVER_WORDS = re.compile(rf"(?:over|older than|above)\s*{_NUMBER}")
_UNDER = re.compile(rf"(?:under|younger than|below|less than)\s*{_NUMBER}")
_UP_TO = re.compile(rf"(?:up to)\s*{_NUMBER}|{_NUMBER}\s*(?:or under|or younger|and under)")


def band_of(words: str) -> Band | None:
    """The ages that words such as "25 to 64", "Under 25", "65+" or "75 or older" stand for; None for others."""
    text = words.casefold()
    if found := _BETWEEN.search(text):
        return int(found[1]), int(found[2])
    if found := _OVER.search(text):
        return int(found[1]), None
    if found := _OVER_WORDS.search(text):
        return int(found[1]) + 1, None
    if found := _UNDER.search(text):
        return 0, int(found[1]) - 1
    if found := _UP_TO.search(text):
        return 0, int(found[1] or found[2])
    return None


def put_together(wanted: Mapping[str, Band], counted: Iterable[tuple[Band, int]]) -> dict[str, int] | None:
    """People of each wanted band, from bands that were counted; None where a counted one lies in two of them."""
    found = dict.fromkeys(wanted, 0)
    for (first, last), people in counted:
        inside = [name for name, band in wanted.items() if _within(first, last, band)]
        touching = [name for name, band in wanted.items() if _touches(first, last, band)]
        if touching != inside or len(inside) > 1:
            return None
        for name in inside:
            found[name] += people
    return found if all(found.values()) else None


def _within(first: int, last: int | None, band: Band) -> bool:
    return first >= band[0] and (band[1] is None or (last is not None and last <= band[1]))


def _touches(first: int, last: int | None, band: Band) -> bool:
    return (band[1] is None or first <= band[1]) and (last is None or last >= band[0])
