"""Everything published is put into a linear program, and no hidden count may come out of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.disclosure.test_protection import COUNTS, cross_table, cross_tables, question_table

from folkmoot_core.disclosure import Policy, protect
from folkmoot_core.disclosure.attacks import Knowledge, merged, rounded
from folkmoot_core.disclosure.figures import DECLINED, NO_REPLY, Figure, Statements, Who, statements_of
from folkmoot_core.survey import CrossTable, QuestionTable, share_decimals

POLICY = Policy()
OFTEN = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def with_percentages(table: QuestionTable) -> list[Figure]:
    """What the printed percentages say, on the bases that are shown."""
    found = []
    for row in table.rows:
        people = frozenset({(table.key, frozenset({row.key}))})
        for share, base in ((row.percent_of_answered, table.answered), (row.percent_of_asked, table.asked)):
            if share is not None and row.count is not None and base:
                decimals = share_decimals(base)
                found.append(Figure(people, *rounded(round(100 * row.count / base, decimals), decimals, base)))
    return found


def knowing_zero_is_shown(figures: Iterable[Figure]) -> list[Figure]:
    """A reader who has read this code: what is hidden for being small is at least 1. "No reply" and "declined" are
    hidden together, so that she cannot say which was the small one."""
    return [Figure(f.who, 1, None) if f.high is None and not _is_silent(f.who) else f for f in figures]


def _is_silent(people: Who) -> bool:
    return any(options <= {NO_REPLY, DECLINED} for _name, options in people)


def known_to(said: Statements, true: Statements, *, knows_zero: bool) -> list[Figure]:
    """All figures; for a reader who takes what is hidden to be at least 1, without the few where she would be wrong."""
    pairs = zip(said.figures, true.figures, strict=True)
    return [figure for figure, real in pairs if figure.high is not None or real.low or not knows_zero]


def pinned(figures: Iterable[Figure], levels: dict[str, Any], *, knows_zero: bool) -> list[tuple[Who, int, float]]:
    known = merged(knowing_zero_is_shown(figures) if knows_zero else figures)
    whole = Knowledge(known, levels)
    found = []
    for figure in known:
        if figure.high is not None:
            continue
        low, high = whole.bounds(figure.who)
        if low == high or (not _is_silent(figure.who) and _inside_1_to_4(low, high, knows_zero=knows_zero)):
            found.append((figure.who, low, high))
    return found


def _inside_1_to_4(low: int, high: float, *, knows_zero: bool) -> bool:
    """What the mark says itself, 1 to 4, is known to whoever knows that zero is shown; anything closer is not."""
    inside = low >= 1 and high < POLICY.threshold
    return inside and not (knows_zero and (low, high) == (1, POLICY.threshold - 1))


@OFTEN
@given(
    st.lists(COUNTS, min_size=1, max_size=5),
    st.sampled_from([(0, 0, 0), (1, 0, 0), (0, 1, 9), (7, 0, 0), (2, 0, 9), (30, 1, 0), (0, 3, 3)]),
    st.booleans(),
)
def test_no_count_of_a_question_can_be_worked_out(
    counts: list[int], extra: tuple[int, int, int], knows_zero: bool
) -> None:
    table = question_table(counts, *extra)
    shown = protect(table)
    said = statements_of(shown)
    figures = [*known_to(said, statements_of(table), knows_zero=knows_zero), *with_percentages(shown)]
    assert pinned(figures, dict(said.levels), knows_zero=knows_zero) == []


@OFTEN
@given(cross_tables(), st.booleans())
def test_no_count_by_groups_can_be_worked_out_beside_the_question_itself(
    case: tuple[CrossTable, list[int]], knows_zero: bool
) -> None:
    table, _not_asked = case
    shown = protect(table)
    said, true = statements_of(shown, by="group"), statements_of(table, by="group")
    figures = known_to(said, true, knows_zero=knows_zero)
    assert pinned(figures, dict(said.levels), knows_zero=knows_zero) == []


@pytest.mark.parametrize("counts", [[300, 2, 1], [300, 1, 1], [40, 3, 1, 1], [12, 2, 0, 1]])
def test_a_few_small_counts_are_not_left_among_themselves(counts: list[int]) -> None:
    said = statements_of(protect(question_table(counts)))
    hidden = [figure.who for figure in said.figures if figure.high is None]
    assert hidden
    assert pinned(said.figures, dict(said.levels), knows_zero=False) == []


def test_the_attack_succeeds_on_a_table_that_hides_too_little() -> None:
    """The judge can convict: one cell hidden alone comes out exactly."""
    said = statements_of(question_table([300, 200, 3]))
    alone = [Figure(f.who) if f.low == 3 else f for f in said.figures]
    found = pinned(alone, dict(said.levels), knows_zero=False)
    assert [(low, high) for _who, low, high in found] == [(3, 3)]


def test_nobody_is_shown_to_be_all_alike_in_a_sensitive_question() -> None:
    columns = [{"counts": [30, 0, 0]}, {"counts": [20, 10, 12]}, {"counts": [40, 22, 9]}]
    table = cross_table(columns)
    assert [cell.count for cell in protect(table).rows[0].cells] == [30, 20, 40]
    for policy, by in ((Policy(sensitive=frozenset({"q"})), "place"),):
        shown = protect(table, policy, by=by)
        assert shown.rows[0].cells[0].count is None
        said = statements_of(shown, by=by)
        whole = Knowledge(merged(said.figures), dict(said.levels))
        low, high = whole.bounds(frozenset({("q", frozenset({"k0"})), (by, frozenset({"G0"}))}))
        assert low <= 25
        assert high >= 30


def test_a_sensitive_group_is_not_all_that_gave_an_answer() -> None:
    table = cross_table([{"counts": [0, 20, 12]}, {"counts": [15, 10, 9]}])
    assert protect(table, by="place").rows[0].cells[1].count == 15
    shown = protect(table, by="Ethnic group")
    assert shown.rows[0].cells[1].count is None


def test_a_whole_question_that_is_all_alike_is_sensitive_too() -> None:
    table = question_table([60, 0, 0], no_reply=20)
    shown = protect(table, Policy(sensitive=frozenset({"q"})))
    assert shown.rows[0].count is None
    assert protect(table).rows[0].count == 60


def test_percentages_say_no_more_than_the_counts_they_are_of() -> None:
    assert rounded(33.3, 1, 300) == (100, 100)
    assert rounded(33, 0, 300) == (98, 100)
    assert rounded(0, 0, 40) == (0, 0)
