"""Small safe formulas over published figures: `sessions * weeks`, `[table|row|column] / base`, `days(first, last)`.

Only + - * / ( ), numbers, keys of figures and `days` (how many there are from one date to another, both counted).
Every figure is taken as the span in which its true value may lie, so that rounding never makes a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from folkmoot_core.values import Fault, Invalid

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|\[([^\]]+)\]|([A-Za-z_][\w-]*)|([-+*/(),]))")
MOST = 300  # characters, so that brackets stay far from any limit of nesting
Spanned = tuple[Fraction, Fraction]
Lookup = Callable[[str], Spanned | None]
Days = Callable[[str, str], int | None]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written, with the keys it names in order."""

    text: str
    keys: tuple[str, ...]

    def span(self, lookup: Lookup, days: Days) -> Spanned | None:
        """Where the result may lie; None where a figure has no number, or something is divided by nought."""
        try:
            return _Reader(self.text, lookup, days).all()
        except (_NoNumberError, ZeroDivisionError):
            return None


def read_formula(text: str) -> Formula:
    """Raises Invalid for what is no formula."""
    if len(text) > MOST:
        raise Invalid([Fault("formula", "This formula is too long.", f"Use at most {MOST} characters.")])
    keys: list[str] = []

    def note(key: str) -> Spanned:
        keys.append(key)
        # Every figure stands for another odd number, so that a difference of two is not nought.
        value = Fraction(97 * len(keys) + 1, 89)
        return value, value

    def noted(first: str, last: str) -> int:
        keys.extend((first, last))
        return 1

    try:
        _Reader(text, note, noted).all()
    except ZeroDivisionError as wrong:
        raise _wrong("It divides by nought.") from wrong
    return Formula(text, tuple(dict.fromkeys(keys)))


class _NoNumberError(Exception):
    """A figure of the formula has no number."""


class _Reader:
    """Reads and reckons in one go: sums of products of numbers, figures, `days(…)` and what stands in brackets."""

    def __init__(self, text: str, lookup: Lookup, days: Days) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._lookup = lookup
        self._days = days

    def all(self) -> Spanned:
        found = self._sum()
        if self._at < len(self._tokens):
            raise _wrong(f"“{self._tokens[self._at][1]}” is not expected here.")
        return found

    def _sum(self) -> Spanned:
        low, high = self._product()
        while (sign := self._next("+", "-")) is not None:
            other = self._product()
            low, high = (low + other[0], high + other[1]) if sign == "+" else (low - other[1], high - other[0])
        return low, high

    def _product(self) -> Spanned:
        low, high = self._single()
        while (sign := self._next("*", "/")) is not None:
            other = self._single()
            if sign == "/":
                if other[0] <= 0 <= other[1]:
                    raise ZeroDivisionError
                other = 1 / other[1], 1 / other[0]
            ends = [a * b for a in (low, high) for b in other]
            low, high = min(ends), max(ends)
        return low, high

    def _single(self) -> Spanned:
        kind, text = self._take()
        if kind == "number":
            return Fraction(text), Fraction(text)
        if kind == "key" or (kind == "name" and not (text == "days" and self._next("(") is not None)):
            found = self._lookup(text)
            if found is None:
                raise _NoNumberError
            return found
        if kind == "name":
            first = self._named()
            self._must(",")
            last = self._named()
            self._must(")")
            count = self._days(first, last)
            if count is None:
                raise _NoNumberError
            return Fraction(count), Fraction(count)
        if text == "(":
            inner = self._sum()
            self._must(")")
            return inner
        raise _wrong(f"“{text}” is not expected here.")

    def _named(self) -> str:
        kind, text = self._take()
        if kind not in ("name", "key"):
            raise _wrong("days(…) takes two keys of dates.")
        return text

    def _take(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise _wrong("It ends too early.")
        self._at += 1
        return self._tokens[self._at - 1]

    def _next(self, *signs: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at] in [("sign", sign) for sign in signs]:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _must(self, sign: str) -> None:
        if self._next(sign) is None:
            raise _wrong(f"“{sign}” is missing.")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _wrong(f"“{text[at:].strip()[:20]}” cannot be read.")
        number, key, name, sign = match.groups()
        if number:
            yield "number", number
        elif key:
            yield "key", key.strip()
        elif name:
            yield "name", name
        else:
            yield "sign", sign
        at = match.end()


def _wrong(problem: str) -> Invalid:
    mend = "Use keys of figures, numbers, + - * / ( ) and days(first, last); a cell is [table|row|column]."
    return Invalid([Fault("formula", f"This is no formula. {problem}", mend)])
