"""The whole pack: find where its parts begin, read each, and say what was left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from folkmoot_core.agendapacks.agenda import AgendaList, read_agenda
from folkmoot_core.agendapacks.front_sheet import read_issue, read_meeting
from folkmoot_core.agendapacks.heads import Head, is_report, is_to, read_head, signs
from folkmoot_core.agendapacks.lines import Line, decode, split
from folkmoot_core.agendapacks.minutes import read_minutes, starts_minutes
from folkmoot_core.agendapacks.papers import read_paper
from folkmoot_core.agendapacks.placing import Found, alike, place_papers, printed_number
from folkmoot_core.agendapacks.values import AgendaPack, Item, Meeting, Minutes, NotRead, Paper, Read
from folkmoot_core.values import Fault, Invalid

_LETTER = re.compile(
    r"^dear (?:member|councillor|colleague|sir|all)|^.{0,40}\bsupplement(?:ary)?\b.{0,40}$", re.IGNORECASE
)
_AGENDA_ITEM = re.compile(r"^agenda item(?: no\.?| number)?\s*:?\s*([A-Z]{0,2}\d{1,2}[a-z]?)$", re.IGNORECASE)
_ALIKE = 0.6
_LONGEST_TITLE = 200
_ENOUGH_FOR_A_REPORT = 4


def read_pack(content: bytes, file: str = "") -> AgendaPack:
    """Read the plain text of an agenda pack. Raises `Invalid` for what is no text, empty, or holds no agenda."""
    return read_text(decode(content, file), file)


def read_text(text: str, file: str = "") -> AgendaPack:
    """As `read_pack`, from text."""
    lines = split(text)
    front_end = next((place for place in range(len(lines)) if _starts_part(lines, place)), len(lines))
    listed = read_agenda(lines[:front_end])
    if listed is None:
        raise Invalid(
            [
                Fault(
                    "",
                    "no agenda was found in this text.",
                    "An agenda is a list of numbered items before the papers (“A1 Apologies”, “2. Minutes (1 - 8)”).",
                    file=file,
                )
            ]
        )
    front = lines[: _first_item(listed, lines)]
    meeting, not_read = read_meeting(front)
    supplement = any(_LETTER.match(line.bare) for line in front)
    meeting = _issued(meeting, lines, listed)
    reader = _Parts(lines, listed.end, meeting)
    reader.read()
    items, loose, doubts = place_papers(listed.items, reader.papers)
    if supplement:
        items = _unheaded(items, lines, listed.end, reader.begins)
    minutes = [_under_item(one, items) for one in reader.minutes]
    not_read += [*listed.not_read, *reader.not_read, *doubts, *_without_paper(items, minutes)]
    return AgendaPack(
        kind="supplement" if supplement else "agenda",
        meeting=meeting,
        items=tuple(items),
        papers_without_item=tuple(loose),
        minutes=tuple(minutes),
        not_read=tuple(sorted(not_read, key=lambda one: (one.first, one.last))),
    )


def _starts_part(lines: Sequence[Line], place: int) -> bool:
    """Where the front sheet ends: minutes begin, or a head with enough labels for a report."""
    if starts_minutes(lines, place):
        return True
    head = read_head(lines, place)
    return (
        head is not None
        and len(head.parts) >= _ENOUGH_FOR_A_REPORT
        and "subject" in head.parts
        and (signs(head, "", None, lines) > 0)
    )


def _first_item(listed: AgendaList, lines: Sequence[Line]) -> int:
    first = listed.items[0].number.first
    return next(place for place, line in enumerate(lines) if line.number >= first)


def _issued(meeting: Meeting, lines: Sequence[Line], listed: AgendaList) -> Meeting:
    last = listed.items[-1].title.last
    issuer, issued = read_issue([line for line in lines[: listed.end + 20] if line.number > last])
    return replace(meeting, issued_by=issuer, issued_on=issued)


class _Parts:
    """Papers and minutes behind the front sheet."""

    def __init__(self, lines: Sequence[Line], begin: int, meeting: Meeting) -> None:
        self.lines = lines
        self.begin = begin
        self.committee = meeting.committee.value if meeting.committee else ""
        self.day = meeting.date.value if meeting.date else None
        self.papers: list[Found] = []
        self.minutes: list[Minutes] = []
        self.not_read: list[NotRead] = []
        self.begins: list[int] = []

    def read(self) -> None:
        starts = self._starts()
        self.begins = [place for place, _ in starts]
        ends = [*(place for place, _ in starts[1:]), len(self.lines)]
        for (begin, head), following in zip(starts, ends, strict=False):
            end = self._before_number(begin, following)
            if head is None:
                self._read_minutes(begin, end)
            elif head.parts:
                self._read_paper(head, end)
            else:
                self._read_document(begin, end)

    def _starts(self) -> list[tuple[int, Head | None]]:
        """Each place where a part begins: with the head of a paper, or without one for minutes."""
        found: list[tuple[int, Head | None]] = []
        place = self.begin
        while place < len(self.lines):
            if starts_minutes(self.lines, place):
                found.append((place, None))
            else:
                head = read_head(self.lines, place)
                if head is not None and is_report(head, self.committee, self.day, self.lines):
                    found.append((place, head))
                elif head is not None:
                    self._no_report(head)
                elif self._is_document(place):
                    found.append((place, Head(place, place + 1, {})))
                place = place if head is None else max(place, head.end - 1)
            place += 1
        return found

    def _is_document(self, place: int) -> bool:
        """“Agenda Item 7” over something that has neither a head nor the form of minutes."""
        if not _AGENDA_ITEM.match(self.lines[place].bare):
            return False
        near = [at for at in range(place + 1, min(place + 12, len(self.lines))) if self.lines[at].text.strip()][:4]
        return bool(near) and not any(read_head(self.lines, at) or starts_minutes(self.lines, at) for at in near)

    def _no_report(self, head: Head) -> None:
        first, last = self.lines[head.start].number, self.lines[head.end - 1].number
        why = "looks like the head of a letter or message inside a paper, and was not taken as a paper of its own"
        self.not_read.append(NotRead(first, last, why, head.text("subject")))

    def _before_number(self, begin: int, end: int) -> int:
        """“Item B10” over the next head is no part of this paper."""
        while end > begin + 1:
            line = self.lines[end - 1]
            if (
                line.text.strip()
                and not line.is_blank_page
                and not re.match(r"(?i)^(?:agenda )?item\b.{0,12}$", line.bare)
            ):
                break
            end -= 1
        return end

    def _read_minutes(self, begin: int, end: int) -> None:
        blank = next((place for place in range(begin, end) if self.lines[place].is_blank_page), end)
        minutes, not_read = read_minutes(self.lines[begin:blank])
        left = [line for line in self.lines[blank:end] if line.text.strip() and not line.is_blank_page]
        if left:
            why = "stands between these minutes and the next part, and was not read"
            not_read.append(NotRead(left[0].number, left[-1].number, why, left[0].bare))
        self.minutes.append(minutes)
        self.not_read += not_read

    def _read_document(self, begin: int, end: int) -> None:
        """A document without a head: its item by the number printed over it, its title from its first lines."""
        text = [line for line in self.lines[begin + 1 : end] if line.text.strip() and not line.is_page_label]
        printed = _AGENDA_ITEM.match(self.lines[begin].bare)
        if not text or printed is None:
            return
        note = "a document without a head; its first line is taken for its title"
        place = Read("document", self.lines[begin].number, text[-1].number, "likely", note)
        subject = Read(text[0].bare[:_LONGEST_TITLE], text[0].number, text[0].number, "doubtful", note)
        paper = Paper(place=place, subject=subject)
        self.papers.append(Found(paper, printed.group(1), self.lines[begin].number))
        self.not_read.append(NotRead(place.first, place.last, "this document has no head that could be read"))

    def _read_paper(self, head: Head, end: int) -> None:
        paper, not_read = read_paper(head, self.lines, end)
        printed, number = printed_number(self.lines, head.start)
        if "item" in head.parts and not printed:
            printed, number = head.text("item").replace(" ", "").rstrip("."), head.parts["item"].first
        marks = tuple(
            line.page for line in self.lines[head.start : end] if line.is_page_label and line.page is not None
        )
        ours = is_to(head.text("to"), self.committee) or "to" not in head.parts or head.day in {None, self.day}
        self.papers.append(Found(paper, printed, number, marks, ours))
        self.not_read += not_read


def _under_item(minutes: Minutes, items: Sequence[Item]) -> Minutes:
    """The item of the agenda that minutes stand under: “Minutes”, with their date if there are several."""
    candidates = [item for item in items if re.match(r"(?i)\W*(?:to confirm the |draft )?minutes\b", item.title.value)]
    if len(candidates) > 1 and minutes.meeting.date:
        day = minutes.meeting.date.value
        dated = [item for item in candidates if str(day.day) in item.title.value and str(day.year) in item.title.value]
        candidates = dated or candidates
    if not candidates:
        return minutes
    number = candidates[0].number
    note = "" if len(candidates) == 1 else "several items are minutes"
    read = Read(number.value, number.first, number.last, "doubtful" if note else "certain", note)
    return replace(minutes, agenda_item=read)


def _unheaded(items: Sequence[Item], lines: Sequence[Line], begin: int, parts: Sequence[int]) -> list[Item]:
    """In a supplement, a document without a head belongs to the item whose title its first lines repeat."""
    starts: list[int | None] = []
    place = begin
    for item in items:
        found = None if item.papers else _titled(item.title.value, lines, place)
        place = place if found is None else found + 1
        starts.append(found)
    held = []
    for index, (item, start) in enumerate(zip(items, starts, strict=True)):
        if start is None:
            held.append(item)
            continue
        following = [one for one in [*starts[index + 1 :], *parts] if one is not None and one > start]
        end = min(following, default=len(lines))
        last = max(line.number for line in lines[start:end] if line.text.strip() and not line.is_blank_page)
        line = lines[start]
        note = "a document without a head, found by its title"
        pages = replace(item.pages, note="the pages of its item") if item.pages else None
        paper = Paper(
            place=Read("document", line.number, last, "doubtful", note),
            subject=Read(line.bare, line.number, line.number, "doubtful", note),
            pages=pages,
        )
        held.append(replace(item, papers=(paper,)))
    return held


def _titled(title: str, lines: Sequence[Line], begin: int) -> int | None:
    for place in range(begin, len(lines)):
        text = lines[place].bare
        before = lines[place - 1].text.strip() if place else ""
        if text and not before and len(text) < 120 and alike(title, text) >= _ALIKE:
            return place
    return None


def _without_paper(items: Sequence[Item], minutes: Sequence[Minutes]) -> list[NotRead]:
    minuted = {one.agenda_item.value for one in minutes if one.agenda_item}
    return [
        NotRead(item.pages.first, item.pages.last, f"no paper was found for {item.number.value}", item.title.value)
        for item in items
        if item.pages and not item.papers and item.number.value not in minuted
    ]
