from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Model

from folkmoot.ground.base.policies import RESIDENT, Actor

from ..enums import Phrase
from ..policies import sees_everything
from .links import nouns_for, phrase_for
from .members import members_of
from .reading import SHOWN, Direction, Edge, End, Linked, edges_at, end_of, records_at, show, show_record

DEPTH = 6
# Records opened at one depth; beyond it the branch ends with a link to its own trace.
BREADTH = 200


@dataclass
class Branch:
    """One group on the way, with what lies beyond each of its records."""

    kind: str
    direction: Direction
    phrase: Phrase
    record_type: str
    nouns: Phrase
    owner: End
    total: int
    collapsed: bool
    twigs: list[Twig] = field(default_factory=list)


@dataclass
class Twig:
    """A record on the way. `seen_before`: it stands elsewhere in this trace, with what follows from it."""

    linked: Linked
    seen_before: bool
    branches: list[Branch] = field(default_factory=list)


@dataclass
class Trace:
    """Where a record leads (forward) and where it comes from (backward), to six steps."""

    record: Linked
    forward: list[Branch]
    backward: list[Branch]


def trace_of(record: Model, viewer: Actor = RESIDENT) -> Trace | None:
    """The whole thread through a record, breadth first; None when `viewer` may not see the record.

    Each depth costs one query for links and one for each type of record found there; for residents, also one for each
    group that is too large to show.
    """
    here = end_of(record)
    shown = show_record(record, viewer=viewer)
    if shown is None:
        return None
    return Trace(
        shown,
        _grow(here, "forward", viewer),
        _grow(here, "backward", viewer),
    )


def _grow(root: End, direction: Direction, viewer: Actor) -> list[Branch]:
    public_only = not sees_everything(viewer)
    trunk: list[Branch] = []
    frontier: dict[End, list[Branch]] = {root: trunk}
    seen = {root}
    for _depth in range(DEPTH):
        edges = edges_at(frontier, direction, public_only=public_only)
        if not edges:
            break
        records = records_at(edge.there for edge in edges if edge.total <= SHOWN)
        following: dict[End, list[Branch]] = {}
        for edge in edges:
            branch = _branch_for(frontier[edge.here], edge, direction, viewer)
            linked = None
            if not branch.collapsed:
                linked = show(edge.there, records.get(edge.there), edge.link, viewer=viewer)
            if linked is None:
                continue
            twig = Twig(linked, seen_before=edge.there in seen)
            branch.twigs.append(twig)
            if not twig.seen_before:
                seen.add(edge.there)
                if len(following) < BREADTH:
                    following[edge.there] = twig.branches
        for branches in frontier.values():
            branches[:] = [branch for branch in branches if branch.twigs or (branch.collapsed and branch.total)]
        frontier = following
    return trunk


def _branch_for(branches: list[Branch], edge: Edge, direction: Direction, viewer: Actor) -> Branch:
    for branch in branches:
        if (branch.kind, branch.record_type) == (edge.kind, edge.there[0]):
            return branch
    collapsed = edge.total > SHOWN
    total = edge.total
    if collapsed and not sees_everything(viewer):
        # What stands behind the number is counted as this viewer would see it: none at all is then no branch.
        total = len(members_of(edge.here, direction, edge.kind, edge.there[0], viewer=viewer))
    branch = Branch(
        kind=edge.kind,
        direction=direction,
        phrase=phrase_for(edge.kind, direction),
        record_type=edge.there[0],
        nouns=nouns_for(edge.there[0]),
        owner=edge.here,
        total=total,
        collapsed=collapsed,
    )
    branches.append(branch)
    return branch
