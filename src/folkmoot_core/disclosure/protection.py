"""Protect a table: hide the small counts, and enough others that none of them can be worked out from this table.

What is promised, for one table at a time: knowing every visible figure and total, that people are whole, and that zero
is not hidden for being small, no hidden count has one possible value only, and none that was hidden for being small can
be told more closely than its mark tells (1 to 4). `attacks` tries to break that; `ledger` looks at several tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import overload

from folkmoot_core.disclosure.choices import more_to_hide
from folkmoot_core.disclosure.network import OUTSIDE, Arc, Network
from folkmoot_core.disclosure.policy import Policy
from folkmoot_core.survey import Cell, CrossRow, CrossTable, GroupBase, QuestionTable, Row

_TOTALS = ("responses", "asked", "answered", "no_reply", "declined")
_BASES = ("responses", "answered", "no_reply", "declined")
_SILENT = ("no_reply", "declined")


@overload
def protect(table: QuestionTable, policy: Policy = ..., *, by: str = ...) -> QuestionTable: ...
@overload
def protect(table: CrossTable, policy: Policy = ..., *, by: str = ...) -> CrossTable: ...
def protect(
    table: QuestionTable | CrossTable,
    policy: Policy = Policy(),  # noqa: B008 - frozen
    *,
    by: str = "",
) -> QuestionTable | CrossTable:
    """The same table with unsafe counts None and marked (`suppressed` cells, `hidden` totals).

    by: what the groups of a CrossTable are groups of, for the policy to know whether it is sensitive. Give it a table
    as counted: ValueError for one with counts missing already.
    """
    if isinstance(table, QuestionTable):
        return _protect_question(table, policy)
    return _protect_cross(table, policy, by)


def _whole(count: int | None) -> int:
    if count is None:
        raise ValueError("This table has been protected already; protect the table as it was counted.")
    return count


def _protect_question(table: QuestionTable, policy: Policy) -> QuestionTable:
    hidden = _hidden_in_question(table, policy)
    any_row = any(f"row {row.key}" in hidden for row in table.rows)
    return replace(
        table,
        responses=_unless("responses", hidden, table.responses),
        asked=_unless("asked", hidden, table.asked),
        answered=_unless("answered", hidden, table.answered),
        no_reply=_unless("no_reply", hidden, table.no_reply),
        declined=_unless("declined", hidden, table.declined),
        rows=tuple(_protect_row(row, table, hidden, policy, any_row=any_row) for row in table.rows),
        hidden=frozenset(name for name in _TOTALS if name in hidden),
    )


def _protect_row(row: Row, table: QuestionTable, hidden: set[str], policy: Policy, *, any_row: bool) -> Row:
    suppressed = f"row {row.key}" in hidden
    answered_ok = "answered" not in hidden and _whole(table.answered) >= policy.percent_base
    asked_ok = "asked" not in hidden and _whole(table.asked) >= policy.percent_base
    # Places tell of first places: with two options to rank, the mean place gives the counts away.
    ranked_ok = row.ranked is not None and not any_row and not policy.hides(row.ranked) and "answered" not in hidden
    mean_ok = ranked_ok and row.ranked is not None and row.ranked >= policy.percent_base
    return replace(
        row,
        count=None if suppressed else row.count,
        percent_of_answered=row.percent_of_answered if answered_ok and not suppressed else None,
        percent_of_asked=row.percent_of_asked if asked_ok and not suppressed else None,
        ranked=row.ranked if ranked_ok else None,
        mean_position=row.mean_position if mean_ok else None,
        suppressed=suppressed,
    )


def _hidden_in_question(table: QuestionTable, policy: Policy) -> set[str]:
    """Names of the hidden counts: "row KEY" or the name of a total."""
    counts = {f"row {row.key}": _whole(row.count) for row in table.rows}
    totals = {name: _whole(getattr(table, name)) for name in _TOTALS}
    inner = "answered" if table.additive and table.rows else OUTSIDE
    arcs = [Arc(name, inner, OUTSIDE, count) for name, count in counts.items()]
    not_asked = totals["responses"] - totals["asked"]
    arcs += [
        Arc("answered", "asked", inner, totals["answered"], total=True),
        *(Arc(name, "asked", OUTSIDE, totals[name], silent=True, paired=_paired(totals, policy)) for name in _SILENT),
        Arc("asked", "responses", "asked", totals["asked"], total=True),
        Arc("not_asked", "responses", OUTSIDE, not_asked, unprinted=True),
        Arc("responses", OUTSIDE, "responses", totals["responses"], total=True, last=True),
    ]
    small = {arc.name for arc in arcs if policy.hides(arc.value)}
    network = Network(tuple(arcs))
    # "Not asked" is never printed; it needs care only where the difference of two totals would tell on a few people.
    telling: set[str] = set()
    if policy.is_sensitive(table.question):
        telling = {name for name, count in counts.items() if count and count == totals["answered"]}
    paired = {arc.name for arc in arcs if arc.paired}
    network.hide(small | telling | paired | {"not_asked"})
    network.complete(small | paired, policy, telling=telling)
    hidden = network.hidden_names() - {"not_asked"}
    if not table.additive and "answered" not in hidden:
        hidden |= more_to_hide(counts, hidden, totals["answered"], table.most_choices, policy.threshold)
    return hidden


def _protect_cross(table: CrossTable, policy: Policy, by: str) -> CrossTable:
    hidden = _hidden_in_cross(table, policy, by)
    groups = tuple(_protect_base(group, f"{place}.", hidden) for place, group in enumerate(table.groups))
    rows = []
    for row in table.rows:
        cells = []
        for place, cell in enumerate(row.cells):
            suppressed = f"{place}.row {row.key}" in hidden
            base = groups[place].answered
            percent_ok = not suppressed and base is not None and base >= policy.percent_base
            count = None if suppressed else cell.count
            cells.append(Cell(count, cell.percent if percent_ok else None, suppressed))
        total = None if f"overall.row {row.key}" in hidden else row.total
        rows.append(CrossRow(row.key, row.text, tuple(cells), total))
    return replace(
        table,
        rows=tuple(rows),
        groups=groups,
        overall=_protect_base(table.overall, "overall.", hidden),
        hidden=frozenset(name for name in hidden if ".row " not in name),
    )


def _protect_base(base: GroupBase, prefix: str, hidden: set[str]) -> GroupBase:
    return GroupBase(
        label=base.label,
        responses=_unless(f"{prefix}responses", hidden, base.responses),
        answered=_unless(f"{prefix}answered", hidden, base.answered),
        no_reply=_unless(f"{prefix}no_reply", hidden, base.no_reply),
        declined=_unless(f"{prefix}declined", hidden, base.declined),
    )


def _unless(name: str, hidden: set[str], count: int | None) -> int | None:
    return None if name in hidden else count


def _hidden_in_cross(table: CrossTable, policy: Policy, by: str) -> set[str]:
    """Names of the hidden counts: "PLACE.row KEY", "PLACE.responses" and so on, with "overall" for the totals."""
    arcs = _cross_arcs(table, policy)
    unprinted = {arc.name for arc in arcs if arc.unprinted}
    small = {arc.name for arc in arcs if policy.hides(arc.value)}
    # The totals stand in the question's own table too, so what is hidden there is hidden here.
    overall = {f"overall.{name}" for name in _hidden_in_question(_overall_table(table), policy) if name != "asked"}
    network = Network(tuple(arcs))
    telling = set(_all_alike(table, policy, by))
    paired = {arc.name for arc in arcs if arc.paired}
    network.hide(small | overall | unprinted | telling | paired)
    network.complete(small | overall | paired, policy, telling=telling)
    hidden = network.hidden_names() - unprinted
    if not table.additive:
        hidden |= _more_of_many(table, policy, network, hidden, unprinted)
    return hidden


def _all_alike(table: CrossTable, policy: Policy, by: str) -> Iterator[str]:
    """Cells that are 100% of a group's answers to a sensitive question, or 100% of an answer in sensitive groups."""
    for place, group in enumerate(table.groups):
        for row in table.rows:
            count = _whole(row.cells[place].count)
            whole = [group.answered] if policy.is_sensitive(table.question) else []
            whole += [row.total] if policy.is_sensitive(by) else []
            if count and count in whole:
                yield f"{place}.row {row.key}"


