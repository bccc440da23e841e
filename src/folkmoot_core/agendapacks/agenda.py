"""The list of items on the front sheet: number, title, pages, and what stands under a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from folkmoot_core.agendapacks.days import find_day, is_only_a_day
from folkmoot_core.agendapacks.lines import Line, is_unfinished, joined
from folkmoot_core.agendapacks.values import Item, NotRead, Read, Sure

_LETTERED = re.compile(r"^\|?\s*([A-Z]{1,2})\s?(\d{1,2}[a-z]?)\s*(?:[.):|]\s*|\s+)(?=\S)(.*)$")
_BROKEN = re.compile(r"^\|?\s*([A-Z])\s?([\dlIOo]{1,2})\s*(?:[.):|]\s*|\s+)(?=\S)(.*)$")
_NUMBERED = re.compile(r"^\|?\s*()(\d{1,2}[a-z]?)(?:\s*[.):|]\s*|\s+)(?=\S)(.*)$")
_LONE_NUMBER = re.compile(r"^\|?\s*(?:([A-Z]{1,2})\s?)?(\d{1,2}[a-z]?)[.)]?\s*\|?$")
_SECTION = re.compile(r"^(?:[A-Z][.)]\s+\S.*|PART\s+[\dIVAB]+\b.*)$")
_CLOSED = re.compile(
    r"^(?:\W*(?:exempt|confidential|restricted)\b|part\s+(?:2|ii|b)\b|.*\bexclu(?:de|sion|ding)\b.*\b(?:press|public)\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"^\W*(?:unrestricted|non-exempt|open|public)\b.*$|^part\s+(?:1|i|a)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:item(?: ?no\.?| number)?s?|agenda(?: item)?(?: no\.?)?\s+item.*|\|?\s*(?:item|no\.?)\s*\|.*)$", re.IGNORECASE
)
_PAGES = re.compile(
    r"\s*(?:\((?:pages?|pp?)?\.?\s*([\dlIO]{1,4})\s*(?:[-–—]|to)\s*([\dlIO]{1,4})\s*\)?|"
    r"\b(?:pages?|pp)\.?\s*(\d{1,4})\s*(?:[-–—]|to)\s*(\d{1,4})|\(pages?\s*(\d{1,4})\s*\)|"
    r"(?:\s{2,}|\|\s*)(\d{1,4})\s*[-–—]\s*(\d{1,4}))\s*\|?\s*$",
    re.IGNORECASE,
)
_LIKE_PAGES = re.compile(r"\((?:pages?)?\s*[^()]*\d[^()]*[-–—][^()]*\)?\s*$", re.IGNORECASE)
_STATUS = re.compile(
    r"\s*(?:[-–—]\s*|\()\s*(to follow|to be tabled|(?:oral|verbal)(?: report| update| item)?)\s*\)?\s*$", re.IGNORECASE
)
_NOTE = re.compile(
    r"^(?:(?-i:To [a-z]+)\b|"
    r"the (?:committee|board|cabinet)|"
    r"members|report (?:of|by)|contact|\(|\d)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^(?:please note\b|.{0,60}\bbackground documents referred to\b|"
    r"(?:head of|monitoring officer|chief executive|director of|proper officer|clerk to|general counsel)\b)",
    re.IGNORECASE,
)
_MISREAD = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0"})
_SAYS_AGENDA = re.compile(
    r"^\W*(?:agenda\W*$|agenda (?:item|no)\b|item no\b|.{0,30}\bbusiness to be transacted\b)", re.IGNORECASE
)
_PAGED_ITEMS = 2
_LEAP = 3
_LONGEST_PAGES = 40
_LONGEST_NOTE = 1500


@dataclass
class _Draft:
    """An item while its lines are read."""

    number: str
    first: int
    last: int
    title: str
    restricted: bool
    mended: str = ""
    title_mended: str = ""
    pages: Read[tuple[int, int]] | None = None
    status: Read[str] | None = None
    notes: list[Line] = field(default_factory=list)
    open: bool = True
    title_open: bool = True


@dataclass(frozen=True)
class AgendaList:
    """The items, the lines that could not be read, and where the list begins and ends (indices of lines)."""

    items: tuple[Item, ...]
    not_read: tuple[NotRead, ...]
    begin: int
    end: int


def read_agenda(lines: Sequence[Line]) -> AgendaList | None:
    """The list of items in the lines of a front sheet; None where there is none."""
    reader = _Reader(lines)
    reader.read()
    paged = sum(draft.pages is not None for draft in reader.drafts)
    if not reader.drafts or (paged < _PAGED_ITEMS and not any(_SAYS_AGENDA.match(line.bare) for line in lines)):
        return None
    return AgendaList(tuple(_item(one) for one in reader.drafts), tuple(reader.not_read), reader.begin, reader.end)


class _Reader:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.drafts: list[_Draft] = []
        self.not_read: list[NotRead] = []
        self.restricted = False
        self.begin = next((i for i, line in enumerate(lines) if _OPENING.match(line.bare)), -1) + 1
        self.end = len(lines)
        # One letter and number may be chance, unless it stands right under the heading of the list.
        lettered = [place for place, line in enumerate(lines) if _letter_of(line) is not None]
        first = next((place for place in range(self.begin, self.end) if lines[place].bare.strip()), -1)
        is_lettered = len(lettered) > 1 or (self.begin > 0 and first in lettered)
        self.pattern = _LETTERED if is_lettered else _NUMBERED

    def read(self) -> None:
        blank = True
        lone: tuple[str, int] | None = None
        for place, line in enumerate(self.lines[self.begin :], start=self.begin):
            text = line.bare.strip()
            if not text or line.is_page_label or line.is_blank_page:
                blank = blank or not text
                continue
            number = self._lone_number(text)
            if number and lone is None:
                lone = number, line.number
                continue
            if self._is_the_end(place, text):
                self.end = place
                break
            self._take(line, text, lone, blank=blank)
            lone, blank = None, False
        self._check()

    def _lone_number(self, text: str) -> str:
        """A number on a line of its own, its title below."""
        found = _LONE_NUMBER.match(text)
        if not found or bool(found.group(1)) != (self.pattern is _LETTERED):
            return ""
        number = f"{found.group(1) or ''}{found.group(2)}"
        return number if self.pattern is _LETTERED or self._follows(found.group(2)) else ""

    def _is_the_end(self, place: int, text: str) -> bool:
        """A signature, or a note about the whole pack, ends the list."""
        if not self.drafts:
            return False
        if _ENDS.match(text):
            return True
        after = [line.bare for line in self.lines[place + 1 : place + 3]]
        signed = any(_ENDS.match(line) for line in after)
        return signed and len(text) < 50 and not self._starts(text)

    def _take(self, line: Line, text: str, lone: tuple[str, int] | None, *, blank: bool) -> None:
        started = (lone[0], text, "") if lone else self._starts(text)
        if started:
            first = lone[1] if lone else line.number
            self.drafts.append(_Draft(started[0], first, line.number, "", self.restricted, started[2]))
            self._add_to_title(self.drafts[-1], started[1], line.number)
        elif _CLOSED.match(text) and len(text) < 160:
            self.restricted = True
            self._close()
        elif _OPEN.match(text) and len(text) < 80:
            self.restricted = False
            self._close()
        elif _SECTION.match(text) or (text.startswith("(") and not _PAGES.search(text)):
            self._close()
        elif self.drafts:
            self._continue(self.drafts[-1], line, text, blank=blank)

    def _close(self) -> None:
        if self.drafts:
            self.drafts[-1].open = False

    def _starts(self, text: str) -> tuple[str, str, str] | None:
        """Number, rest of the line, and what was mended in the number."""
        if is_only_a_day(text) or _starts_with_a_day(text):
            return None
        found = self.pattern.match(text)
        if found and (self.pattern is _LETTERED or self._follows(found.group(2))):
            return f"{found.group(1)}{found.group(2)}", found.group(3), ""
        if self.pattern is _LETTERED and self.drafts:
            found = _BROKEN.match(text)
            repaired = f"{found.group(1)}{found.group(2).translate(_MISREAD)}" if found else ""
            if found and repaired in _next_numbers(self.drafts[-1].number):
                return repaired, found.group(3), f"printed “{found.group(1)}{found.group(2)}”"
        return None

    def _follows(self, number: str) -> bool:
        """In a list that counts 1, 2, 3, a number that does not follow belongs to a sentence."""
        value = int(re.sub(r"\D", "", number))
        before = int(re.sub(r"\D", "", self.drafts[-1].number)) if self.drafts else 0
        return before <= value <= before + _LEAP and (value > 0)

    def _continue(self, draft: _Draft, line: Line, text: str, *, blank: bool) -> None:
        pages = _pages(text, line.number)
        if not draft.open:
            if pages:
                self._no_number(line, text)
            return
        bulleted = line.bare != line.text.strip()
        title_goes_on = draft.title_open and not (draft.notes or draft.pages or draft.status or bulleted)
        wraps = not blank and draft.title.isupper() and text.isupper() and not draft.notes and not pages
        if draft.pages and wraps and not bulleted:
            draft.title_mended = "the title goes on in another line"
            self._add_to_title(draft, text, line.number)
            return
        joins = is_unfinished(draft.title) or text[:1].islower() or _PAGES.sub("", text).strip() == ""
        if title_goes_on and (joins or (not blank and not _NOTE.match(text))):
            if _PAGES.sub("", text).strip() and (blank or not joins):
                draft.title_mended = "the title goes on in another line"
            self._add_to_title(draft, text, line.number)
        elif pages and draft.pages is None and _NOTE.match(text) and not blank:
            draft.pages = replace(pages, sure="likely", note="the pages stand under the title, not beside it")
            draft.notes.append(line)
        elif pages:
            self._no_number(line, text)
        else:
            draft.notes.append(line)

    def _no_number(self, line: Line, text: str) -> None:
        self.not_read.append(NotRead(line.number, line.number, "an entry with pages but without an item number", text))

    def _add_to_title(self, draft: _Draft, text: str, number: int) -> None:
        pages = _pages(text, number)
        if pages:
            found_text, text = text, _PAGES.sub("", text)
            if pages.value[1] < pages.value[0]:
                self.not_read.append(NotRead(number, number, "the last page stands before the first", found_text))
                draft.title_open = False
            else:
                draft.pages = pages
        elif (unread := _LIKE_PAGES.search(text[-_LONGEST_PAGES:])) and not find_day(text):
            self.not_read.append(NotRead(number, number, "the pages could not be read", unread.group()))
            draft.title_open = False
        status = _STATUS.search(text)
        if status:
            draft.status = Read(status.group(1).lower(), number, number)
            text = text[: status.start()]
        draft.title = joined([draft.title, text]).strip(" |")
        draft.last = number

    def _check(self) -> None:
        """Numbers that stand twice or are left out, pages that run into each other."""
        seen: dict[str, _Draft] = {}
        before: _Draft | None = None
        for draft in self.drafts:
            if draft.number in seen:
                why = f"the number {draft.number} stands twice, at line {seen[draft.number].first} and here"
                self.not_read.append(NotRead(draft.first, draft.last, why, draft.title))
                draft.mended = draft.mended or why
            elif before is not None and draft.number not in _next_numbers(before.number):
                why = f"{draft.number} follows {before.number}: a number is left out, or could not be read"
                self.not_read.append(NotRead(before.last, draft.first, why))
            seen[draft.number] = before = draft
        paged = [draft for draft in self.drafts if draft.pages is not None]
        for one, other in pairwise(paged):
            if one.pages and other.pages and other.pages.value[0] <= one.pages.value[1]:
                why = f"the pages of {other.number} begin before those of {one.number} end"
                self.not_read.append(NotRead(other.pages.first, other.pages.last, why))
                other.pages = replace(other.pages, sure="doubtful", note=why)


def _item(draft: _Draft) -> Item:
    doubt: Sure = "doubtful" if "twice" in draft.mended else "likely"
    lines = draft.notes
    note = joined(line.bare for line in lines)[:_LONGEST_NOTE]
    return Item(
        number=Read(draft.number, draft.first, draft.first, doubt if draft.mended else "certain", draft.mended),
        title=Read(
            draft.title, draft.first, draft.last, "likely" if draft.title_mended else "certain", draft.title_mended
        ),
        restricted=Read(draft.restricted, draft.first, draft.last),
        pages=draft.pages,
        status=draft.status,
        note=Read(note, lines[0].number, lines[-1].number) if lines else None,
    )


def _letter_of(line: Line) -> str | None:
    found = _LETTERED.match(line.bare)
    return found.group(1) if found and len(line.bare) < 250 else None


def _starts_with_a_day(text: str) -> bool:
    found = find_day(text)
    return found is not None and found.start == 0


def _pages(text: str, number: int) -> Read[tuple[int, int]] | None:
    found = _PAGES.search(text)
    if not found:
        return None
    printed = [group for group in found.groups() if group]
    mended = any(not group.isdigit() for group in printed)
    values = [int(group.upper().replace("L", "1").translate(_MISREAD)) for group in printed]
    note = f"printed “{found.group().strip()}”" if mended else ""
    return Read((values[0], values[-1]), number, number, "likely" if mended else "certain", note)


def _next_numbers(number: str) -> frozenset[str]:
    """What may follow: B3 → B4, B3a, C1; 7 → 8, 7a."""
    found = re.fullmatch(r"([A-Z]*)(\d+)([a-z]?)", number)
    if not found:
        return frozenset()
    letters, digits, small = found.groups()
    following = {f"{letters}{int(digits) + 1}", f"{letters}{digits}{chr(ord(small or '`') + 1)}"}
    if letters:
        following |= {f"{chr(ord(letters[-1]) + step)}1" for step in (1, 2)}
    return frozenset(following)
