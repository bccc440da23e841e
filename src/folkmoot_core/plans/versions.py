"""Two versions of a plan: what changed, item by item, in words that people can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a plan as it was published: `what` it is (section, objective, action, commitment), its key, its title,
    and its fields as (name, text)."""

    what: str
    key: str
    title: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An item that is new, gone or changed (`kind`), as the version that has it last; `fields` holds (name, before,
    after) of what differs."""

    kind: str
    item: Item
    fields: tuple[tuple[str, str, str], ...] = ()


def compare_faces(before: Iterable[Item], after: Iterable[Item]) -> tuple[Change, ...]:
    """New items, then those gone, then those that differ, each in the order of the version that has them."""
    old = {(item.what, item.key): item for item in before}
    new = {(item.what, item.key): item for item in after}
    added = [Change("new", item) for place, item in new.items() if place not in old]
    gone = [Change("gone", item) for place, item in old.items() if place not in new]
    changed = [
        Change("changed", item, differences)
        for place, item in new.items()
        if place in old and (differences := _differences(old[place], item))
    ]
    return (*added, *gone, *changed)


def _differences(before: Item, after: Item) -> tuple[tuple[str, str, str], ...]:
    old, new = dict(before.fields), dict(after.fields)
    names = dict.fromkeys((*old, *new))
    own = [("title", before.title, after.title)] if before.title != after.title else []
    return (
        *own,
        *((name, old.get(name, ""), new.get(name, "")) for name in names if old.get(name, "") != new.get(name, "")),
    )
