"""Two versions of a matrix of plans and the boards they serve: what changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A plan in one version: its title and owner as printed, the boards it serves, and the one it serves first."""

    plan: str
    title: str
    owner: str = ""
    serves: tuple[str, ...] = ()
    first: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A plan that is new, gone, or differs; `fields` holds (name, before, after) of what differs."""

    plan: str
    before: Line | None
    after: Line | None
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def kind(self) -> str:
        return "new" if self.before is None else "gone" if self.after is None else "changed"


def compare_versions(before: Sequence[Line], after: Sequence[Line]) -> tuple[Change, ...]:
    """New plans, then gone, then changed, each in the order of the version that has them; those unchanged are left out.
    Plans are the same by their key."""
    old, new = {line.plan: line for line in before}, {line.plan: line for line in after}
    added = [Change(line.plan, None, line) for line in after if line.plan not in old]
    gone = [Change(line.plan, line, None) for line in before if line.plan not in new]
    changed = [
        Change(line.plan, old[line.plan], line, fields)
        for line in after
        if line.plan in old and (fields := _differences(old[line.plan], line))
    ]
    return (*added, *gone, *changed)


def _differences(before: Line, after: Line) -> tuple[tuple[str, str, str], ...]:
    pairs = (
        ("title", before.title, after.title),
        ("owner", before.owner, after.owner),
        ("serves", ", ".join(before.serves), ", ".join(after.serves)),
        ("first", before.first, after.first),
        ("group", before.group, after.group),
    )
    return tuple(pair for pair in pairs if pair[1] != pair[2])
