"""Counts by place, under the one policy of small numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot_core.disclosure import Policy, protect
from folkmoot_core.survey import QuestionTable, Row


@dataclass(frozen=True)
class Counts:
    """A count for each name, and their total; None stands for what is hidden."""

    counts: dict[str, int | None]
    total: int | None


def protected_counts(counts: Mapping[str, int], policy: Policy | None = None) -> Counts:
    """Hide counts from 1 to 4, and enough others that none can be worked out from the total and the rest."""
    total = sum(counts.values())
    table = QuestionTable(
        question="place",
        key="place",
        text="",
        kind="choose_one",
        responses=total,
        asked=total,
        answered=total,
        no_reply=0,
        declined=0,
        rows=tuple(Row(name, name, count, None, None) for name, count in counts.items()),
    )
    safe = protect(table, policy or Policy())
    return Counts({row.key: row.count for row in safe.rows}, safe.answered)
