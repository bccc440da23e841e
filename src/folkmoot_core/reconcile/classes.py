"""Classes of whole numbers that a table is divided into (ages, days, sizes): a number that is in none, or in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from folkmoot_core.reconcile.arithmetic import Finding
from folkmoot_core.reconcile.figures import Book, Check

_UNIT = re.compile(r"(?<=\d)\s*(?:days|years|weeks|people|employees)$")
_FEWEST = 3  # two labels with numbers may be anything, such as two years
_RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})")
_BELOW = re.compile(r"(under|below|less than|<)\s*(\d{1,3})")
_UP_TO = re.compile(r"(?:up to|<=|≤)\s*(\d{1,3})")
_ABOVE = re.compile(r"(over|above|more than|>)\s*(\d{1,3})")
_FROM = re.compile(r"(?:>=|≥)\s*(\d{1,3})|(\d{1,3})\s*(?:\+|and over|or over|or more|and above)")


class NumberClass(NamedTuple):
    """From `low` to `high`, both in it; None where it is open."""

    label: str
    low: int | None
    high: int | None


def check_classes(book: Book) -> Iterator[Finding]:
    """Every gap and overlap between classes that follow each other in the rows or columns of a table."""
    labels: dict[tuple[str, int], dict[str, tuple[str, str]]] = {}
    for figure in book.values():
        table, *place = figure.key.split("|")
        for side, label in enumerate(place):
            labels.setdefault((table, side), {}).setdefault(label, (figure.what.partition(":")[0], figure.source))
    for named in labels.values():
        title, source = next(iter(named.values()))
        for before, after, words in gaps(named):
            what = f"{title}: classes “{before.label}” and “{after.label}”"
            sources = (source,) if source else ()
            yield Finding(str(Check.CLASSES), what, after.label, f"from {_next(before)}", None, words, sources)


def gaps(labels: Iterable[str]) -> Iterator[tuple[NumberClass, NumberClass, str]]:
    """Classes beside each other that leave a number out or share one, and which."""
    classes = [each for each in map(read_class, labels) if each is not None]
    if len(classes) < _FEWEST:
        return
    for before, after in pairwise(classes):
        if before.high is None or after.low is None:
            continue
        if after.low > before.high + 1:
            out = _numbers(before.high + 1, after.low - 1)
            yield before, after, f"{out} in no class: one ends at {before.high}, the next begins at {after.low}."
        elif before.low is not None and before.low < after.low <= before.high:
            yield before, after, f"{_numbers(after.low, before.high)} in two classes."


def read_class(label: str) -> NumberClass | None:
    """“16-24”, “Under 16”, “85+”, “<= 28 days”; None for a label that is no class of numbers."""
    text = _UNIT.sub("", re.sub(r"\s+", " ", label.strip().casefold()))
    if found := _RANGE.fullmatch(text):
        return NumberClass(label, int(found[1]), int(found[2]))
    if found := _UP_TO.fullmatch(text):
        return NumberClass(label, None, int(found[1]))
    if found := _BELOW.fullmatch(text):
        return NumberClass(label, None, int(found[2]) - 1)
    if found := _FROM.fullmatch(text):
        return NumberClass(label, int(found[1] or found[2]), None)
    if found := _ABOVE.fullmatch(text):
        return NumberClass(label, int(found[2]) + 1, None)
    return None


def _next(before: NumberClass) -> int:
    return (before.high or 0) + 1


def _numbers(first: int, last: int) -> str:
    return f"{first} is" if first == last else f"{first} to {last} are"
