"""How an action stands, what changed between versions, periods, the matrix, and the report in every form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.landscape import Line
from folkmoot_core.plans import (
    ActionLine,
    Facts,
    Item,
    ObjectivePart,
    PlanReportInput,
    Progress,
    Rule,
    State,
    compare_faces,
    draw_matrix,
    period_named,
    periods_between,
    plan_report,
    standing,
)
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.forms import forms_of, write

TODAY = date(2011, 10, 1)
RULE = Rule(30, 100)
FACTS = Facts(due=date(2011, 12, 31), begins=date(2011, 8, 17))


@pytest.mark.parametrize(
    ("facts", "states"),
    [
        (FACTS, (State.UNTOLD,)),
        (replace(FACTS, told_on=date(2011, 9, 1)), (State.ON_TRACK,)),
        (replace(FACTS, due=date(2011, 8, 31)), (State.OVERDUE,)),
        (replace(FACTS, due=date(2011, 10, 1)), (State.DUE_SOON,)),
        (replace(FACTS, due=date(2011, 10, 31)), (State.DUE_SOON,)),
        (replace(FACTS, due=date(2011, 11, 1)), (State.UNTOLD,)),
        (replace(FACTS, due=None, begins=date(2011, 6, 1)), (State.STALE,)),
        (replace(FACTS, begins=date(2011, 6, 1), told_on=date(2011, 9, 1)), (State.ON_TRACK,)),
        (
            replace(FACTS, due=date(2011, 9, 1), blocked="No room", begins=date(2011, 1, 1)),
            (State.BLOCKED, State.OVERDUE, State.STALE),
        ),
        (replace(FACTS, waits_for=("The format",)), (State.BLOCKED,)),
        (replace(FACTS, progress=Progress.DONE, due=date(2011, 8, 31)), (State.DONE,)),
        (replace(FACTS, plan_ends=date(2011, 9, 30)), (State.NOT_TOLD,)),
    ],
)
def test_how_an_action_stands(facts: Facts, states: tuple[State, ...]) -> None:
    assert standing(facts, TODAY, RULE).states == states


@given(st.integers(-400, 400), st.integers(0, 400))
def test_an_open_action_is_never_both_overdue_and_due_soon(days: int, silent: int) -> None:
    facts = replace(FACTS, due=TODAY + timedelta(days=days), begins=TODAY - timedelta(days=silent))
    states = standing(facts, TODAY, RULE).states
    assert (State.OVERDUE in states) == (days < 0)
    assert (State.DUE_SOON in states) == (0 <= days <= 30)
    assert (State.STALE in states) == (silent > 100)


def test_what_changed_between_two_versions() -> None:
    kept = Item("action", "1a", "Train", (("due", "2011-12-31"), ("owner", "Ann")))
    later = Item("action", "1a", "Train everybody", (("due", "2012-03-31"), ("owner", "Ann")))
    gone, new = Item("objective", "2", "Old"), Item("objective", "3", "New")
    changes = compare_faces([kept, gone], [later, new])
    assert [(change.kind, change.item.title) for change in changes] == [
        ("new", "New"),
        ("gone", "Old"),
        ("changed", "Train everybody"),
    ]
    assert changes[2].fields == (("title", "Train", "Train everybody"), ("due", "2011-12-31", "2012-03-31"))
    assert not compare_faces([kept], [kept])


def test_half_years_and_years_of_a_plan() -> None:
    half, year = period_named("2011-half", 4), period_named("2011-year", 4)
    assert half is not None
    assert year is not None
    assert (half.first, half.last, half.year) == (date(2011, 4, 1), date(2011, 9, 30), "2011/12")
    assert year.last == date(2012, 3, 31)
    assert period_named("2011-third", 4) is None
    keys = [each.key for each in periods_between(date(2011, 8, 17), date(2012, 3, 1), 4)]
    assert keys == ["2011-year", "2011-half"]


def test_in_the_picture_every_plan_has_its_dots_and_none_overlap() -> None:
    lines = [
        Line("a", "A plan whose title is so long that it needs two lines to stand in", serves=("1", "3"), first="3"),
        Line("b", "B", serves=(), first=""),
        Line("c", "C", serves=("2", "elsewhere"), first="2"),
    ]
    picture = draw_matrix(lines, [("1", "The economy"), ("2", "Disadvantage"), ("3", "Citizens in control")])
    assert [[(dot.column, dot.first) for dot in row.dots] for row in picture.rows] == [
        [("1", False), ("3", True)],
        [],
        [("2", True)],
    ]
    assert [row.y + row.height for row in picture.rows][:-1] == [row.y for row in picture.rows][1:]
    assert picture.rows[0].line is not None
    assert all(dot.x < picture.width for row in picture.rows for dot in row.dots)


def test_the_report_of_half_a_year_is_sound_and_written_in_every_form() -> None:
    actions = (
        ActionLine("1a", "Train case managers", "Team managers", "31 December 2011", State.ON_TRACK, "Two held."),
        ActionLine("1b", "Publish procedures", "", "31 August 2011", State.OVERDUE, because="Late by 30 days"),
    )
    parts = (ObjectivePart("1", "Assessment", actions), ObjectivePart("2", "Oversight", ()))
    data = PlanReportInput(
        "A council", "Improvement plan", "improvement-2011-half", "2011/12", True, date(2011, 4, 1), date(2011, 9, 30),
        date(2011, 10, 5), parts, "We began well.",
    )  # fmt: skip
    report = plan_report(data)
    assert not check(report)
    assert report == plan_report(data)
    glance = report.table("glance")
    assert glance is not None
    assert [figure.value for _ref, figure in glance.figures()][-10:] == [2, 0, 1, 0, 0, 1, 0, 0, 0, 0]
    for form in forms_of(report):
        if form.name in ("html", "docx"):
            assert write(report, form.name).content
