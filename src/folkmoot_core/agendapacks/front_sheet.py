"""The front sheet: which committee meets, when, where, who its members are, whom to ask, who issued it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from folkmoot_core.agendapacks.days import find_day, find_time, is_only_a_day
from folkmoot_core.agendapacks.lines import Block, Line, blocks
from folkmoot_core.agendapacks.people import looks_like_a_person, looks_like_names, names_in
from folkmoot_core.agendapacks.values import Contact, Meeting, NotRead, Person, Read, Sure

_ASIDE = re.compile(
    r"(?:^|\s+)\b(ask for|contact(?: officer)?|direct dial(?:/ext)?|tele?phone|tel(?:ephone)? no|tel|e-?mail|fax|"
    r"your ref|our ref|enquiries to|please contact)\.?\s*:",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^\|?\s*(meeting|committee|date|time|venue|place|location|held (?:in|at))\s*(?::|\|)\s*\|?\s*(.*?)\s*\|?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\bmeeting of (?:the )?(.+?),? (?:will|is to) be held\b"
    r"(?:\s*(?:in|at) (?:the )?(.+?))?(?=\s+on\b|,?\s+at \d|[.]|$)",
    re.IGNORECASE,
)
_LETTER_HEADING = re.compile(r"^(.{5,200}?)\s*[-–—:]\s*(?=\w+day\b)", re.IGNORECASE)
_MEMBERS = re.compile(
    r"^(?:membership|members(?: of the \w+)?|committee members)\s*(?:\((\d+)\))?\s*:?\s*(.*)$", re.IGNORECASE
)
_GROUP = re.compile(r"^(?!Mr|Ms|Mrs|Cllr|Councillor)([^():]{2,60}?)\s*(?:\((\d+)\)\s*:?|:)\s*(.*)$")
_PHONE = re.compile(r"^(?:tel(?:ephone)?\.?(?: no\.?)?:?\s*)?(\(?0[\d() ]{8,}\d)$", re.IGNORECASE)
_CALENDAR_HEADINGS = re.compile(
    r"^(?:agenda|item no.*|notice of meeting|public document pack|summons|.*\bcouncil offices\b)$", re.IGNORECASE
)
_NOT_A_PLACE = re.compile(
    r"^(?:agenda|tea|coffee|membership|members|item|dear|quorum|to:|councillors?|substitutes?)\b", re.IGNORECASE
)
_NAMES = {
    "committee": "the name of the committee",
    "date": "the date of the meeting",
    "time": "the time of the meeting",
    "venue": "the place of the meeting",
}
_KEY = {"place": "venue", "location": "venue", "held in": "venue", "held at": "venue", "meeting": "committee"}


def read_meeting(lines: Sequence[Line]) -> tuple[Meeting, list[NotRead]]:
    """The meeting, from the lines before the first item; with what could not be read."""
    kept, asides = _parted(lines)
    letter = _letter(kept) if any(line.bare.startswith("Dear ") for line in kept) else None
    found = [_labelled(kept), *_headings(kept), _sentence(kept)] if letter is None else [letter]
    meeting = Meeting()
    not_read: list[NotRead] = []
    for one in found:
        meeting = _merged(meeting, one, not_read)
    members, doubts = _members(kept)
    meeting = replace(meeting, members=members, contact=_contact(asides))
    return meeting, [*not_read, *doubts, *_missing(meeting, lines, ("committee", "date") if letter else tuple(_NAMES))]


def read_issue(lines: Sequence[Line]) -> tuple[Read[Contact] | None, Read[date] | None]:
    """Who issued the agenda and when: a name over a post over a number, near a date."""
    texts = [line for line in lines if line.text.strip()]
    issuer: Read[Contact] | None = None
    issued: Read[date] | None = None
    for place, line in enumerate(texts):
        if issuer is None and looks_like_a_person(line.bare) and place + 1 < len(texts):
            post = texts[place + 1]
            phone = _PHONE.match(texts[place + 2].bare) if place + 2 < len(texts) else None
            if re.search(
                r"\b(?:head|director|chief|officer|manager|secretary|clerk|solicitor|counsel)\b",
                post.bare,
                re.IGNORECASE,
            ):
                last = texts[place + 2] if phone else post
                contact = Contact(line.bare, post=post.bare, telephone=phone.group(1) if phone else "")
                issuer = Read(contact, line.number, last.number)
        if issued is None and is_only_a_day(
            re.sub(r"^(?:dated|published|issued)\b:?", "", line.bare, flags=re.IGNORECASE)
        ):
            issued = _day(line.bare, line.number, line.number)
    return issuer, issued


def _parted(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[str, str, int]]]:
    """What stands in the left column, and the labels of the right one (“Ask for:”, “Telephone:”) with their lines."""
    kept, asides = [], []
    for line in lines:
        found = list(_ASIDE.finditer(line.text))
        ends = [*(one.start() for one in found[1:]), len(line.text)]
        for one, end in zip(found, ends, strict=False):
            asides.append((one.group(1).lower(), line.text[one.end() : end].strip(" .|"), line.number))
        left = Line(line.number, line.text[: found[0].start()].strip()) if found else line
        if not found or left.text:
            kept.append(left)
    return kept, asides


def _labelled(lines: Sequence[Line]) -> Meeting:
    values: dict[str, Read[str]] = {}
    for line in lines:
        found = _LABELLED.match(line.text.strip())
        if found and found.group(2):
            name = found.group(1).lower()
            values.setdefault(_KEY.get(name, name), Read(found.group(2), line.number, line.number))
    day, time = values.get("date"), values.get("time") or values.get("date")
    return Meeting(
        committee=values.get("committee"),
        date=_day(day.value, day.first, day.last) if day else None,
        time=_time(time.value, time.first, time.last) if time else None,
        venue=values.get("venue"),
    )


def _headings(lines: Sequence[Line]) -> list[Meeting]:
    """A name over a date over a place, as covers and agendas have it; the one under “AGENDA” counts first."""
    groups = blocks(lines)
    titles = [place for place, group in enumerate(groups) if re.fullmatch(r"agenda", group.text, re.IGNORECASE)]
    found = []
    for place, group in enumerate(groups):
        line = next((line for line in group.lines if _is_of_a_meeting(line.text)), None)
        if line is None or (place and _LABELLED.match(line.text.strip())):
            continue
        named = _named_above(groups, place, line)
        if named is None:
            continue
        committee, at = named
        found.append((not any(title < place for title in titles), _under(groups, place, line, committee), at))
    return [meeting for _, meeting, _ in sorted(found, key=lambda one: (one[0], one[2]))][:2]


def _is_of_a_meeting(text: str) -> bool:
    """A line that is a date, perhaps with a time, and no sentence."""
    day = find_day(text)
    if day is None:
        return False
    rest = text[: day.start] + text[day.end :]
    time = find_time(rest)
    if time:
        rest = rest[: time[1]] + rest[time[2] :]
    return len(re.sub(r"\b(?:at|on|commencing|from)\b", "", rest, flags=re.IGNORECASE).strip(" ,.-–()")) <= 2


def _named_above(groups: Sequence[Block], place: int, line: Line) -> tuple[Read[str], int] | None:
    above = [one for one in groups[place].lines if one.number < line.number]
    group = (
        Block(tuple(above))
        if above
        else next((groups[i] for i in range(place - 1, -1, -1) if not _CALENDAR_HEADINGS.match(groups[i].text)), None)
    )
    if group is None or len(group.text) > 160 or is_only_a_day(group.text) or _LABELLED.match(group.text):
        return None
    return Read(group.text.strip(" -–—:"), group.first, group.last), group.first


def _under(groups: Sequence[Block], place: int, line: Line, committee: Read[str]) -> Meeting:
    """Time and place: in the lines of the date and the next paragraphs."""
    group = groups[place]
    rest = [one for one in group.lines if one.number > line.number]
    time = _time(line.text, line.number, line.number)
    following = [Block(tuple(rest))] if rest else []
    following += groups[place + 1 : place + 3]
    venue: Read[str] | None = None
    for one in following:
        own_time = find_time(one.text)
        if time is None and own_time and len(one.text) < 40:
            time = _time(one.text, one.first, one.last)
        elif own_time or _NOT_A_PLACE.match(one.text) or _MEMBERS.match(one.text) or len(one.text) > 160:
            break
        else:
            venue = Read(one.text, one.first, one.last)
            break
    return Meeting(committee, _day(line.text, line.number, line.number), time, venue)


def _sentence(lines: Sequence[Line]) -> Meeting:
    """“A meeting of the … will be held in … on … at …”."""
    for group in blocks(lines):
        found = _SENTENCE.search(group.text)
        if found:
            after = group.text[found.start() :]
            return Meeting(
                committee=Read(found.group(1), group.first, group.last),
                date=_day(after, group.first, group.last),
                time=_time(after, group.first, group.last),
                venue=Read(found.group(2), group.first, group.last) if found.group(2) else None,
            )
    return Meeting()


def _letter(lines: Sequence[Line]) -> Meeting:
    """A letter with a supplement has the committee and the day in one heading: “COMMITTEE - THURSDAY, 15 …”."""
    for group in blocks(lines):
        found = _LETTER_HEADING.match(group.text)
        if found and find_day(group.text) and len(group.text) < 200:
            day = _day(group.text, group.first, group.last)
            return Meeting(committee=Read(found.group(1), group.first, group.last), date=day)
    return Meeting()


def _day(text: str, first: int, last: int) -> Read[date] | None:
    found = find_day(text)
    if found is None:
        return None
    if found.weekday_agrees is False:
        note = f"the weekday printed is not that of {found.value.isoformat()}"
        return Read(found.value, first, last, "doubtful", note)
    return Read(found.value, first, last)


def _time(text: str, first: int, last: int) -> Read[str] | None:
    found = find_time(text)
    return Read(found[0], first, last) if found else None


def _merged(one: Meeting, other: Meeting, not_read: list[NotRead]) -> Meeting:
    """The first reading of each value; a second one that differs makes it doubtful."""
    changed = {}
    for name in ("committee", "date", "time", "venue"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is None:
            changed[name] = theirs
        elif theirs is not None and _flat(mine.value) != _flat(theirs.value):
            why = f"line {mine.first} and line {theirs.first} do not say the same {name}"
            not_read.append(NotRead(theirs.first, theirs.last, why, str(theirs.value)))
            changed[name] = replace(mine, sure="doubtful", note=why)
    return replace(one, **changed)


def _flat(value: object) -> str:
    return re.sub(r"\W|\bthe\b", "", str(value).lower())


def _members(lines: Sequence[Line]) -> tuple[Read[tuple[Person, ...]] | None, list[NotRead]]:
    """Members by group. Each printed number of members is compared with the names read."""
    groups = blocks(lines)
    start = next(
        (
            i
            for i, one in enumerate(groups)
            if (m := _MEMBERS.match(one.text)) and (m.group(1) or ":" in one.text or one.text.isalpha())
        ),
        None,
    )
    if start is None:
        return None, []
    heading = _MEMBERS.match(groups[start].text)
    people: list[Person] = []
    doubts: list[NotRead] = []
    note, last = "", groups[start].last
    texts = [(heading.group(2), groups[start])] if heading and heading.group(2) else []
    texts += [(one.text, one) for one in groups[start + 1 :]]
    for text, group in texts:
        found = _GROUP.match(text)
        names = found.group(3) if found else text
        if not looks_like_names(names) or len(names) > 1000:
            break
        read, mended = names_in(names)
        party = found.group(1).strip() if found else ""
        people += [replace(person, group=party) for person in read]
        note, last = note or mended, group.last
        if found and found.group(2) and int(found.group(2)) != len(read):
            why = f"{party}: {found.group(2)} members are announced, {len(read)} names were read"
            doubts.append(NotRead(group.first, group.last, why, names))
    total = int(heading.group(1)) if heading and heading.group(1) else len(people)
    if total != len(people):
        why = f"{total} members are announced, {len(people)} names were read"
        doubts.append(NotRead(groups[start].first, last, why))
    sure: Sure = "doubtful" if doubts else "likely" if note else "certain"
    why = doubts[0].why if doubts else note
    return (Read(tuple(people), groups[start].first, last, sure, why) if people else None), doubts


def _contact(asides: Sequence[tuple[str, str, int]]) -> Read[Contact] | None:
    values: dict[str, str] = {}
    numbers = []
    for label, value, number in asides:
        key = "email" if "mail" in label else "telephone" if re.search("tel|dial|phone", label) else "name"
        if value and "ref" not in label and label != "fax" and key not in values:
            values[key] = value
            numbers.append(number)
    if not values:
        return None
    contact = Contact(values.get("name", ""), telephone=values.get("telephone", ""), email=values.get("email", ""))
    return Read(contact, min(numbers), max(numbers))


def _missing(meeting: Meeting, lines: Sequence[Line], wanted: Sequence[str]) -> list[NotRead]:
    last = lines[-1].number if lines else 1
    return [
        NotRead(1, last, f"{name} was not found on the front sheet")
        for field, name in _NAMES.items()
        if field in wanted and getattr(meeting, field) is None
    ]
