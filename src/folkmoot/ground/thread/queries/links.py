from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from django.db.models import Model, Q

from folkmoot.ground.base.policies import RESIDENT, Actor

from ..enums import KINDS, RECORDS, Phrase
from ..models import Link
from ..policies import sees_everything
from .members import members_of
from .reading import SHOWN, Direction, Edge, End, Linked, edges_at, end_of, label_of, records_at, show

__all__ = ["Both", "Group", "Linked", "is_linked", "label_of", "links_of"]


@dataclass(frozen=True)
class Group:
    """The links of one kind from one record to records of one type. Large groups are a number and no `shown`."""

    kind: str
    direction: str
    phrase: Phrase
    record_type: str
    nouns: Phrase
    total: int
    shown: tuple[Linked, ...]

    @property
    def is_collapsed(self) -> bool:
        return self.total > 0 and not self.shown


@dataclass(frozen=True)
class Both:
    """What came of a record (forward) and what it came from or gathers (backward)."""

    forward: tuple[Group, ...] = ()
    backward: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forward or self.backward)


def links_of(record: Model, viewer: Actor = RESIDENT) -> Both:
    """A record's links, both ways, as `viewer` may see them: residents get only links whose both ends are public.

    Two queries, and one for each type of record at the other ends (one more for each group above ten, for residents).
    """
    public_only = not sees_everything(viewer)
    kind = RECORDS.get(label_of(record))
    if kind is None or (public_only and not kind.is_public(record)):
        return Both()
    here = end_of(record)
    edges = {way: edges_at([here], way, public_only=public_only) for way in get_args(Direction)}
    records = records_at(edge.there for found in edges.values() for edge in found if edge.total <= SHOWN)
    return Both(**{way: _groups(here, way, found, records, viewer) for way, found in edges.items()})


def links_of_many(records: Iterable[Model], viewer: Actor = RESIDENT) -> dict[End, Both]:
    """The same for many records at once, in no more queries (but for groups above ten): {(type, key): links}."""
    public_only = not sees_everything(viewer)
    here = [
        end_of(record)
        for record in records
        if (kind := RECORDS.get(label_of(record))) and (not public_only or kind.is_public(record))
    ]
    found: dict[Direction, dict[End, list[Edge]]] = {}
    for way in get_args(Direction):
        found[way] = {}
        for edge in edges_at(here, way, public_only=public_only) if here else []:
            found[way].setdefault(edge.here, []).append(edge)
    edges = [edge for by_end in found.values() for each in by_end.values() for edge in each]
    others = records_at(edge.there for edge in edges if edge.total <= SHOWN)
    return {
        end: Both(**{way: _groups(end, way, by_end.get(end, []), others, viewer) for way, by_end in found.items()})
        for end in here
    }


def phrase_for(kind: str, direction: Direction) -> Phrase:
    known = KINDS.get(kind)
    if known is None:
        return kind
    return known.forward if direction == "forward" else known.backward


def nouns_for(record_type: str) -> Phrase:
    known = RECORDS.get(record_type)
    return known.nouns if known else record_type


def is_linked(record: Model) -> bool:
    record_type, key = end_of(record)
    return Link.objects.filter(Q(from_type=record_type, from_key=key) | Q(to_type=record_type, to_key=key)).exists()


def _groups(
    here: End, direction: Direction, edges: list[Edge], records: dict[End, Model], viewer: Actor
) -> tuple[Group, ...]:
    gathered: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        gathered.setdefault((edge.kind, edge.there[0]), []).append(edge)
    order = {kind: place for place, kind in enumerate(KINDS)}
    groups = []
    for (kind, record_type), members in sorted(gathered.items(), key=lambda item: (order.get(item[0][0], 99), item[0])):
        total = members[0].total
        shown: tuple[Linked, ...] = ()
        if total <= SHOWN:
            seen = (show(edge.there, records.get(edge.there), edge.link, viewer=viewer) for edge in members)
            shown = tuple(linked for linked in seen if linked)
            total = len(shown)
        elif not sees_everything(viewer):
            total = len(members_of(here, direction, kind, record_type, viewer=viewer))
        if total:
            phrase, nouns = phrase_for(kind, direction), nouns_for(record_type)
            groups.append(Group(kind, direction, phrase, record_type, nouns, total, shown))
    return tuple(groups)
