"""One paper: the values of its head, and of its body the recommendation, the contacts and the background documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from folkmoot_core.agendapacks.days import find_day
from folkmoot_core.agendapacks.heads import ASKED, PURPOSE, Head, Part
from folkmoot_core.agendapacks.lines import Block, Line, blocks, is_heading, joined
from folkmoot_core.agendapacks.people import is_contact_line, read_contacts, starts_contacts
from folkmoot_core.agendapacks.values import NotRead, Paper, Read, Recommendation, Sure

_COMMENT = (
    r"(?:comment(?:ed|ing)?(?=\W+(?:on|upon|and|or|as|about)\b|\W*$)|"
    r"(?:(?<=board )|(?<=committee )|(?<=cabinet )|(?<=council )|(?<=members ))comments(?=\W+on\b))"
)
VERBS: dict[str, re.Pattern[str]] = {
    verb: re.compile(rf"\b{forms}\b", re.IGNORECASE)
    for verb, forms in (
        ("note", r"not(?:e|ed|es|ing)"),
        ("comment", _COMMENT),
        ("agree", r"agree[ds]?"),
        ("approve", r"approve[ds]?"),
        ("endorse", r"endorse[ds]?"),
        ("consider", r"consider(?:ed)?"),
    )
}
"""“Comment” as a verb: “comment on”, “the Board comments on”; not “note the comments of members”."""
_RECOMMENDATIONS = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s*)?recommendation(?:s|\(s\))?(?![a-z])\s*[:\-–]?\s*(.*)$", re.IGNORECASE
)
_BACKGROUND = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s*)?(?:list of )?background\s+"
    r"(?:documents?|papers?|information|reading)\b\s*(?:\([^)]*\))?\s*[:\-–]*\s*(.*)$",
    re.IGNORECASE,
)
_NONE = re.compile(r"^(?:nil|none|n/a|not applicable)\b\.?", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?)\s+(?=\S)")
_NUMBERED_TEXT = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+\S.*")
_NEXT_SECTION = re.compile(r"^\d{1,2}(?:\.0)?[.)]?\s+\S.*")
_MOST_DOCUMENTS = 15
_LONGEST_DOCUMENT = 220
_LONGEST_RECOMMENDATION = 25
_NO_DOCUMENT = re.compile(r"^(?:also|please|for (?:more|further))\b", re.IGNORECASE)


def read_paper(head: Head, lines: Sequence[Line], end: int) -> tuple[Paper, list[NotRead]]:
    """The paper whose head is given and which ends before line index `end`."""
    body = _own_text(lines[head.end : end])
    last = max(line.number for line in lines[head.start : end] if line.text.strip() and not line.is_blank_page)
    not_read: list[NotRead] = []
    parts = {name: part for name, part in head.parts.items() if part.text}
    day = _day(parts, not_read)
    groups = blocks(body)
    recommendation, spoken = _recommendation(parts, groups)
    first = lines[head.start].number
    found = Paper(
        place=Read("paper", first, last),
        to=_read(parts, "to"),
        from_=_read(parts, "from_"),
        date=day,
        subject=_read(parts, "subject"),
        classification=_read(parts, "classification"),
        summary=_read(parts, "summary"),
        purpose=_purpose(groups),
        recommendation=recommendation,
        past_pathway=_read(parts, "past_pathway"),
        future_pathway=_read(parts, "future_pathway"),
        divisions=_read(parts, "divisions"),
        contacts=read_contacts([line for line in body if line.number > spoken]),
        background=_background(groups),
    )
    for name in ("to", "from_", "date", "subject", "classification", "summary"):
        if getattr(found, name) is None:
            not_read.append(
                NotRead(first, lines[head.end - 1].number, f"the head of this paper has no {name.rstrip('_')}")
            )
    if recommendation is None:
        not_read.append(NotRead(first, last, "this paper has no recommendation that could be read"))
    return found, not_read


def verbs_in(text: str) -> tuple[str, ...]:
    """The verbs of `VERBS` that the text asks members to do, in their order there."""
    return tuple(verb for verb, pattern in VERBS.items() if pattern.search(text))


def _own_text(lines: Sequence[Line]) -> Sequence[Line]:
    """The report without what is attached: up to a blank page, once recommendation, contacts or sources were told."""
    told = False
    for place, line in enumerate(lines):
        told = told or bool(
            _RECOMMENDATIONS.match(line.bare) or _BACKGROUND.match(line.bare) or starts_contacts(line.bare)
        )
        if told and line.is_blank_page:
            return lines[:place]
    return lines


def _read(parts: dict[str, Part], name: str) -> Read[str] | None:
    """A number before the first paragraph (1.1) is no part of a summary."""
    if name not in parts:
        return None
    read = parts[name].read()
    return replace(read, value=_NUMBER.sub("", read.value)) if name == "summary" else read


def _day(parts: dict[str, Part], not_read: list[NotRead]) -> Read[date] | None:
    for name in ("date", "to"):
        part = parts.get(name)
        found = find_day(part.text) if part else None
        if part and found:
            note = part.note or ("" if name == "date" else "the date stands beside To")
            sure: Sure = "likely" if note else "certain"
            if found.weekday_agrees is False:
                sure, note = "doubtful", "the weekday printed is another one"
            return Read(found.value, part.first, part.last, sure, note)
        if part and name == "date":
            not_read.append(NotRead(part.first, part.last, "this date could not be read", part.text))
    return None


def _purpose(groups: Sequence[Block]) -> Read[str] | None:
    """“FOR INFORMATION AND COMMENT”, right under the head."""
    for group in groups[:3]:
        if PURPOSE.match(group.text) and len(group.text) < 120:
            return Read(group.text, group.first, group.last)
    return None


def _recommendation(parts: dict[str, Part], groups: Sequence[Block]) -> tuple[Read[Recommendation] | None, int]:
    """The recommendation and the last line of it: of several headings the last before the contacts."""
    if "recommendation" in parts:
        part = parts["recommendation"]
        return Read(Recommendation(part.text, verbs_in(part.text)), part.first, part.last), part.last
    found: list[Read[Recommendation]] = []
    for place, group in enumerate(groups):
        if found and starts_contacts(group.lines[0].bare):
            break
        read = _under_heading(groups, place)
        if read is not None:
            found.append(read)
    if not found:
        return _unlabelled(groups)
    best = next((read for read in reversed(found) if read.value.verbs), found[-1])
    if len(found) > 1:
        best = replace(best, sure="likely", note=f"{len(found)} headings say “Recommendation”")
    return best, best.last


def _under_heading(groups: Sequence[Block], place: int) -> Read[Recommendation] | None:
    """What stands under a heading “Recommendation”, if this block is one."""
    group = groups[place]
    heading = _RECOMMENDATIONS.match(group.lines[0].bare)
    if not heading or (heading.group(1) and not ASKED.search(group.text)):
        return None
    texts = [heading.group(1)] if heading.group(1) else []
    texts += [line.bare for line in group.lines[1:]]
    last = group.last
    for following in groups[place + 1 : place + _LONGEST_RECOMMENDATION]:
        if _ends_recommendation(following, texts):
            break
        for line in following.lines:
            if is_contact_line(line.bare):
                break
            texts.append(line.bare)
            last = line.number
    text = joined(_NUMBER.sub("", one, count=1) for one in texts)
    return Read(Recommendation(text, verbs_in(text)), group.first, last) if text else None


def _ends_recommendation(block: Block, texts: Sequence[str]) -> bool:
    text = block.text
    if is_contact_line(block.lines[0].bare) or _BACKGROUND.match(text) or text.startswith("|"):
        return True
    if not texts:
        return False
    listed = block.lines[0].bare != block.lines[0].text.strip() or re.match(r"^\(?(?:[a-z]|[ivx]+|\d+)\)", text)
    if listed or (_NUMBERED_TEXT.match(text) and ASKED.search(text)):
        return False
    return is_heading(block.lines[0].bare) or not (texts[-1].rstrip().endswith((":", ";", ",", "and", "or", "-")))


def _unlabelled(groups: Sequence[Block]) -> tuple[Read[Recommendation] | None, int]:
    for group in groups:
        if ASKED.search(group.text) and verbs_in(group.text) and not group.text.startswith("|"):
            read = Recommendation(group.text, verbs_in(group.text))
            note = "there is no heading “Recommendation”; this is the first sentence that asks members for something"
            return Read(read, group.first, group.last, "likely", note), group.last
    return None, 0


def _background(groups: Sequence[Block]) -> Read[tuple[str, ...]] | None:
    for place, group in enumerate(groups):
        found = _BACKGROUND.match(group.lines[0].bare)
        if not found or len(group.lines[0].bare) > _LONGEST_DOCUMENT:
            continue
        first, last = group.first, group.first
        documents = [found.group(1)] if found.group(1) else []
        if documents and _NONE.match(documents[0]):
            return Read((), first, last)
        following = [line for one in [Block(group.lines[1:])] if one.lines for line in one.lines]
        following += [line for one in groups[place + 1 : place + _MOST_DOCUMENTS] for line in one.lines]
        for line in following[:_MOST_DOCUMENTS]:
            text = line.bare
            if (
                text.startswith("|")
                or is_contact_line(text)
                or len(text) > _LONGEST_DOCUMENT
                or _NEXT_SECTION.match(text)
                or _NO_DOCUMENT.match(text)
            ):
                break
            if _NONE.match(text) and not documents:
                return Read((), first, line.number)
            documents.append(_NUMBER.sub("", text))
            last = line.number
        sure: Sure = "certain" if found.group(1) and len(documents) == 1 else "likely"
        note = "" if sure == "certain" else "where the list ends was judged by its lines"
        return Read(tuple(documents), first, last, sure, note) if documents else None
    return None
