"""Pounds as whole pence, so that sums are exact; gross, income and net of one line.

Net is gross less income. Where a paper prints a net that differs, both stay: `Amounts.disagreement` says by how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?", re.ASCII)
LARGEST = 10**15  # ten thousand billion pounds, in pence: every sum of a county fits a 64-bit integer


class Unit(StrEnum):
    """In what a budget is kept and printed."""

    POUNDS = "pounds"
    THOUSANDS = "thousands"
    MILLIONS = "millions"

    @property
    def pence(self) -> int:
        return {"pounds": 100, "thousands": 100_000, "millions": 100_000_000}[self.value]

    def step(self, decimals: int) -> int:
        """The smallest difference that is kept, in pence; never less than a penny."""
        return max(1, self.pence // int(10**decimals))


def read_pounds(text: str, unit: Unit) -> int | None:
    """Pence of a figure as people write it, in `unit`: 6,604; £105.8; -12; (12) is -12. None for an empty text.

    ValueError for what is no figure, is finer than a penny, or is larger than anybody has.
    """
    squeezed = text.strip().replace("\u2212", "-").replace(" ", "").replace("\u00a0", "")
    if not squeezed:
        return None
    negative = squeezed.startswith("(") and squeezed.endswith(")")
    bare = squeezed[1:-1] if negative else squeezed
    if bare.startswith("-") and not negative:
        negative, bare = True, bare[1:]
    bare = bare.removeprefix("£")
    if bare.startswith("-") and not negative:
        negative, bare = True, bare[1:]
    if not bare or len(bare) > 30 or bare == "." or not _NUMBER.fullmatch(bare):
        raise ValueError("no figure")
    exact = Decimal(bare.replace(",", "")) * unit.pence
    if exact > LARGEST:
        raise ValueError("too large")
    if exact % 1:
        raise ValueError("too fine")
    return -int(exact) if negative else int(exact)


def said_in(pence: int, unit: Unit, decimals: int) -> Decimal:
    """The amount in its unit, to so many decimals, half up (away from nothing)."""
    step = unit.step(decimals)
    whole, rest = divmod(abs(pence), step)
    rounded = (whole + (2 * rest >= step)) * step
    sized = Decimal(rounded) / unit.pence
    return (sized if pence >= 0 else -sized).quantize(Decimal(1).scaleb(-decimals))


def plain_pounds(pence: int) -> str:
    """Pounds for data files: 3592000 or 12.50; no sign of the currency and no commas."""
    sign = "-" if pence < 0 else ""
    pounds, rest = divmod(abs(pence), 100)
    return f"{sign}{pounds}.{rest:02}" if rest else f"{sign}{pounds}"


@dataclass(frozen=True, slots=True)
class Amounts:
    """Pence spent, received, and the difference as it was printed; None: not known. Income is positive."""

    gross: int | None = None
    income: int | None = None
    printed_net: int | None = None

    @property
    def net(self) -> int | None:
        """Gross less income where both are known, and otherwise as printed."""
        if self.gross is not None and self.income is not None:
            return self.gross - self.income
        return self.printed_net

    @property
    def implied_income(self) -> int | None:
        """Income, if need be worked out of gross and a printed net."""
        if self.income is None and self.gross is not None and self.printed_net is not None:
            return self.gross - self.printed_net
        return self.income

    @property
    def disagreement(self) -> int:
        """By how much a printed net is more than gross less income; 0 where nothing contradicts."""
        if self.printed_net is None or self.gross is None or self.income is None:
            return 0
        return self.printed_net - (self.gross - self.income)

    @property
    def is_empty(self) -> bool:
        return self.gross is None and self.income is None and self.printed_net is None

    def __add__(self, other: Amounts) -> Amounts:
        """Part by part; what one of the two does not know, the sum does not know. The net of the sum is the sum of the
        nets."""
        gross, income = _both(self.gross, other.gross), _both(self.implied_income, other.implied_income)
        if gross is not None and income is not None:
            return Amounts(gross, income)
        return Amounts(gross, None, _both(self.net, other.net))

    def __neg__(self) -> Amounts:
        return Amounts(*(None if each is None else -each for each in (self.gross, self.income, self.printed_net)))


def add_up(amounts: Iterable[Amounts]) -> Amounts | None:
    """The sum; None of none."""
    total: Amounts | None = None
    for each in amounts:
        total = each if total is None else total + each
    return total


def _both(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else first + second
