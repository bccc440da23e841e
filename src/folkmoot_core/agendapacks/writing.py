"""A pack as plain values for JSON, and as a listing for a clerk to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from folkmoot_core.agendapacks.values import AgendaPack, Item, Minutes, NotRead, Paper, Person, Read

_MARKS = {"certain": "", "likely": " [likely]", "doubtful": " [DOUBTFUL]"}
_WIDTH = 110


def as_plain(value: Any) -> Any:
    """Dictionaries and lists; dates as ISO 8601. Beside the values of a record, `read_from` says for each of them the
    lines it was read from, how sure that is, and what was mended or is in doubt."""
    if isinstance(value, NotRead):
        return {"lines": [value.first, value.last], "why": value.why, "text": value.text}
    if isinstance(value, Read):
        return {"value": as_plain(value.value), **_source(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [as_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _record(value)
    return value


def _record(value: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    sources: dict[str, Any] = {}
    for one in fields(value):
        name, held = one.name.rstrip("_"), getattr(value, one.name)
        if isinstance(held, Read):
            out[name] = as_plain(held.value)
            sources[name] = _source(held)
        elif isinstance(held, tuple) and held and all(isinstance(read, Read) for read in held):
            out[name] = [as_plain(read.value) for read in held]
            sources[name] = [_source(read) for read in held]
        else:
            out[name] = as_plain(held)
    if sources:
        out["read_from"] = sources
    return out


def _source(read: Read[Any]) -> dict[str, Any]:
    source: dict[str, Any] = {"lines": [read.first, read.last], "sure": read.sure}
    return {**source, "note": read.note} if read.note else source


def as_listing(pack: AgendaPack) -> str:
    """The pack for a person: each value with its lines and any doubt of it, and last what was not read."""
    return "\n".join(
        [
            *_meeting(pack),
            "",
            f"Items ({len(pack.items)})",
            *(line for item in pack.items for line in _item(item)),
            *(line for one in pack.minutes for line in _minutes(one)),
            *_loose(pack),
            "",
            *_not_read(pack),
        ]
    )


def _meeting(pack: AgendaPack) -> Iterator[str]:
    yield "Supplement to an agenda" if pack.kind == "supplement" else "Agenda pack"
    meeting = pack.meeting
    for name, read in (
        ("Committee", meeting.committee),
        ("Date", meeting.date),
        ("Time", meeting.time),
        ("Venue", meeting.venue),
    ):
        yield f"  {name + ':':<11}{_value(read)}"
    if meeting.members:
        yield f"  Members:   {len(meeting.members.value)}{_where(meeting.members)}"
        yield from (f"    {_person(person)}" for person in meeting.members.value)
    for name, contact in (("Contact", meeting.contact), ("Issued by", meeting.issued_by)):
        if contact:
            parts = [contact.value.name, contact.value.post, contact.value.telephone, contact.value.email]
            yield f"  {name + ':':<11}{', '.join(part for part in parts if part)}{_where(contact)}"
    if meeting.issued_on:
        yield f"  Issued on: {_value(meeting.issued_on)}"


def _item(item: Item) -> Iterator[str]:
    pages = f" ({_pages(*item.pages.value)})" if item.pages else ""
    status = f" ({item.status.value})" if item.status else ""
    closed = " RESTRICTED" if item.restricted.value else ""
    doubt = next(
        (read for read in (item.number, item.title, item.pages) if read and read.sure != "certain"), item.title
    )
    yield f"  {item.number.value:<5}{item.title.value}{pages}{status}{closed}{_where(doubt)}"
    for paper in item.papers:
        yield from _paper(paper)


def _paper(paper: Paper) -> Iterator[str]:
    yield f"       {paper.place.value.capitalize()}{_where(paper.place)}"
    for name, read in (
        ("To", paper.to),
        ("From", paper.from_),
        ("Date", paper.date),
        ("Subject", paper.subject),
        ("Class.", paper.classification),
        ("Summary", paper.summary),
    ):
        if read or paper.place.value == "paper":
            yield f"         {name + ':':<10}{_value(read)}"
    if paper.recommendation:
        asked = paper.recommendation
        verbs = ", ".join(verb.upper() for verb in asked.value.verbs)
        yield f"         Asked to: {verbs or '(no verb read)'}: {_cut(asked.value.text)}{_where(asked)}"
    if paper.contacts:
        names = "; ".join(one.name or one.email or one.telephone for one in paper.contacts.value)
        yield f"         Contacts: {names}{_where(paper.contacts)}"


def _minutes(minutes: Minutes) -> Iterator[str]:
    meeting = minutes.meeting
    yield ""
    under = f", under {minutes.agenda_item.value}" if minutes.agenda_item else ""
    yield f"Minutes of {_value(meeting.committee)}, {_value(meeting.date)}{under}"
    for name, people in (
        ("Present", minutes.present),
        ("Also present", minutes.also_present),
        ("Officers", minutes.officers),
        ("Apologies", minutes.apologies),
    ):
        if people:
            yield f"  {name}: {'; '.join(_person(one) for one in people.value)}{_where(people)}"
    for item in minutes.items:
        under = f" (item {item.item.value})" if item.item else ""
        yield f"  {item.number.value}. {item.title.value}{under}{_where(item.title)}"
        for kind, reads in (("RESOLVED", item.resolutions), ("RECOMMENDED", item.recommendations)):
            for read in reads:
                said = "" if read.value.upper().startswith(kind) else f"{kind}: "
                yield f"       {said}{_cut(read.value)}{_where(read)}"


def _loose(pack: AgendaPack) -> Iterator[str]:
    if pack.papers_without_item:
        yield ""
        yield "Papers without an item"
        for paper in pack.papers_without_item:
            yield from _paper(paper)


def _not_read(pack: AgendaPack) -> Iterator[str]:
    if not pack.not_read:
        yield "Nothing was left unread."
        return
    yield f"To look at ({len(pack.not_read)})"
    for one in pack.not_read:
        yield f"  {_lines(one.first, one.last)}: {one.why}{': ' + _cut(one.text) if one.text else ''}"


def _pages(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first} to {last}"


def _value(read: Read[Any] | None) -> str:
    return "not found" if read is None else f"{_cut(str(read.value))}{_where(read)}"


def _where(read: Read[Any]) -> str:
    note = f" {read.note}" if read.note and read.sure != "certain" else ""
    return f"  <{_lines(read.first, read.last)}>{_MARKS[read.sure]}{note}"


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first}-{last}"


def _person(person: Person) -> str:
    notes = [person.role, f"for {person.substitute_for}" if person.substitute_for else "", person.group]
    told = ", ".join(note for note in notes if note)
    return f"{person.name} ({told})" if told else person.name


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1].rstrip() + "…"
