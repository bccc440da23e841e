import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.disclosure.oracle import Equation, other_values

from folkmoot_core.disclosure import Policy, protect
from folkmoot_core.survey import Cell, CrossRow, CrossTable, GroupBase, QuestionTable, Row, percent

COUNTS = st.one_of(st.integers(0, 6), st.sampled_from([0, 1, 1, 2, 20, 300]))
OFTEN = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TOTALS = ("responses", "asked", "answered", "no_reply", "declined")


def question_table(
    counts: list[int],
    no_reply: int = 0,
    declined: int = 0,
    not_asked: int = 0,
    answered: int | None = None,
    most: int = 1,
) -> QuestionTable:
    base = sum(counts) if answered is None else answered
    asked = base + no_reply + declined
    rows = tuple(
        Row(f"k{n}", f"K{n}", count, percent(count, base), percent(count, asked + not_asked))
        for n, count in enumerate(counts)
    )
    return QuestionTable(
        "q", "q", "Q", "choose_one" if answered is None else "choose_many", asked + not_asked, asked, base, no_reply,
        declined, rows, additive=answered is None, most_choices=most,
    )  # fmt: skip


def cross_table(columns: list[dict[str, Any]]) -> CrossTable:
    """From {"counts", "no_reply", "declined", "not_asked"} for each group."""
    tables = [question_table(**column) for column in columns]
    rows = []
    for n, first in enumerate(tables[0].rows):
        cells = tuple(Cell(t.rows[n].count, t.rows[n].percent_of_answered) for t in tables)
        rows.append(CrossRow(first.key, first.text, cells, sum(cell.count or 0 for cell in cells)))
    names = ("responses", "answered", "no_reply", "declined")
    groups = tuple(GroupBase(f"G{n}", *(getattr(t, name) for name in names)) for n, t in enumerate(tables))
    overall = GroupBase("", *(sum(getattr(t, name) for t in tables) for name in names))
    return CrossTable("q", "q", "Q", "choose_one", tuple(rows), groups, overall)


def figures(table: QuestionTable) -> dict[str, int | None]:
    return {row.key: row.count for row in table.rows} | {name: getattr(table, name) for name in TOTALS}


def sums(table: QuestionTable) -> list[Equation]:
    return [
        (tuple(row.key for row in table.rows), "answered"),
        (("answered", "no_reply", "declined"), "asked"),
        (("asked", "not_asked"), "responses"),
    ]


def hidden_of(table: QuestionTable) -> list[str]:
    return [name for name, count in figures(protect(table)).items() if count is None]


COLUMN = st.fixed_dictionaries(
    {"counts": st.lists(COUNTS, min_size=2, max_size=4), "no_reply": COUNTS, "declined": COUNTS, "not_asked": COUNTS}
)


@OFTEN
@given(COLUMN)
def test_one_question_never_tells_a_hidden_count(column: dict[str, Any]) -> None:
    table = question_table(**column)
    shown = figures(protect(table))
    truth = figures(table) | {"not_asked": column["not_asked"]}
    for name, count in shown.items():
        assert count is None or not 1 <= count < 5, name
        if count is None:
            assert other_values(truth, shown, sums(table), name), (name, shown)  # type: ignore[arg-type]


def cross_figures(table: CrossTable) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for row in table.rows:
        found |= {f"{n}.{row.key}": cell.count for n, cell in enumerate(row.cells)} | {f"all.{row.key}": row.total}
    for n, base in [*enumerate(table.groups), ("all", table.overall)]:
        found |= {f"{n}.{name}": getattr(base, name) for name in ("responses", "answered", "no_reply", "declined")}
    return found


def cross_sums(table: CrossTable) -> list[Equation]:
    size = len(table.groups)
    found: list[Equation] = []
    lines = [*(row.key for row in table.rows), "answered", "no_reply", "declined", "not_asked", "responses"]
    for line in lines:
        found.append((tuple(f"{n}.{line}" for n in range(size)), f"all.{line}"))
    for n in [*map(str, range(size)), "all"]:
        found.append((tuple(f"{n}.{row.key}" for row in table.rows), f"{n}.answered"))
        found.append(
            (tuple(f"{n}.{base}" for base in ("answered", "no_reply", "declined", "not_asked")), f"{n}.responses")
        )
    return found


