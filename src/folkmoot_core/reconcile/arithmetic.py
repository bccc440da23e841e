"""What a paper gets wrong can often be found without any record: by adding up, dividing, and laying two of its figures
side by side. A finding says where, what, by how much, and what would explain it; it never says who is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from folkmoot_core.reconcile.published import PublishedTable

Number = Decimal | int


@dataclass(frozen=True, slots=True)
class Finding:
    """`printed` and `expected` are numbers, or words where something else than a number was printed (a date, a name).
    `difference` is printed less expected, in days between dates; None where there is none to tell. `explanation` is
    what would explain it, "" where nothing was found."""

    check: str
    what: str
    printed: Decimal | str
    expected: Decimal | str
    difference: Decimal | None
    explanation: str = ""
    sources: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        apart = "" if self.difference is None else f" ({_signed(self.difference)})"
        text = f"{self.what}: printed {_shown(self.printed)}, expected {_shown(self.expected)}{apart}."
        return f"{text} {self.explanation}" if self.explanation else text


def check_totals(table: PublishedTable) -> list[Finding]:
    """Every printed total that is not the sum of its parts, along rows and down columns."""
    found = []
    if table.total_column is not None:
        for row in table.rows:
            parts = {
                column: table.figures.get((row, column)) for column in table.columns if column != table.total_column
            }
            found.append(
                _total(table, f"{row}, {table.total_column}", table.figures.get((row, table.total_column)), parts)
            )
    if table.total_row is not None:
        for column in table.columns:
            parts = {row: table.figures.get((row, column)) for row in table.rows if row != table.total_row}
            found.append(
                _total(table, f"{table.total_row}, {column}", table.figures.get((table.total_row, column)), parts)
            )
    return [finding for finding in found if finding is not None]


def check_sum(
    what: str, printed: Number, parts: Mapping[str, Number | None], sources: Sequence[str] = ()
) -> Finding | None:
    """None where the parts add up to what is printed. A part without a figure counts as nothing, and is named."""
    known = {label: Decimal(part) for label, part in parts.items() if part is not None}
    expected, shown = sum(known.values(), Decimal(0)), Decimal(printed)
    if shown == expected:
        return None
    difference = shown - expected
    missing = [label for label, part in parts.items() if part is None]
    explanation = _why_not_the_sum(difference, known, missing)
    return Finding("total", what, shown, expected, difference, explanation, tuple(sources))


def check_percentage(
    what: str, printed: Decimal, count: Number, base: Number, sources: Sequence[str] = ()
) -> Finding | None:
    """Whether a printed percentage fits its count and base. The decimals printed say how exact it claims to be. Either
    way of rounding a half fits; a percentage that was cut off and not rounded is named as such."""
    if not base:
        return None
    exact = Fraction(Decimal(count)) * 100 / Fraction(Decimal(base))
    step = Decimal(1).scaleb(min(0, int(printed.as_tuple().exponent)))
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    if printed in (value.quantize(step, ROUND_HALF_UP), value.quantize(step, ROUND_HALF_EVEN)):
        return None
    expected = value.quantize(step, ROUND_HALF_UP)
    of = f"{_said(Decimal(count))} of {_said(Decimal(base))} is {_said(value.quantize(step.scaleb(-2)))}."
    if printed == value.quantize(step, ROUND_DOWN):
        return Finding(
            "percentage cut off", what, printed, expected, printed - expected, f"{of} Not rounded.", tuple(sources)
        )
    return Finding("percentage", what, printed, expected, printed - expected, of, tuple(sources))


def check_mean(
    what: str, printed: Decimal, parts: Sequence[tuple[Number, Number]], sources: Sequence[str] = ()
) -> Finding | None:
    """Whether a printed mean is that of its parts (how many, their mean), as exact as printed parts allow."""
    many = sum((Decimal(count) for count, _mean in parts), Decimal(0))
    if not many:
        return None
    total = sum((Decimal(count) * Decimal(mean) for count, mean in parts), Decimal(0))
    # Each mean of a part was rounded, so the whole may lie half a last place on either side.
    finest = max((_step(Decimal(mean)) for _count, mean in parts), default=Decimal(0))
    slack = finest / 2 + _step(printed) / 2
    if abs(printed - total / many) <= slack:
        return None
    expected = (total / many).quantize(_step(printed), ROUND_HALF_UP)
    return Finding("mean", what, printed, expected, printed - expected, "", tuple(sources))


def compare_sources(
    what: str,
    printed: Number,
    other: Number,
    parts: Mapping[str, tuple[Number, Number]] | None = None,
    sources: Sequence[str] = (),
) -> Finding | None:
    """Two figures that claim to be one. `parts` are (printed, other) of its parts, where both are known: those that
    differ explain as much, and what they leave is always said."""
    difference = Decimal(printed) - Decimal(other)
    apart = {label: Decimal(a) - Decimal(b) for label, (a, b) in (parts or {}).items() if a != b}
    if not difference and not apart:
        return None
    unexplained = difference - sum(apart.values(), Decimal(0))
    told = [f"{label} {_signed(each)}" for label, each in apart.items()]
    explanation = f"Explained: {'; '.join(told) or 'nothing'}. Unexplained: {_signed(unexplained)}."
    return Finding("sources", what, Decimal(printed), Decimal(other), difference, explanation, tuple(sources))


def _total(
    table: PublishedTable, place: str, printed: Decimal | None, parts: Mapping[str, Decimal | None]
) -> Finding | None:
    if printed is None:
        return None
    return check_sum(f"{table.title}: {place}", printed, parts, (table.source,))


def _why_not_the_sum(difference: Decimal, known: Mapping[str, Decimal], missing: Iterable[str]) -> str:
    """What would explain the difference, with the more likely first; the reader judges."""
    ways = []
    named = list(missing)
    if named and difference > 0:
        ways.append(f"{' and '.join(named)} {'is' if len(named) == 1 else 'are'} counted in the total and not printed")
    left_out = [label for label, part in known.items() if part and part == -difference]
    if left_out:
        ways.append(f"{' or '.join(left_out)} is left out of the total")
    doubled = [label for label, part in known.items() if part and part == difference]
    if doubled:
        ways.append(f"{' or '.join(doubled)} is counted twice")
    return f"It would fit if {', or if '.join(ways)}." if ways else ""


def _step(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))


def _shown(value: Decimal | str) -> str:
    return value if isinstance(value, str) else _said(value)


def _said(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _signed(value: Decimal) -> str:
    return "0" if not value else f"{value.normalize():+,f}".replace("-", "−")
