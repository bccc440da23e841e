"""Small numbers as words, and lists as people read them."""

from __future__ import annotations

from collections.abc import Iterable

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number_in_words(number: int) -> str:
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def listed(names: Iterable[str]) -> str:
    """a; a and b; a, b and c."""
    each = list(names)
    return " and ".join(filter(None, (", ".join(each[:-1]), each[-1]))) if each else ""


def months_in_words(months: int) -> str:
    return {1: "month", 12: "year"}.get(months, f"{number_in_words(months)} months")
