"""A printed percentage of all, held against those of its parts: the mean of the parts, each as heavy as its count.

A part without a printed percentage may have had any, so what it leaves open is left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from folkmoot_core.reconcile.arithmetic import Finding
from folkmoot_core.reconcile.figures import Book, Check, Figure, Relation, Span


def check_weighted(book: Book, figure: Figure, relation: Relation) -> Iterator[Finding]:
    """`relation.inputs`: the count of all, then pairs of a part's percentage and its count."""
    everybody, *rest = (book[key] for key in relation.inputs)
    total = everybody.number
    if figure.span is None or figure.number is None or not total:
        return
    low = high = Fraction(0)
    told = Decimal(0)
    for share, count in zip(rest[::2], rest[1::2], strict=True):
        if share.span is None or count.number is None:
            continue
        told += count.number
        low += max(share.span.low, Fraction(0)) * Fraction(count.number)
        high += min(share.span.high, Fraction(100)) * Fraction(count.number)
    untold = max(total - told, Decimal(0))
    sources = tuple(dict.fromkeys((figure.source, everybody.source)))
    bounds = Span(low / Fraction(total), (high + 100 * Fraction(untold)) / Fraction(total))
    if not figure.span.meets(bounds):
        nearest = bounds.high if figure.span.low > bounds.high else bounds.low
        expected = _rounded(nearest, figure)
        words = f"The parts allow {_rounded(bounds.low, figure):f} to {_rounded(bounds.high, figure):f}"
        words += f", whatever the {untold:f} of {total:f} without a percentage did." if untold else "."
        apart = figure.number - expected
        yield Finding(str(Check.OUTSIDE), figure.what, figure.number, expected, apart, words, sources)
    elif untold > told > 0 and not figure.span.meets(Span(low / Fraction(told), high / Fraction(told))):
        words = f"It rests on {told:f} of {total:f}: the others have no percentage in print."
        expected = _rounded((low + high) / 2 / Fraction(told), figure)
        apart = figure.number - expected
        yield Finding(str(Check.MISSING), figure.what, figure.number, expected, apart, words, sources)


def _rounded(value: Fraction, figure: Figure) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(figure.step, ROUND_HALF_UP)
