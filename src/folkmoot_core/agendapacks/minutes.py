"""Minutes: who was there, and each item with what was said, resolved and recommended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from folkmoot_core.agendapacks.days import find_day, is_only_a_day
from folkmoot_core.agendapacks.lines import Block, Line, blocks, is_heading, is_unfinished, joined
from folkmoot_core.agendapacks.people import names_in
from folkmoot_core.agendapacks.values import (
    MinutedItem,
    MinutedMeeting,
    Minutes,
    NotRead,
    Paragraph,
    Person,
    Read,
    Sure,
)

_TITLE = re.compile(
    r"^(?:(?:minutes|notes|record) of (?:a|the|an)\b.*\bmeeting\b|at an? (?:\w+ )?meeting of\b|"
    r"(?:draft )?minutes of (?:the )?.{3,80}\b(?:committee|board|cabinet|council|panel|forum)\b)",
    re.IGNORECASE,
)
_COMMITTEE = re.compile(r"\bmeeting of (?:the )?(.+?)(?=,?\s+held\b|\s+on\s+\w+day|[.]|$)", re.IGNORECASE)
_VENUE = re.compile(r"\b(?:held )?(?:in|at) (?:the )?(?=[A-Z])(.+?)(?=,?\s+on\b|,?\s+at\s+\d|,?\s+commencing\b|[.]?$)")
_LISTS = (
    (
        "also_present",
        re.compile(r"^(?:also (?:present|in attendance)|other members present)\b[^:\n]{0,40}:?\s*", re.IGNORECASE),
    ),
    ("present", re.compile(r"^(?:members )?present\b(?: were)?\s*:?-?\s*", re.IGNORECASE)),
    (
        "officers",
        re.compile(r"^(?:in attendance|officers(?: (?:present|in attendance))?|officers)\b\s*:?\s*", re.IGNORECASE),
    ),
    (
        "apologies",
        re.compile(r"^apolog(?:y|ies)(?: for absence)?(?: (?:was|were) received from)?\b\s*:?\s*", re.IGNORECASE),
    ),
)
_NAME_COMMA_POST = re.compile(
    r"^((?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’-]+)\s*,\s*"
    r"([^,;()]*\b(?i:officer|head|manager|director|chief|clerk|solicitor|lead|secretary|adviser)\b[^,;()]*)$"
)
_NUMBERED = re.compile(r"^((?:[A-Z]{1,5}[/.-]?)?\d{1,3}(?:/\d{2,4})?)[.)]?\s+(?=\S)(.+)$")
_UNDER = re.compile(r"\s*\(?\s*(?:agenda )?item(?: no\.?)?\s*:?\s*([A-Z]{0,2}\s?\d{1,2}[a-z]?)\s*\)\s*$", re.IGNORECASE)
_SUB = re.compile(
    r"^(\((?:\d{1,3}|[a-z]|[ivx]{1,4})\)|\d{1,3}\.\d{1,2}\.?|\d{1,3}[.)]|(?:[a-z]|[ivx]{1,4})[.)])\s+(?=\S)(.*)$"
)
_RESOLVED = re.compile(r"^(?:it was )?(?:unanimously )?(?:resolved|agreed|decision)\b", re.IGNORECASE)
_RECOMMENDED = re.compile(r"^(?:it was )?(?:resolved to )?recommend(?:ed|ation)s?\b", re.IGNORECASE)
_SHOUTED = re.compile(r"^(?:it was )?(?:unanimously )?(?:RESOLVED|AGREED|DECISION|RECOMMENDED|RECOMMENDATION)")
_OPEN_END = re.compile(r"(?:[:\-–—]|\bthat)\s*$", re.IGNORECASE)
_CLOSED = re.compile(
    r"^(?:exempt|confidential|restricted)\b|^.{0,60}\bexclusion of (?:the )?(?:press|public)\b", re.IGNORECASE
)
_OPEN = re.compile(r"^(?:unrestricted|open) items?$", re.IGNORECASE)
_LONGEST_TITLE = 250
_LOOK_AHEAD = 30


def starts_minutes(lines: Sequence[Line], place: int) -> bool:
    """Whether minutes begin at this line: their title, and soon after it a list of those present."""
    if not _TITLE.match(lines[place].bare) or re.search(r"\(\s*(?:pages?\s*)?\d+\s*[-–]", lines[place].bare):
        return False
    ahead = [line.bare for line in lines[place : place + 2 * _LOOK_AHEAD] if line.text.strip()][:_LOOK_AHEAD]
    return any(pattern.match(text) for text in ahead for name, pattern in _LISTS if name == "present")


@dataclass
class _Draft:
    number: str
    title: str
    first: int
    last: int
    restricted: bool
    item: Read[str] | None = None
    mended: str = ""
    body: list[Paragraph] = field(default_factory=list)


def read_minutes(lines: Sequence[Line]) -> tuple[Minutes, list[NotRead]]:
    """The minutes in these lines, which begin with their title."""
    groups = blocks(lines)
    title, rest = groups[0], groups[1:]
    if is_unfinished(title.text) and rest:
        title, rest = Block(title.lines + rest[0].lines), rest[1:]
    lists, rest = _attendance(rest)
    drafts, not_read, last = _items(rest)
    not_read += _doubts(drafts)
    minutes = Minutes(
        meeting=_meeting(title, rest),
        place=Read("minutes", lines[0].number, max(last, title.last)),
        present=lists["present"],
        also_present=lists["also_present"],
        apologies=lists["apologies"],
        officers=lists["officers"],
        items=tuple(_item(draft) for draft in drafts),
    )
    if not drafts:
        not_read.append(NotRead(lines[0].number, lines[-1].number, "minutes without an item that could be read"))
    return minutes, not_read


def _meeting(title: Block, rest: Sequence[Block]) -> MinutedMeeting:
    text = title.text
    named, venue, day = _COMMITTEE.search(text), _VENUE.search(text), find_day(text)
    source = title
    if day is None:
        source = next((one for one in rest[:6] if is_only_a_day(one.text)), title)
        day = find_day(source.text)
    sure: Sure = "doubtful" if day and day.weekday_agrees is False else "certain"
    note = "the weekday printed is another one" if sure == "doubtful" else ""
    return MinutedMeeting(
        committee=Read(named.group(1).strip(), title.first, title.last) if named else None,
        date=Read(day.value, source.first, source.last, sure, note) if day else None,
        venue=Read(venue.group(1).strip(), title.first, title.last) if venue else None,
    )


def _attendance(groups: Sequence[Block]) -> tuple[dict[str, Read[tuple[Person, ...]] | None], list[Block]]:
    """The lists of names before the first item, by kind, and the blocks that are none."""
    texts: dict[str, tuple[int, int, list[str]]] = {}
    rest: list[Block] = []
    current, begun = "", False
    for group in groups:
        begun = begun or _NUMBERED.match(group.lines[0].bare) is not None
        if begun:
            rest.append(group)
            continue
        for line in group.lines:
            kind = next(((name, pattern) for name, pattern in _LISTS if pattern.match(line.bare)), None)
            text = line.bare
            if kind:
                current, text = kind[0], kind[1].sub("", line.bare)
            elif not current or _OPEN.match(text) or _CLOSED.match(text) or (is_heading(text) and text.isupper()):
                current = ""
                rest.append(Block((line,)))
                continue
            first, _, parts = texts.get(current, (line.number, line.number, []))
            separator = (
                ""
                if not parts or parts[-1].rstrip().endswith((",", ";", "(")) or text[:1] == "("
                else _between(parts[-1], text)
            )
            texts[current] = (first, line.number, [*parts, separator + text])
    return {name: _people(texts[name]) if name in texts else None for name, _ in _LISTS}, rest


def _between(before: str, after: str) -> str:
    """A name on each line has no commas; a list that runs over a line has."""
    return " " if "," in before or not before.strip() or is_unfinished(before) or not after[:1].isupper() else "; "


def _people(found: tuple[int, int, list[str]]) -> Read[tuple[Person, ...]] | None:
    first, last, texts = found
    posts = [_NAME_COMMA_POST.match(text.lstrip("; ")) for text in texts]
    if all(posts):
        listed = tuple(Person(one.group(1), one.group(2).strip(" .;")) for one in posts if one)
        return Read(listed, first, last)
    people, mended = names_in(joined(texts))
    return Read(people, first, last, "likely" if mended else "certain", mended) if people else None


def _items(groups: Sequence[Block]) -> tuple[list[_Draft], list[NotRead], int]:
    drafts: list[_Draft] = []
    not_read: list[NotRead] = []
    restricted, last = False, 0
    pieces = [piece for group in groups for piece in _pieces(group)]
    for place, piece in enumerate(pieces):
        text = piece.text
        last = piece.last
        if _OPEN.match(text) or (_CLOSED.match(text) and len(text) < 120):
            restricted = not _OPEN.match(text)
            continue
        named = place + 1 < len(pieces) and _UNDER.fullmatch(pieces[place + 1].text) is not None
        draft = _heading(piece, drafts, restricted=restricted, named=named)
        if draft:
            drafts.append(draft)
        elif drafts:
            _add(drafts[-1], piece)
        elif not is_heading(text) and not is_only_a_day(text):
            not_read.append(NotRead(piece.first, piece.last, "stands before the first item of minutes", text))
    return drafts, not_read, last


def _pieces(group: Block) -> list[Block]:
    """A block cut where a line begins a paragraph of its own: (2), a bullet, a number."""
    cut: list[list[Line]] = []
    for line in group.lines:
        begins = _SUB.match(line.bare) or _NUMBERED.match(line.bare) or line.bare != line.text.strip()
        if begins or not cut or _UNDER.fullmatch(line.bare) or _SHOUTED.match(line.bare):
            cut.append([line])
        else:
            cut[-1].append(line)
    return [Block(tuple(lines)) for lines in cut]


def _heading(piece: Block, drafts: Sequence[_Draft], *, restricted: bool, named: bool) -> _Draft | None:
    """“12. Title (Item B2)”: the number that follows, or any with an item behind it; `named`: in the next line."""
    found = _NUMBERED.match(piece.text)
    if not found or len(piece.text) > _LONGEST_TITLE or piece.lines[0].bare != piece.lines[0].text.strip():
        return None
    number, title = found.groups()
    under = _UNDER.search(title)
    before = _count(drafts[-1].number) if drafts else None
    value = _count(number)
    follows = before is None or value == before + 1 or (before < value <= before + 3 and title.isupper())
    if find_day(piece.text) and is_only_a_day(piece.text):
        return None
    if (
        not under
        and not named
        and not (follows and title.rstrip()[-1:] not in ".;:" and (title[:1].isupper() or title.isupper()))
    ):
        return None
    draft = _Draft(number, title, piece.first, piece.last, restricted)
    if under:
        draft.title = title[: under.start()].strip()
        draft.item = Read(under.group(1).replace(" ", ""), piece.first, piece.last)
    return draft


def _add(draft: _Draft, piece: Block) -> None:
    under = _UNDER.fullmatch(piece.text)
    if under and draft.item is None and len(draft.body) == 0:
        draft.item = Read(under.group(1).replace(" ", ""), piece.first, piece.last)
        return
    if not draft.body and draft.item is None and is_unfinished(draft.title):
        under = _UNDER.search(piece.text)
        draft.title = joined([draft.title, piece.text[: under.start()] if under else piece.text])
        draft.item = Read(under.group(1).replace(" ", ""), piece.first, piece.last) if under else None
        draft.last, draft.mended = piece.last, "the title goes on after an empty line"
        return
    found = _SUB.match(piece.text)
    number, text = (found.group(1), found.group(2)) if found else ("", piece.text)
    draft.body.append(Paragraph(number, text, piece.first, piece.last))


def _item(draft: _Draft) -> MinutedItem:
    resolutions, recommendations = _decisions(draft.body)
    return MinutedItem(
        number=Read(draft.number, draft.first, draft.first),
        title=Read(draft.title, draft.first, draft.last, "likely" if draft.mended else "certain", draft.mended),
        restricted=Read(draft.restricted, draft.first, draft.last),
        item=draft.item,
        text=tuple(draft.body),
        resolutions=tuple(resolutions),
        recommendations=tuple(recommendations),
    )


def _decisions(body: Sequence[Paragraph]) -> tuple[list[Read[str]], list[Read[str]]]:
    """What was resolved and what was recommended. One that ends in a colon takes the list below it along."""
    found: tuple[list[Read[str]], list[Read[str]]] = ([], [])
    place = 0
    while place < len(body):
        paragraph = body[place]
        place += 1
        shouted = _SHOUTED.match(paragraph.text)
        if not shouted and not _RESOLVED.match(paragraph.text) and not _RECOMMENDED.match(paragraph.text):
            continue
        texts, last = [paragraph.text], paragraph.last
        opened = _OPEN_END.search(paragraph.text) is not None
        while place < len(body) and _belongs(paragraph, body[place], opened=opened, alone=len(texts) == 1):
            texts.append(joined([body[place].number, body[place].text]))
            last = body[place].last
            place += 1
        sure: Sure = "certain" if shouted else "likely"
        note = "" if shouted else "not in capitals: it may be part of what was said"
        kind = 1 if _RECOMMENDED.match(paragraph.text) else 0
        found[kind].append(Read(joined(texts), paragraph.first, last, sure, note))
    return found


def _belongs(decision: Paragraph, following: Paragraph, *, opened: bool, alone: bool) -> bool:
    """Whether a paragraph is part of a resolution: a letter under a number, or a list after a colon."""
    if _SHOUTED.match(following.text):
        return False
    if following.number:
        return opened or (following.number[1:2].isalpha() and not decision.number[1:2].isalpha())
    return opened and alone


def _count(number: str) -> int:
    """12 of “12”, “12/09” and “OS/12”."""
    found = re.search(r"\d+", number)
    return int(found.group()) if found else 0


def _doubts(drafts: Sequence[_Draft]) -> list[NotRead]:
    found = []
    for one, other in pairwise(drafts):
        if _count(other.number) != _count(one.number) + 1:
            why = f"minute {other.number} follows minute {one.number}: one is left out, or could not be read"
            found.append(NotRead(one.last, other.first, why))
    for draft in drafts:
        seen: dict[str, int] = {}
        for paragraph in draft.body:
            if re.fullmatch(r"\(\d+\)", paragraph.number):
                if paragraph.number in seen and seen[paragraph.number] == max(seen.values()):
                    why = f"minute {draft.number}: paragraph {paragraph.number} stands twice"
                    found.append(NotRead(paragraph.first, paragraph.last, why, paragraph.text[:80]))
                seen[paragraph.number] = paragraph.first
    return found
