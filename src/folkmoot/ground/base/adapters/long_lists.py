"""Lists that are too long to count and to sort for each page of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")


class OneAfterAnother(Generic[Row]):
    """Two querysets as one list, of which pages are cut. The first is counted at times, so it should be short."""

    def __init__(self, first: QuerySet[Any, Row], then: QuerySet[Any, Row]) -> None:
        self.first, self.then = first, then

    def __getitem__(self, cut: slice) -> list[Row]:
        start, stop = cut.start or 0, cut.stop
        early = list(self.first[start:stop])
        if len(early) == stop - start:
            return early
        length = start + len(early) if early or not start else self.first.count()
        return early + list(self.then[max(0, start - length) : stop - length])


@dataclass(frozen=True)
class OpenPage(Generic[Row]):
    """One page of a list whose length nobody knows: what is on it, and whether more come after."""

    object_list: Sequence[Row]
    number: int
    start: int
    has_next: bool

    def __iter__(self) -> Iterator[Row]:
        return iter(self.object_list)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_previous or self.has_next

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def end(self) -> int:
        return self.start + len(self.object_list) - 1


def open_page(rows: QuerySet[Any, Row] | OneAfterAnother[Row], asked: str | None, size: int) -> OpenPage[Row]:
    """Page `asked` of the rows, counted from 1; the first where that is no number or nothing is there."""
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and 0 < int(asked) <= 1_000_000 else 1
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    if not found and number > 1:
        return open_page(rows, None, size)
    return OpenPage(found[:size], number, start + 1, len(found) > size)
