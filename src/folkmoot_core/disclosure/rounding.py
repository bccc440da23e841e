"""Counts to the nearest ten, for results that are shown while answers still come in.

Between two such counts, or one and an exact one, nobody can tell that 1 to 4 people came: each stands for ten numbers.
What a single response changes could still be seen by whoever knows that it came alone, so a new state is shown only
after as many more responses as one step.
"""

from __future__ import annotations

from dataclasses import replace

from folkmoot_core.disclosure.figures import Figure, Statements, statements_of
from folkmoot_core.disclosure.policy import Policy
from folkmoot_core.survey import QuestionTable, Row

LEAST_PERCENT_BASE = 50


def step_of(policy: Policy) -> int:
    """How far apart rounded counts lie: twice the threshold."""
    return 2 * policy.threshold


def rounded(count: int, step: int) -> int:
    """The nearest multiple, halves up."""
    return (2 * count + step) // (2 * step) * step


def least_and_most(shown: int, step: int) -> tuple[int, int]:
    """What a rounded count may stand for."""
    return max(0, shown - step // 2), shown + (step - 1) // 2


def coarse(table: QuestionTable, policy: Policy) -> QuestionTable:
    """The table as counted, with every count rounded, and shares of rounded counts on bases that bear them.

    Where rounded counts and their rounded sum would together tell a small one, the sum is hidden.
    """
    step = step_of(policy)
    answered, asked = rounded(table.answered or 0, step), rounded(table.asked or 0, step)
    rows = tuple(_row(row, answered, asked, step) for row in table.rows)
    rough = replace(
        table,
        responses=rounded(table.responses or 0, step),
        asked=asked,
        answered=answered,
        no_reply=rounded(table.no_reply or 0, step),
        declined=rounded(table.declined or 0, step),
        rows=rows,
    )
    counts = [row.count or 0 for row in rows]
    silent = [rough.no_reply or 0, rough.declined or 0]
    if table.additive and (_tells(counts, [], answered, policy) or _tells(counts, silent, asked, policy)):
        # No sum that holds the answers may be had from the others.
        names = frozenset({"answered", "asked", "responses"})
        bare = tuple(replace(row, percent_of_answered=None, percent_of_asked=None) for row in rows)
        return replace(rough, rows=bare, answered=None, asked=None, responses=None, hidden=names)
    return rough


def coarse_statements(table: QuestionTable, policy: Policy) -> Statements:
    """What a coarse table says: each count between two numbers."""
    step = step_of(policy)
    said = statements_of(table)
    figures = [
        figure if figure.high is None else Figure(figure.who, *least_and_most(figure.low, step))
        for figure in said.figures
    ]
    return Statements(tuple(figures), said.levels)


def _row(row: Row, answered: int, asked: int, step: int) -> Row:
    count = rounded(row.count or 0, step)
    return replace(
        row,
        count=count,
        percent_of_answered=_share(count, answered),
        percent_of_asked=_share(count, asked),
        ranked=None,
        mean_position=None,
    )


def _share(count: int, base: int) -> float | None:
    return min(100.0, 100.0 * count / base) if base >= LEAST_PERCENT_BASE else None


def _tells(counts: list[int], others: list[int], total: int, policy: Policy) -> bool:
    """Whether some count is known to be 1 to threshold - 1, from the other parts of a sum and the sum."""
    step = step_of(policy)
    bounds = [least_and_most(count, step) for count in (*counts, *others)]
    least, most = least_and_most(total, step)
    all_low, all_high = (sum(each[side] for each in bounds) for side in (0, 1))
    return any(
        max(low, least - (all_high - high)) >= 1 and min(high, most - (all_low - low)) < policy.threshold
        for low, high in bounds[: len(counts)]
    )