@st.composite
def cross_tables(draw: st.DrawFn) -> tuple[CrossTable, list[int]]:
    options, groups = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    columns = []
    for _ in range(groups):
        counts = draw(st.lists(COUNTS, min_size=options, max_size=options))
        extra = draw(st.sampled_from([(0, 0, 0), (7, 0, 0), (2, 0, 9), (30, 1, 0)]))
        columns.append({"counts": counts, "no_reply": extra[0], "declined": extra[1], "not_asked": extra[2]})
    return cross_table(columns), [column["not_asked"] for column in columns]


@OFTEN
@given(cross_tables())
def test_groups_never_tell_a_hidden_count(case: tuple[CrossTable, list[int]]) -> None:
    table, not_asked = case
    shown = cross_figures(protect(table))
    truth = cross_figures(table) | {f"{n}.not_asked": count for n, count in enumerate(not_asked)}
    truth["all.not_asked"] = sum(not_asked)
    for name, count in shown.items():
        assert count is None or not 1 <= count < 5, name
        if count is None:
            assert other_values(truth, shown, cross_sums(table), name), (name, shown)  # type: ignore[arg-type]


@OFTEN
@given(cross_tables())
def test_totals_hidden_in_the_question_are_hidden_by_group_too(case: tuple[CrossTable, list[int]]) -> None:
    table, not_asked = case
    counts = [row.total or 0 for row in table.rows]
    whole = question_table(counts, table.overall.no_reply or 0, table.overall.declined or 0, sum(not_asked))
    for row, crossed in zip(protect(whole).rows, protect(table).rows, strict=True):
        assert row.count is not None or crossed.total is None