def _more_of_many(
    table: CrossTable, policy: Policy, network: Network, hidden: set[str], unprinted: set[str]
) -> set[str]:
    """Apply the bounds on several choices in each group until neither they nor the totals tell any more."""
    found = set(hidden)
    while True:
        added: set[str] = set()
        for place, group in enumerate(table.groups):
            if f"{place}.answered" not in found:
                counts = {f"{place}.row {row.key}": _whole(row.cells[place].count) for row in table.rows}
                answered = _whole(group.answered)
                added |= more_to_hide(counts, found, answered, table.most_choices, policy.threshold)
        if not added:
            return found
        network.hide(added)
        network.complete(added, policy)
        found = network.hidden_names() - unprinted


def _overall_table(table: CrossTable) -> QuestionTable:
    bases = {name: _whole(getattr(table.overall, name)) for name in _BASES}
    return QuestionTable(
        question=table.question,
        key=table.key,
        text=table.text,
        kind=table.kind,
        asked=bases["answered"] + bases["no_reply"] + bases["declined"],
        rows=tuple(Row(row.key, row.text, _whole(row.total), None, None) for row in table.rows),
        additive=table.additive,
        most_choices=table.most_choices,
        responses=bases["responses"],
        answered=bases["answered"],
        no_reply=bases["no_reply"],
        declined=bases["declined"],
    )


