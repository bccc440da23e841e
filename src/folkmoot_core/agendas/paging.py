"""Which pages of the pack each paper stands on. A page number that was once printed stays with its paper, so that what
people noted on their copies stays right: new papers go behind, and one that has grown longer goes there, too."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper with its length in pages, and the pages it was printed on before, if it was."""

    key: Hashable
    length: int
    page_from: int | None = None
    page_to: int | None = None


def give_pages(papers: Iterable[Bound]) -> dict[Hashable, tuple[int, int]]:
    """First and last page of each, counted from 1."""
    bound = list(papers)
    highest = max((paper.page_to for paper in bound if paper.page_to), default=0)
    pages: dict[Hashable, tuple[int, int]] = {}
    for paper in bound:
        if paper.length < 1:
            continue
        room = paper.page_to - paper.page_from + 1 if paper.page_from and paper.page_to else 0
        if paper.page_from and paper.length <= room:
            pages[paper.key] = (paper.page_from, paper.page_from + paper.length - 1)
        else:
            pages[paper.key] = (highest + 1, highest + paper.length)
            highest += paper.length
    return pages
