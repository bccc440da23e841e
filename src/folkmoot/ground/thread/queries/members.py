from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from django.db.models import QuerySet

from folkmoot.ground.base.policies import Actor

from ..models import Link
from ..policies import sees_everything
from .reading import CHUNK, ENDS, Direction, End, Linked, links_at, narrowed_to_public, records_at, show


class Members(Sequence[Linked]):
    """A large group, counted without loading it and read a page at a time."""

    def __init__(self, links: QuerySet[Link] | list[Link], direction: Direction, *, viewer: Actor) -> None:
        self.links = links
        self.direction = direction
        self.viewer = viewer

    def __len__(self) -> int:
        return len(self.links) if isinstance(self.links, list) else self.links.count()

    @overload
    def __getitem__(self, place: int) -> Linked: ...
    @overload
    def __getitem__(self, place: slice) -> list[Linked]: ...
    def __getitem__(self, place: int | slice) -> Linked | list[Linked]:
        if isinstance(place, int):
            return self._shown([self.links[place]])[0]
        return self._shown(list(self.links[place]))

    def __iter__(self) -> Iterator[Linked]:
        return iter(self._shown(list(self.links)))

    def _shown(self, links: list[Link]) -> list[Linked]:
        _own, other = ENDS[self.direction]
        ends = [(getattr(link, f"{other}_type"), getattr(link, f"{other}_key")) for link in links]
        records = records_at(ends)
        seen = (show(end, records.get(end), link, viewer=self.viewer) for end, link in zip(ends, links, strict=True))
        return [linked for linked in seen if linked]


def members_of(here: End, direction: Direction, kind: str, record_type: str, *, viewer: Actor) -> Members:
    """The records of one type that are tied to `here` by one kind of link, oldest link first."""
    public_only = not sees_everything(viewer)
    _own, other = ENDS[direction]
    links = links_at([here], direction, public_only=public_only).filter(kind=kind, **{f"{other}_type": record_type})
    if not public_only:
        return Members(links, direction, viewer=viewer)
    narrowed = narrowed_to_public(links, other, [record_type])
    if narrowed is not None:
        return Members(narrowed, direction, viewer=viewer)
    return Members(_seen_one_by_one(links, other, viewer), direction, viewer=viewer)


def _seen_one_by_one(links: QuerySet[Link], other: str, viewer: Actor) -> list[Link]:
    """For models that can say only of an instance whether it is public: correct, at the price of loading them all."""
    every = list(links)
    seen = []
    for start in range(0, len(every), CHUNK):
        chunk = [
            ((getattr(link, f"{other}_type"), getattr(link, f"{other}_key")), link)
            for link in every[start : start + CHUNK]
        ]
        records = records_at(end for end, _link in chunk)
        seen += [link for end, link in chunk if show(end, records.get(end), link, viewer=viewer)]
    return seen
