"""What changed between two versions of an agenda, as sentences for people. Works on public faces only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Face = Mapping[str, Any]
_MEETING = (("date", "date"), ("starts_at", "time"), ("venue", "place"))
_PAPER_WORDS = (
    "title", "authors", "addressed_to", "date", "summary", "text", "recommendations", "background", "contacts",
)  # fmt: skip


def changes_between(old: Face, new: Face) -> list[str]:
    """Sentences in the order of the new agenda; nothing when nothing that people read has changed."""
    found = [
        f"The {noun} is now {new.get(name) or 'not given'}; it was {old.get(name) or 'not given'}."
        for name, noun in _MEETING
        if old.get(name) != new.get(name)
    ]
    before = {item["serial"]: item for item in old.get("items", ())}
    after = {item["serial"]: item for item in new.get("items", ())}
    for serial, item in after.items():
        found += _added(item) if serial not in before else _altered(before[serial], item)
    found += [f"{_name(item)} has been taken off." for serial, item in before.items() if serial not in after]
    order = [serial for serial in before if serial in after]
    if order != [serial for serial in after if serial in before]:
        found.append("The order of the items has changed.")
    return found


def _name(item: Face) -> str:
    return f"Item {item['number']}, {item['title']}," if item.get("number") else f"“{item['title']}”"


def _added(item: Face) -> Iterator[str]:
    urgent = f" as an urgent item: {item['late_reason']}" if item.get("late_reason") else "."
    yield f"{_name(item)} has been added{urgent}"


def _altered(old: Face, new: Face) -> Iterator[str]:
    name = _name(new)
    if old["title"] != new["title"]:
        yield f"{name} has a new title; it was “{old['title']}”."
    if old["state"] != new["state"]:
        why = f": {new['state_reason']}" if new.get("state_reason") else "."
        yield f"{name} has been withdrawn{why}" if new["state"] == "withdrawn" else f"{name} is on the agenda again."
    if old["access"] != new["access"]:
        yield f"{name} is now {'open to everybody' if new['access'] == 'public' else new['access']}."
    if (old.get("note"), old.get("presented_by")) != (new.get("note"), new.get("presented_by")):
        yield f"{name} says something else of what it is about."
    before = {paper["serial"]: paper for paper in old.get("papers", ())}
    after = {paper["serial"]: paper for paper in new.get("papers", ())}
    for serial, paper in after.items():
        if serial not in before:
            yield f"{name} has a new paper: {paper['title']}."
        else:
            yield from _paper_altered(name, before[serial], paper)
    for serial, paper in before.items():
        if serial not in after:
            yield f"{name} has lost a paper: {paper['title']}."


def _paper_altered(item: str, old: Face, new: Face) -> Iterator[str]:
    if old["access"] != new["access"]:
        yield f"{item} has a paper that is now {'open to everybody' if new['access'] == 'public' else new['access']}."
    elif any(old.get(name) != new.get(name) for name in _PAPER_WORDS):
        yield f"{item} has a paper whose words have changed: {new['title']}."
    before = {each["key"]: each["title"] for each in old.get("attachments", ())}
    after = {each["key"]: each["title"] for each in new.get("attachments", ())}
    for key, title in after.items():
        if key not in before:
            yield f"{item} has a new file: {title}."
    for key, title in before.items():
        if key not in after:
            yield f"{item} has lost a file: {title}."