def _paired(counts: Mapping[str, int], policy: Policy) -> bool:
    """Whether one of the two silent counts is small: then both are hidden. Beside a base that is shown their sum is
    known, and not whose it is; so that one person without a reply does not cost everybody the base."""
    return any(policy.hides(counts[name]) for name in _SILENT)


def _cross_arcs(table: CrossTable, policy: Policy) -> list[Arc]:
    """Options in rows, groups in columns; bases below each column; all with their totals."""
    adds_up = table.additive and bool(table.rows)
    # By groups as in the question's own table: otherwise a total would be hidden here that is shown there.
    paired = _is_paired(table.overall, policy)
    arcs: list[Arc] = []
    for row in table.rows:
        node = f"row {row.key}"
        for place, cell in enumerate(row.cells):
            head = f"{place}.answered" if adds_up else OUTSIDE
            arcs.append(Arc(f"{place}.row {row.key}", node, head, _whole(cell.count)))
        tail = "overall.answered" if adds_up else OUTSIDE
        arcs.append(Arc(f"overall.row {row.key}", tail, node, _whole(row.total), total=True))
    for place, group in enumerate(table.groups):
        arcs.extend(_base_arcs(group, f"{place}", paired=paired and _is_paired(group, policy), adds_up=adds_up))
    arcs.extend(_overall_arcs(table.overall, paired=paired, adds_up=adds_up))
    return arcs


def _is_paired(base: GroupBase, policy: Policy) -> bool:
    return _paired({name: _whole(getattr(base, name)) for name in _SILENT}, policy)


def _base_arcs(group: GroupBase, name: str, *, paired: bool, adds_up: bool) -> list[Arc]:
    counts = {base: _whole(getattr(group, base)) for base in _BASES}
    not_asked = counts["responses"] - counts["answered"] - counts["no_reply"] - counts["declined"]
    answered_tail = f"{name}.answered" if adds_up else "answered"
    column = f"{name}.responses"
    return [
        Arc(f"{name}.answered", answered_tail, column, counts["answered"], total=True),
        *(Arc(f"{name}.{each}", each, column, counts[each], silent=True, paired=paired) for each in _SILENT),
        Arc(f"{name}.not_asked", "not_asked", column, not_asked, unprinted=True),
        Arc(f"{name}.responses", column, "responses", counts["responses"], total=True),
    ]


def _overall_arcs(overall: GroupBase, *, paired: bool, adds_up: bool) -> list[Arc]:
    counts = {base: _whole(getattr(overall, base)) for base in _BASES}
    not_asked = counts["responses"] - counts["answered"] - counts["no_reply"] - counts["declined"]
    answered_head = "overall.answered" if adds_up else "answered"
    source = "overall.responses"
    return [
        Arc("overall.answered", source, answered_head, counts["answered"], total=True),
        *(
            Arc(f"overall.{each}", source, each, counts[each], total=True, silent=True, paired=paired)
            for each in _SILENT
        ),
        Arc("overall.not_asked", source, "not_asked", not_asked, total=True, unprinted=True),
        Arc("overall.responses", "responses", source, counts["responses"], total=True, last=True),
    ]
