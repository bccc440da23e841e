"""Printed numbers of agenda items: by section (A1, A2, B1) or in one row (1, 2, 3).

A number that was once published stays with its item whatever is moved, added or withdrawn, since people quote it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

_DIGITS = re.compile(r"(\d+)$")


@dataclass(frozen=True, slots=True)
class Listed:
    """An item in its place on the agenda, with its number if it has one. A withdrawn one that never had a number gets
    none."""

    key: Hashable
    section: str
    number: str = ""
    is_on: bool = True


def give_numbers(items: Iterable[Listed], *, by_section: bool) -> dict[Hashable, str]:
    """The numbers of all items, those already given included. New ones go on after the highest of their section."""
    listed = list(items)
    highest: dict[str, int] = {}
    for item in listed:
        found = _DIGITS.search(item.number)
        if found:
            section = item.section if by_section else ""
            highest[section] = max(highest.get(section, 0), int(found[1]))
    numbers: dict[Hashable, str] = {}
    for item in listed:
        if item.number:
            numbers[item.key] = item.number
        elif item.is_on:
            section = item.section if by_section else ""
            highest[section] = highest.get(section, 0) + 1
            numbers[item.key] = f"{section}{highest[section]}"
    return numbers
