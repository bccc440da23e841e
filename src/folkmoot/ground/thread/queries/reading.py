"""Links and the records at their ends, fetched in bulk: the number of queries does not grow with the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.apps import apps
from django.db.models import CharField, Count, F, Model, Q, QuerySet, Window
from django.db.models.functions import Cast, RowNumber
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor

from ..enums import RECORDS, Phrase, RecordKind
from ..models import Link
from ..policies import sees_everything

Direction = Literal["forward", "backward"]
# Which end of a link is the record we stand at, and which the one we look towards.
ENDS: dict[Direction, tuple[str, str]] = {"forward": ("from", "to"), "backward": ("to", "from")}
End = tuple[str, str]
# A group with more members than this is shown as a number.
SHOWN = 10
CHUNK = 500


@dataclass(frozen=True)
class Linked:
    """The record at the other end of a link, as it is shown, and what the link says of itself."""

    record_type: str
    key: str
    title: str
    url: str
    noun: Phrase
    is_public: bool
    note: str = ""
    made_at: datetime | None = None
    made_by: str = ""

    @property
    def end(self) -> End:
        return self.record_type, self.key


@dataclass(frozen=True)
class Edge:
    """One link seen from one of its ends; `total` counts the links of this kind to this type of record there."""

    here: End
    there: End
    kind: str
    link: Link
    total: int


def label_of(record: Model) -> str:
    return record._meta.label_lower


def end_of(record: Model) -> End:
    return label_of(record), str(record.pk)


def links_at(ends: Iterable[End], direction: Direction, *, public_only: bool) -> QuerySet[Link]:
    """All links that leave (forward) or reach (backward) some records."""
    own, _other = ENDS[direction]
    keys_by_type: dict[str, list[str]] = {}
    for record_type, key in ends:
        keys_by_type.setdefault(record_type, []).append(key)
    wanted = Q(pk__in=[])
    for record_type, keys in keys_by_type.items():
        wanted |= Q(**{f"{own}_type": record_type, f"{own}_key__in": keys})
    links = Link.objects.filter(wanted)
    return links.filter(is_public=True) if public_only else links


def edges_at(ends: Iterable[End], direction: Direction, *, public_only: bool) -> list[Edge]:
    """The first `SHOWN` links of each group, each with the size of its group: one query."""
    own, other = ENDS[direction]
    group = [F(f"{own}_type"), F(f"{own}_key"), F("kind"), F(f"{other}_type")]
    links = (
        links_at(ends, direction, public_only=public_only)
        .annotate(
            turn=Window(RowNumber(), partition_by=group, order_by=[F("made_at").asc(), F("pk").asc()]),
            total=Window(Count("pk"), partition_by=group),
        )
        .filter(turn__lte=SHOWN)
        .order_by("made_at", "pk")
    )
    return [
        Edge(
            here=(getattr(link, f"{own}_type"), getattr(link, f"{own}_key")),
            there=(getattr(link, f"{other}_type"), getattr(link, f"{other}_key")),
            kind=link.kind,
            link=link,
            total=link.total,
        )
        for link in links
    ]


def records_at(ends: Iterable[End]) -> dict[End, Any]:
    """The records themselves: one query for each type (and each 500 of it). What is gone is left out."""
    keys_by_type: dict[str, set[str]] = {}
    for record_type, key in ends:
        keys_by_type.setdefault(record_type, set()).add(key)
    found: dict[End, Any] = {}
    for record_type, keys in keys_by_type.items():
        kind = RECORDS.get(record_type)
        if kind is None:
            continue
        records = whole(kind)
        ordered = sorted(keys)
        for start in range(0, len(ordered), CHUNK):
            for record in records.filter(pk__in=ordered[start : start + CHUNK]):
                found[record_type, str(record.pk)] = record
    return found


def whole(kind: RecordKind) -> QuerySet[Any]:
    """The records of a kind with all that its callables touch."""
    records = apps.get_model(kind.label)._default_manager.all()
    if kind.related:
        records = records.select_related(*kind.related)
    return records.prefetch_related(*kind.prefetched)


def show(end: End, record: Any, link: Link | None, *, viewer: Actor) -> Linked | None:
    """A record as the viewer may see it: None for what they may not; staff are told what is gone."""
    public_only = not sees_everything(viewer)
    kind = RECORDS.get(end[0])
    if kind is None or record is None:
        return None if public_only else Linked(*end, title=_("A record that is gone"), url="", noun="", is_public=False)
    is_public = kind.is_public(record)
    if not is_public and (public_only or (kind.may_see and not kind.may_see(viewer, record))):
        return None
    return Linked(
        *end,
        title=kind.title(record),
        url=kind.url(record),
        noun=kind.noun,
        is_public=is_public and (link is None or link.is_public),
        note=link.note if link else "",
        made_at=link.made_at if link else None,
        made_by=link.made_by if link and not public_only else "",
    )


def narrowed_to_public(links: QuerySet[Link], other: str, types: Collection[str]) -> QuerySet[Link] | None:
    """`links` whose other end residents may see, decided in the database; None when a type cannot say so there."""
    visible = Q(pk__in=[])
    for record_type in types:
        kind = RECORDS.get(record_type)
        if kind is None:
            continue
        if kind.only_public is None:
            return None
        records = kind.only_public(apps.get_model(record_type)._default_manager.all())
        keys = records.annotate(thread_key=Cast("pk", CharField(max_length=80))).order_by().values("thread_key")
        visible |= Q(**{f"{other}_type": record_type, f"{other}_key__in": keys})
    return links.filter(visible)


def show_record(record: Model, *, viewer: Actor) -> Linked | None:
    """A record itself as the viewer may see it; None for what they may not see."""
    return show(end_of(record), record, None, viewer=viewer)
