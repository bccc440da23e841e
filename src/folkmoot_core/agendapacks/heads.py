"""Heads of reports: To, From or By, Date, Subject, Classification, Summary, in any order.

A letter or message inside a paper has a head, too. What tells a report to a committee from it is more than two labels:
a classification, a summary or recommendation, the name of the committee, the day of the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from folkmoot_core.agendapacks.days import find_day, is_only_a_day
from folkmoot_core.agendapacks.labels import STARTS, Label, label_of
from folkmoot_core.agendapacks.lines import Line, is_heading, is_unfinished, joined
from folkmoot_core.agendapacks.people import is_contact_line
from folkmoot_core.agendapacks.values import Read, Sure

PURPOSE = re.compile(
    r"^for (?:information|comments?|decision|consideration|noting|approval|endorsement|recommendation|discussion)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:(?:is|are) (?:asked|invited|recommended|requested) to\b|(?:it is|we) recommend(?:ed)?\b|Members are to\b)",
    re.IGNORECASE,
)
_NAME_AND_POST = re.compile(r"^(?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’-]+\s*(?:,|[-–—]|\()\s*\S")
_LONGEST_SUMMARY = 12
_REACH = 3
_SHORT = 100
_SIGNS_NEEDED = 2
_SMALL_WORDS = frozenset("and the of for a an to council committee board".split())  # noqa: SIM905


@dataclass
class Part:
    """What stands under one label so far."""

    first: int
    last: int
    texts: list[str] = field(default_factory=list)
    note: str = ""
    several: bool = False

    @property
    def text(self) -> str:
        return joined(self.texts).replace(" ;", ";").lstrip("; ")

    def read(self) -> Read[str]:
        sure: Sure = "likely" if self.note else "certain"
        return Read(self.text, self.first, self.last, sure, self.note)


@dataclass
class Head:
    """A head as it stands: `start` and `end` are indices of lines, `end` the first line after it."""

    start: int
    end: int
    parts: dict[str, Part]

    def text(self, name: str) -> str:
        return self.parts[name].text if name in self.parts else ""

    @property
    def day(self) -> date | None:
        found = find_day(self.text("date")) or find_day(self.text("to"))
        return found.value if found else None


def read_head(lines: Sequence[Line], start: int) -> Head | None:
    """The head that starts at this line; None where it has fewer than three labels, or no From, By or To."""
    opening = label_of(lines[start].bare)
    if opening is None or opening.field not in STARTS or _under_contacts(lines, start):
        return None
    head = _Reader(lines, start).read()
    told = set(head.parts) & {"to", "from_", "date", "subject", "classification", "summary"}
    return head if len(told) > 2 and told & {"to", "from_"} else None


def signs(head: Head, committee: str, day: date | None, lines: Sequence[Line]) -> int:
    """How many signs there are of a report to this committee; below zero: it is a letter or a message."""
    after = [line.bare for line in lines[head.end : head.end + 6] if line.text.strip()][:1]
    if any(text.startswith("Dear ") for text in after) or "@" in head.text("to") + head.text("from_"):
        return -1
    return (
        ("classification" in head.parts)
        + ("summary" in head.parts or "recommendation" in head.parts)
        + is_to(head.text("to"), committee)
        + (head.day is not None and head.day == day)
    )


def is_report(head: Head, committee: str, day: date | None, lines: Sequence[Line]) -> bool:
    return signs(head, committee, day, lines) >= _SIGNS_NEEDED


def is_to(recipient: str, committee: str) -> bool:
    """Whether a report is to this committee: half the words of its To are in the name, or are letters of it."""
    words = [word for word in re.findall(r"\w+", recipient) if word.lower() not in _SMALL_WORDS and not word.isdigit()]
    name = [word for word in re.findall(r"\w+", committee) if word.lower() not in {"and", "the", "of", "for"}]
    known, letters = {word.lower() for word in name}, "".join(word[0].upper() for word in name)
    hits = [word.lower() in known or (word.isupper() and len(word) > 1 and word in letters) for word in words]
    return bool(words) and sum(hits) * 2 >= len(hits)


def _under_contacts(lines: Sequence[Line], start: int) -> bool:
    """“Title: Project Manager” under a name is no title of a report."""
    opening = label_of(lines[start].bare)
    if opening is None or opening.field != "subject" or not lines[start].bare.lower().startswith("title"):
        return False
    above = next((line.bare for line in reversed(lines[max(0, start - 3) : start]) if line.text.strip()), "")
    return is_contact_line(above)


class _Reader:
    """Walks down a head; `at` is the line looked at."""

    def __init__(self, lines: Sequence[Line], start: int) -> None:
        self.lines = lines
        self.start = self.at = start
        self.parts: dict[str, Part] = {}
        self.current = ""
        self.after_blank = False

    def read(self) -> Head:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text.strip() or line.is_page_label:
                self.after_blank = True
            elif line.is_blank_page or line.bare.startswith("Dear ") or not self._takes(line):
                break
            else:
                self.after_blank = False
            self.at += 1
        return Head(self.start, self.at, self.parts)

    def _takes(self, line: Line) -> bool:
        label = label_of(line.bare)
        part = self.parts.get(self.current)
        if (
            label
            and label.mended == "the label has no colon"
            and part
            and not self.after_blank
            and is_unfinished(part.text)
        ):
            label = None
        if label:
            return self._opens(line, label)
        if self.current in {"summary", "recommendation"}:
            return self._goes_on_long(line)
        if part is None:
            return False
        if is_contact_line(line.bare):
            return False
        if "date" not in self.parts and is_only_a_day(line.bare) and not is_unfinished(part.text):
            self.parts["date"] = Part(line.number, line.number, [line.bare], "the date has no label")
            self.current = "date"
            return True
        return self._goes_on(line, part)

    def _opens(self, line: Line, label: Label) -> bool:
        there = self.parts.get(label.field)
        if there is not None and label.field not in {"from_", "other", "past_pathway", "divisions"}:
            return False
        if label.field == "recommendation" and not label.rest and not self._long_label_in_head():
            return False
        if there is not None:
            there.texts.append("; " + label.rest)
            there.last = line.number
        else:
            texts = [label.rest] if label.rest else []
            self.parts[label.field] = Part(line.number, line.number, texts, label.mended)
        self.current = label.field
        return True

    def _long_label_in_head(self) -> bool:
        """A bare “Recommendations” right under the labels belongs to the head; after a summary it opens the report."""
        return "summary" not in self.parts

    def _goes_on(self, line: Line, part: Part) -> bool:
        if self.after_blank and not is_unfinished(part.text):
            if not self._label_is_near() or len(line.text) > _SHORT or PURPOSE.match(line.bare):
                return False
            part.note = part.note or "an empty line stands inside it"
        another = self.current == "from_" and _NAME_AND_POST.match(line.bare) and not is_unfinished(part.text)
        part.texts.append(f"; {line.bare}" if another else line.bare)
        part.last = line.number
        return True

    def _goes_on_long(self, line: Line) -> bool:
        part = self.parts[self.current]
        if self.after_blank and part.texts:
            last_line = part.texts[-1].rstrip()
            runs_on = last_line[-1:] not in ".:;!?" and line.bare[:1].islower()
            ends = is_heading(line.bare) or bool(PURPOSE.match(line.bare)) or is_contact_line(line.bare)
            ends = ends or (self.current == "summary" and bool(ASKED.search(line.bare)))
            if (ends and not runs_on) or line.text.startswith("|") or len(part.texts) > _LONGEST_SUMMARY * 5:
                return False
            part.several = True
        part.texts.append(line.bare)
        part.last = line.number
        return True

    def _label_is_near(self) -> bool:
        """A new label follows within a few lines, so that what stands between is part of the head."""
        following = [line for line in self.lines[self.at + 1 : self.at + 3 * _REACH] if line.text.strip()][:_REACH]
        labels = [label_of(line.bare) for line in following]
        return any(label is not None and label.field not in self.parts and label.field != "item" for label in labels)
