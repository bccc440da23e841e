"""What of the counts may be published: the one disclosure policy, and what must agree between tables."""

from __future__ import annotations

from collections.abc import Mapping

from folkmoot_core.disclosure import Policy, protect
from folkmoot_core.survey import CrossTable, QuestionTable

POLICY = Policy()


def anything_hidden(table: QuestionTable | CrossTable) -> bool:
    """Whether the policy hid any count of this table."""
    if isinstance(table, CrossTable):
        return bool(table.hidden) or any(cell.suppressed for row in table.rows for cell in row.cells)
    return bool(table.hidden) or any(row.suppressed for row in table.rows)


def safe_cross(table: CrossTable, whole: QuestionTable, group_counts: Mapping[str, int | None]) -> CrossTable | None:
    """The table made safe to publish beside `whole`, the question's own published table; None when it cannot be.

    `group_counts` is what is published elsewhere of how many answered in each group, {label: count, None if hidden}.
    `protect` promises that no hidden count can be worked out from one table. That promise is kept next to the others
    only if totals are hidden in all of them or in none, so a table that disagrees is withheld.
    """
    safe = protect(table, POLICY)
    own = {row.key: row.count for row in whole.rows}
    agrees = all((row.total is None) == (own.get(row.key) is None) for row in safe.rows)
    for name in ("answered", "no_reply", "declined", "responses"):
        agrees = agrees and (getattr(safe.overall, name) is None) == (getattr(whole, name) is None)
    for group in safe.groups:
        if group.label in group_counts:
            agrees = agrees and (group.responses is None) == (group_counts[group.label] is None)
    return safe if agrees else None
