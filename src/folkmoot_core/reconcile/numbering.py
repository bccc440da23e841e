"""Numbers of paragraphs, items or appendices as they stand one after the other: one left out, or given twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from folkmoot_core.reconcile.arithmetic import Finding
from folkmoot_core.reconcile.figures import Book, Check

UNIT = "numbering"
_NUMBER = re.compile(r"\d+")


def check_numbering(book: Book) -> Iterator[Finding]:
    """Every figure of the unit `numbering` (`1, 2, 4`) whose numbers do not go up by one."""
    for figure in book.values():
        numbers = [int(found) for found in _NUMBER.findall(figure.printed)] if figure.unit == UNIT else []
        should = [numbers[0] + place for place in range(len(numbers))] if numbers else []
        if numbers == should:
            continue
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        between = range(numbers[0], numbers[-1]) if numbers == sorted(numbers) else ()
        left_out = [number for number in between if number not in numbers]
        told = [f"{_and(twice)} stand{'s' if len(twice) == 1 else ''} twice."] if twice else []
        if left_out:
            told.append(f"{_and(left_out)} {'is' if len(left_out) == 1 else 'are'} left out.")
        words = " ".join([*(told or ["They do not follow each other."]), *filter(None, [figure.note])])
        expected = ", ".join(map(str, should))
        yield Finding(str(Check.NUMBERING), figure.what, figure.printed, expected, None, words, (figure.source,))


def _and(numbers: list[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}" if most else last
