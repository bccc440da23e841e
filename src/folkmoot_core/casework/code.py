"""The table that the annual report owes under the Complaint Handling Code of the Local Government and Social Care
Ombudsman (2024), section 8: what was taken in, refused, extended, found, taken further, put right and learned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from folkmoot_core.casework.counting import compliance_of, extended_in, total
from folkmoot_core.casework.tables import Label, kept, share
from folkmoot_core.casework.tallies import Further, Tally
from folkmoot_core.disclosure import Policy
from folkmoot_core.reports.figures import NOT_APPLICABLE, Figure
from folkmoot_core.reports.tables import Cell, Column, Row, Table

REFUSED = "refused"
FOUND = ("upheld", "partly_upheld", "not_upheld")
NO_SHARE = Figure(None, mark=NOT_APPLICABLE)


def code_table(
    label: Label,
    complaints: Sequence[Tally],
    further: Further,
    policy: Policy | None,
    outcome: Callable[[str], int | None],
) -> Table:
    """`outcome` gives the number of complaints with an outcome as the table of outcomes shows it."""
    everybody = total(complaints)
    acknowledged = compliance_of(complaints, "acknowledged")
    responded = compliance_of(complaints, "responded")
    refused = sum(each.n for each in complaints if each.ending == REFUSED)
    later = sum(each.n for each in complaints if each.stage > 1)
    parts: list[tuple[str, int | None, int | None]] = [
        ("received", everybody, None),
        (REFUSED, refused, everybody),
        ("acknowledged", acknowledged.original, acknowledged.judged),
        ("responded", responded.original, responded.judged),
        ("responded_current", responded.current, responded.judged),
        ("extended", extended_in(complaints), everybody),
    ]
    found = [outcome(key) for key in FOUND]
    decided = None if any(number is None for number in found) else sum(number or 0 for number in found)
    parts += [(key, number, decided) for key, number in zip(FOUND, found, strict=True)]
    parts += [
        ("further", later, everybody),
        ("remedies", further.remedies, None),
        ("remedies_done", further.remedies_done, further.remedies),
    ]
    if further.decisions is not None:
        parts += [
            ("decisions", further.decisions, None),
            ("decisions_fault", further.decisions_fault, further.decisions),
        ]
    parts += [("lessons", further.lessons, None), ("changes", further.changes, None)]
    if further.asked:
        parts.append(("content", further.content, further.asked))
    rows = tuple(Row(key, label(f"row.code.{key}"), _cells(number, base, policy)) for key, number, base in parts)
    columns = (Column("n", label("column.cases.number")), Column("share", label("column.cases.share")))
    return Table("cases.code", label("caption.cases.code"), label("column.cases.measure"), columns, rows)


def _cells(number: int | None, base: int | None, policy: Policy | None) -> tuple[Cell, ...]:
    """A number whose rest would be small is hidden too."""
    rest = None if base is None or number is None else base - number
    if policy is not None and number is not None and (policy.hides(number) or (rest and policy.hides(rest))):
        number = None
    if base is None:
        return (kept(number), NO_SHARE)
    return (kept(number), share(number, base, policy))
