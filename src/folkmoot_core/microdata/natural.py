"""Levels in the order a person expects: 2 before 10, "16-24" before "100+"."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGITS = re.compile(r"(\d+)")


def naturally_sorted(levels: Iterable[str]) -> list[str]:
    """Numbers by size where all are numbers; else text with the numbers inside it taken as numbers, case aside."""
    levels = list(levels)
    try:
        return sorted(levels, key=lambda level: (float(level), level))
    except ValueError:
        return sorted(levels, key=_key)


def _key(level: str) -> tuple[list[str | int], str]:
    # Splitting on digits gives text and number in turn, so that like is compared with like.
    parts: list[str | int] = []
    for place, part in enumerate(_DIGITS.split(level.casefold())):
        parts.append(int(part) if place % 2 else part)
    return parts, level
