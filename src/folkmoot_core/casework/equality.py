"""Who tells us: what people said of themselves, protected for everybody, officers too.

Public Sector Equality Duty (Equality Act 2010, section 149): whether all are served needs numbers of groups, and never
of persons.
"""

from __future__ import annotations

from folkmoot_core.casework.tables import Label, kept, share
from folkmoot_core.casework.tallies import EqualityCounts
from folkmoot_core.disclosure import Policy, protect
from folkmoot_core.reports.tables import Column, Row, Table
from folkmoot_core.survey import QuestionTable
from folkmoot_core.survey import Row as Counted


def equality_table(counts: EqualityCounts, label: Label, policy: Policy) -> Table:
    """Options with their share of those who answered; who would rather not say, and who left it open, below."""
    safe = protect(_as_counted(counts), policy)
    words = {key: said for key, said, _number in counts.options}
    rows = [
        Row(row.key, words[row.key], (kept(row.count), share(row.count, safe.answered, policy))) for row in safe.rows
    ]
    for name in ("declined", "no_reply"):
        number = getattr(safe, name)
        rows.append(Row(name, label(f"row.cases.{name}"), (kept(number), share(number, safe.asked, policy))))
    columns = (Column("n", label("column.cases.number")), Column("share", label("column.cases.share")))
    return Table(f"cases.equality.{counts.key}", counts.title, label("column.cases.answer"), columns, tuple(rows))


def _as_counted(counts: EqualityCounts) -> QuestionTable:
    asked = counts.answered + counts.declined + counts.no_reply
    rows = tuple(Counted(key, words, number, None, None) for key, words, number in counts.options)
    return QuestionTable(
        question=counts.key,
        key=counts.key,
        text=counts.title,
        kind="choose_one",
        responses=asked,
        asked=asked,
        answered=counts.answered,
        no_reply=counts.no_reply,
        declined=counts.declined,
        rows=rows,
    )