@OFTEN
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4), st.data())
def test_several_choices_are_not_pinned_by_their_bounds(counts: list[int], data: st.DataObject) -> None:
    most = data.draw(st.integers(1, len(counts)))
    least = max(*counts, -(-sum(counts) // most))
    if least > sum(counts):
        return
    answered = data.draw(st.integers(least, sum(counts)))
    shown = protect(question_table(counts, answered=answered, most=most, no_reply=20))
    hidden = [count for row, count in zip(shown.rows, counts, strict=True) if row.suppressed]
    if shown.answered is None or not hidden or len(hidden) == len(counts):
        return
    visible = sum(row.count or 0 for row in shown.rows)
    least, greatest = answered - visible, most * answered - visible
    largest = 4 if len(hidden) == 1 else greatest + 1
    fitting = [
        guess
        for guess in itertools.product(range(1, min(largest, 12) + 1), repeat=len(hidden))
        if least <= sum(guess) <= greatest
    ]
    assert all(len(set(values)) > 1 for values in zip(*fitting, strict=True)), fitting


@pytest.mark.parametrize(
    ("counts", "bases", "hidden"),
    [
        ([300, 200, 40], {}, []),
        ([300, 200, 0], {}, []),
        ([300, 200, 3], {}, ["k1", "k2"]),
        ([300, 3, 2], {}, ["k1", "k2"]),
        ([300, 1, 1], {}, ["k0", "k1", "k2"]),
        ([300, 200], {"no_reply": 1}, ["declined", "no_reply"]),
        ([300, 200], {"declined": 1}, ["declined", "no_reply"]),
        ([300, 200], {"no_reply": 1, "not_asked": 100}, ["declined", "no_reply"]),
        ([300, 200], {"no_reply": 2}, ["declined", "no_reply"]),
        ([300, 200], {"no_reply": 40, "declined": 2}, ["no_reply", "declined"]),
        ([300, 200], {"no_reply": 40, "not_asked": 3}, ["asked", "no_reply"]),
    ],
)
def test_what_is_hidden(counts: list[int], bases: dict[str, int], hidden: list[str]) -> None:
    assert sorted(hidden_of(question_table(counts, **bases))) == sorted(hidden)


@OFTEN
@given(
    st.lists(COUNTS, min_size=2, max_size=3),
    st.integers(0, 6),
    st.integers(0, 6),
    st.sampled_from([0, 2, 9]),
)
def test_nobody_who_knows_the_program_learns_more(counts: list[int], silent: int, declined: int, other: int) -> None:
    """The hardest reader: she has the program, tries every number for what is hidden, and keeps what would have come
    out as it did. More than one number is left for each silent count."""
    shown = protect(question_table(counts, silent, declined, other))
    if None in (shown.answered, shown.asked) or shown.no_reply is not None or any(row.suppressed for row in shown.rows):
        return
    whole = (shown.asked or 0) - (shown.answered or 0)
    left = [
        guess
        for guess in range(whole + 1)
        if figures(protect(question_table(counts, guess, whole - guess, other))) == figures(shown)
    ]
    assert len(left) > 1
    assert silent in left


def test_one_person_without_a_reply_costs_nobody_the_base() -> None:
    """Neither in the table of all, nor by groups."""
    table = protect(question_table([500, 292], no_reply=1))
    assert (table.answered, table.asked) == (792, 793)
    assert [row.count for row in table.rows] == [500, 292]
    assert all(row.percent_of_answered for row in table.rows)
    crossed = protect(cross_table([{"counts": [300, 192], "no_reply": 1}, {"counts": [200, 100]}]))
    assert [[cell.count for cell in row.cells] for row in crossed.rows] == [[300, 200], [192, 100]]
    assert [group.answered for group in crossed.groups] == [492, 300]


def test_two_by_two_hides_a_square() -> None:
    table = protect(cross_table([{"counts": [3, 50, 70]}, {"counts": [40, 60, 90]}, {"counts": [45, 65, 95]}]))
    hidden = [(row.key, n) for row in table.rows for n, cell in enumerate(row.cells) if cell.suppressed]
    assert hidden == [("k0", 0), ("k0", 1), ("k1", 0), ("k1", 1)]
    assert [row.total for row in table.rows] == [88, 175, 255]
    assert table.hidden == frozenset()


def test_several_choices_hide_alone_where_nothing_adds_up() -> None:
    table = protect(question_table([60, 50, 3], answered=70, most=2, no_reply=30))
    assert [row.count for row in table.rows] == [60, 50, None]
    assert table.answered == 70
    # With 70 answering and 66 ticks shown, the hidden option must have 4: so another goes with it.
    pinned = protect(question_table([60, 6, 4], answered=70, most=2, no_reply=30))
    assert [row.count for row in pinned.rows] == [60, None, None]


def test_percentages_need_a_base_of_ten() -> None:
    table = protect(question_table([5, 0], no_reply=20))
    assert table.rows[0].count == 5
    assert table.rows[0].percent_of_answered is None
    assert table.rows[0].percent_of_asked == 20
    assert protect(question_table([5, 5])).rows[0].percent_of_answered == 50
    crossed = protect(cross_table([{"counts": [5, 0]}, {"counts": [5, 5]}]))
    assert [cell.percent for cell in crossed.rows[0].cells] == [None, 50]


def test_places_are_hidden_with_any_first_place() -> None:
    table = question_table([300, 20])
    rows = tuple(replace(row, ranked=320, mean_position=1.5) for row in table.rows)
    assert [row.mean_position for row in protect(replace(table, rows=rows)).rows] == [1.5, 1.5]
    few = question_table([300, 3])
    rows = tuple(replace(row, ranked=303, mean_position=1.01) for row in few.rows)
    assert [(row.ranked, row.mean_position) for row in protect(replace(few, rows=rows)).rows] == [(None, None)] * 2


def test_a_protected_table_is_not_protected_twice() -> None:
    with pytest.raises(ValueError, match="protected already"):
        protect(protect(question_table([300, 3])))


def test_a_policy_of_one_hides_nothing() -> None:
    table = question_table([300, 1, 1], no_reply=1)
    assert protect(table, Policy(threshold=1, percent_base=0)) == table
    with pytest.raises(ValueError, match="threshold of 1 or more"):
        Policy(threshold=0)
