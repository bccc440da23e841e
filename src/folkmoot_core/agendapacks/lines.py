"""The text of a pack as numbered lines and paragraphs, without the marks that a conversion from PDF leaves in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from folkmoot_core.values import Fault, Invalid

_TAGS = re.compile(r"</?(?:a|b|i|u|p|em|strong|span|sup|sub|br)\b[^>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*{1,3}")
_HEADING = re.compile(r"^#{1,6}\s+")
_BULLET = re.compile(r"^(?:[-•·*–]\s+)+")
_BLANK_PAGE = re.compile(r"(?:this )?page (?:is )?(?:intentionally )?left (?:intentionally )?blank", re.IGNORECASE)
_PAGE_MARK = re.compile(r"(?:page\s+)?(\d{1,4})(?:\s+of\s+\d{1,4})?|-\s*(\d{1,4})\s*-", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)])\s+\S")
_UNFINISHED = re.compile(r"(?:,|&|[-–—]|\b(?:and|or|of|the|for|to|in|on|with|by|a|an))$", re.IGNORECASE)
_LONGEST_HEADING = 90
_WIDEST = 80
_WIDE_GAP = re.compile(r" {80,}")
_MUCH_CONTROL = 0.002


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, counted from 1, and its text without marks of emphasis."""

    number: int
    text: str

    @property
    def bare(self) -> str:
        """Without the bullet that a conversion may have set before it."""
        return _BULLET.sub("", self.text.strip())

    @property
    def is_blank_page(self) -> bool:
        return _BLANK_PAGE.fullmatch(self.text.strip(" .")) is not None

    @property
    def page(self) -> int | None:
        """The page of the pack, where the line is nothing but its mark (“Page 15”)."""
        found = _PAGE_MARK.fullmatch(self.text.strip())
        return int(found.group(1) or found.group(2)) if found else None

    @property
    def is_page_label(self) -> bool:
        """A mark that says it is one; a number by itself may be a number of something else."""
        return self.page is not None and not self.text.strip().isdigit()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with none empty between them."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> int:
        return self.lines[0].number

    @property
    def last(self) -> int:
        return self.lines[-1].number

    @property
    def text(self) -> str:
        return joined(line.bare for line in self.lines)


def decode(content: bytes, file: str = "") -> str:
    """The text of a file, in UTF-8 or else Windows-1252. Raises `Invalid` where it is no text, or empty."""
    if content.startswith(b"%PDF"):
        mend = "Make plain text of it first: pdftotext -layout PACK.pdf PACK.txt"
        raise Invalid([Fault("", "this is a PDF, not plain text.", mend, file=file)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if len(_CONTROL.findall(text)) > _MUCH_CONTROL * len(text) or "\x00" in text:
        raise Invalid([Fault("", "this is not plain text.", "Save the pack as plain text (UTF-8).", file=file)])
    if not text.strip():
        raise Invalid([Fault("", "the file is empty.", "Give the plain text of an agenda pack.", file=file)])
    return text


def split(text: str) -> tuple[Line, ...]:
    return tuple(Line(number, clean(line)) for number, line in enumerate(text.split("\n"), start=1))


def clean(text: str) -> str:
    """Spaces inside are kept: two or more may part columns."""
    text = _EMPHASIS.sub("", _TAGS.sub("", text.replace("\xa0", " ").replace("\xad", "").replace("\f", "")))
    text = _WIDE_GAP.sub(" " * _WIDEST, text)
    return _HEADING.sub("", text.replace("\t", "   ").rstrip(" \\\r")).rstrip()


def joined(texts: Iterable[str]) -> str:
    """One run of words, single spaces."""
    return " ".join(" ".join(texts).split())


def blocks(lines: Sequence[Line]) -> list[Block]:
    """Paragraphs parted by empty lines. Page marks and blank pages belong to none, and one sentence that a page
    break cut in two (no full stop before, a small letter after) is one block again."""
    found: list[list[Line]] = []
    parted = True
    for line in lines:
        if not line.text.strip():
            parted = True
        elif line.is_blank_page or line.is_page_label:
            continue
        elif not parted or (found and _runs_on(found[-1][-1].text, line.text)):
            found[-1].append(line)
            parted = False
        else:
            found.append([line])
            parted = False
    return [Block(tuple(group)) for group in found]


def _runs_on(before: str, after: str) -> bool:
    return before.rstrip()[-1:] not in ".:;!?|" and after.lstrip()[:1].islower()


def is_unfinished(text: str) -> bool:
    """Whether a title or name must go on in the next line."""
    return not text.strip() or _UNFINISHED.search(text.strip()) is not None


def is_heading(text: str) -> bool:
    """A line set as a heading: short, and capitals, numbered, or no full stop at its end."""
    text = text.strip()
    if not text or len(text) > _LONGEST_HEADING or text.startswith("|"):
        return False
    if text.isupper():
        return True
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    if text[-1] in ".;,":
        return bool(words) and capitals == len(words) and len(words) > 1
    return bool(_NUMBERED.match(text)) or text[0].isupper()
