"""Which paper belongs to which item: by its title, by the number printed over it, or else by its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from folkmoot_core.agendapacks.lines import Line
from folkmoot_core.agendapacks.values import Item, NotRead, Paper, Read, Sure

_PRINTED = re.compile(r"^(?:agenda )?item(?: no\.?| number)?\s*:?\s*([A-Z]{0,2}\s?\d{1,2}[a-z]?)\.?$", re.IGNORECASE)
_EXEMPT = re.compile(r"\W*(?:exempt|confidential|restricted|not for publication)\b", re.IGNORECASE)
_ALIKE = 0.6
_LINES_ABOVE = 4


@dataclass(frozen=True)
class Found:
    """A paper with what may tell its item: the number printed over it, and the pages marked in it."""

    paper: Paper
    printed: str = ""
    printed_line: int = 0
    marks: tuple[int, ...] = ()
    for_this_committee: bool = True


def printed_number(lines: Sequence[Line], start: int) -> tuple[str, int]:
    """“Item B10” in the lines over a head, and its line number."""
    above = [line for line in lines[max(0, start - 2 * _LINES_ABOVE) : start] if line.text.strip()][-_LINES_ABOVE:]
    for line in reversed(above):
        found = _PRINTED.match(line.bare)
        if found:
            return found.group(1).replace(" ", ""), line.number
    return "", 0


def alike(one: str, other: str) -> float:
    """0 to 1: how much two titles are the same, by their letters or by the words of the shorter."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return 0.0
    whole = difflib.SequenceMatcher(None, " ".join(a), " ".join(b), autojunk=False).ratio()
    fewer, more = (set(a), set(b)) if len(set(a)) <= len(set(b)) else (set(b), set(a))
    shared = len(fewer & more) / len(fewer) if len(fewer) > 1 else 0.0
    return max(whole, 0.95 * shared)


def _words(text: str) -> list[str]:
    small = {"the", "of", "and", "a", "an", "to", "for", "on", "in", "report", "update"}
    words = re.findall(r"\w+", text.lower().replace("'", "").replace("’", ""))
    return [word for word in words if word not in small] or words


def place_papers(items: Sequence[Item], found: Sequence[Found]) -> tuple[list[Item], list[Paper], list[NotRead]]:
    """The items with their papers, the papers that belong to none, and what to look at."""
    sure = [_by_title_or_number(items, one) for one in found]
    not_read: list[NotRead] = []
    papers: list[list[Paper]] = [[] for _ in items]
    loose: list[Paper] = []
    before = -1
    for index, one in enumerate(found):
        place, how, doubt = sure[index]
        if place is None:
            after = next((at for at, _, _ in sure[index + 1 :] if at is not None and at > before), len(items))
            taken = {at for at, _, _ in sure if at is not None} | {i for i, held in enumerate(papers) if held}
            place, how = _by_place(items, one, (before, after), taken)
            doubt = "doubtful"
        if place is None:
            loose.append(one.paper)
            why = "no item of the agenda was found for this paper"
            not_read.append(NotRead(one.paper.place.first, one.paper.place.last, why, _subject(one)))
            continue
        before = max(before, place)
        item = items[place]
        if one.printed and one.printed != item.number.value:
            why = f"“Item {one.printed}” is printed over this paper, which was placed under {item.number.value} ({how})"
            not_read.append(NotRead(one.printed_line, one.printed_line, why, _subject(one)))
            how, doubt = why, "likely" if doubt == "certain" else doubt
        not_read += _exempt_among_open(item, one.paper)
        papers[place].append(replace(one.paper, place=replace(one.paper.place, sure=doubt, note=how)))
    held = [_with_pages(item, group, found, not_read) for item, group in zip(items, papers, strict=True)]
    return held, loose, not_read


def _exempt_among_open(item: Item, paper: Paper) -> list[NotRead]:
    """A paper marked exempt under an item that stands among those open to the public: a person must look."""
    marked = paper.classification
    if marked is None or item.restricted.value or not _EXEMPT.match(marked.value):
        return []
    why = f"this paper is marked exempt, but {item.number.value} stands among the items open to the public"
    return [NotRead(marked.first, marked.last, why, marked.value)]


def _by_title_or_number(items: Sequence[Item], one: Found) -> tuple[int | None, str, Sure]:
    scores = [alike(item.title.value, _subject(one)) for item in items]
    best = max(range(len(items)), key=scores.__getitem__, default=None)
    numbered = next((i for i, item in enumerate(items) if one.printed and item.number.value == one.printed), None)
    if best is not None and scores[best] >= _ALIKE and one.for_this_committee:
        rivals = [i for i, score in enumerate(scores) if score == scores[best]]
        if numbered in rivals:
            return numbered, "by its title and the number over it", "certain"
        return best, "by its title", "certain" if len(rivals) == 1 else "doubtful"
    return (numbered, "by the number printed over it", "likely") if numbered is not None else (None, "", "doubtful")


def _by_place(items: Sequence[Item], one: Found, between: tuple[int, int], taken: set[int]) -> tuple[int | None, str]:
    """By the pages marked in it, else the next item with pages and no paper, else under the item before."""
    for index, item in enumerate(items):
        if item.pages and one.marks and item.pages.value[0] <= one.marks[0] <= item.pages.value[1]:
            return index, "by the pages marked in it"
    before, after = between
    free = [i for i in range(before + 1, after) if items[i].pages and i not in taken]
    free = [i for i in free if not items[i].title.value.lower().startswith("minutes")]
    if free and one.for_this_committee:
        return free[0], "by its place among the papers; its title is another one"
    if before >= 0:
        return before, "by its place, behind another paper of this item; its title is another one"
    return None, ""


def _subject(one: Found) -> str:
    return one.paper.subject.value if one.paper.subject else ""


def _with_pages(item: Item, papers: Sequence[Paper], found: Sequence[Found], not_read: list[NotRead]) -> Item:
    """Pages of a paper are those of its item, where it is the only one; marks inside it must fall among them."""
    if item.pages is None or not papers:
        return replace(item, papers=tuple(papers))
    begin, end = item.pages.value
    marks = {one.paper.place.first: one.marks for one in found}
    for paper in papers:
        outside = [mark for mark in marks.get(paper.place.first, ()) if not begin <= mark <= end]
        if outside:
            why = (
                f"page {outside[0]} is marked in this paper, outside the pages {begin} to {end} of {item.number.value}"
            )
            not_read.append(NotRead(paper.place.first, paper.place.last, why))
    if len(papers) == 1:
        pages = Read((begin, end), item.pages.first, item.pages.last, item.pages.sure, "the pages of its item")
        return replace(item, papers=(replace(papers[0], pages=pages),))
    why = f"{len(papers)} papers under {item.number.value}: where the pages {begin} to {end} part is not printed"
    not_read.append(NotRead(papers[0].place.first, papers[-1].place.last, why))
    return replace(item, papers=tuple(papers))
