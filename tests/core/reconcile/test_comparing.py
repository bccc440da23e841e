"""Ours against theirs: what is explained, and that the rest is always said."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.reconcile import Case, Condition, Definition, PublishedTable, Why, reconcile, table_of
from folkmoot_core.values import Invalid

ROWS, COLUMNS = ("Premature", "Forwarded"), ("Adult care", "Education")
YEAR = Definition(
    words="received in 2010/11",
    date_field="received_on",
    first=date(2010, 4, 1),
    last=date(2011, 3, 31),
    row_field="stage",
    column_field="category",
    conditions=(Condition("about", frozenset({"school"}), "about a school", negated=True),),
    row_labels={"p": "Premature", "f": "Forwarded"},
)


def case(reference: str, stage: str, category: str, on: date = date(2010, 7, 1), **more: str) -> Case:
    shared = more.pop("shared", "")
    return Case(reference, {"stage": stage, "category": category, "received_on": on, **more}, shared)


def table(figures: dict[tuple[str, str], int]) -> PublishedTable:
    """A table of these cells (0 elsewhere) with its totals in print."""
    cells = {(row, column): figures.get((row, column), 0) for row in ROWS for column in COLUMNS}
    printed = [(row, column, value) for (row, column), value in cells.items()]
    printed += [(row, "Total", sum(cells[row, column] for column in COLUMNS)) for row in ROWS]
    printed += [("Total", column, sum(cells[row, column] for row in ROWS)) for column in COLUMNS]
    printed.append(("Total", "Total", sum(cells.values())))
    return table_of("Enquiries", "letter", printed, total_row="Total", total_column="Total")


THEIRS = [
    case("L1", "f", "Adult care"),
    case("L2", "f", "Education"),
    case("L3", "f", "Education", date(2011, 3, 31)),
    case("L4", "p", "Education"),
    case("L5", "f", "Adult care"),
    case("L6", "f", "Education"),
]
OURS = [
    case("A", "f", "Adult care", shared="L1"),
    case("B", "p", "Education", shared="L2"),  # we call it premature
    case("C", "f", "Education", date(2011, 4, 2), shared="L3"),  # came to us after the year
    case("D", "p", "Education", shared="L4", about="school"),  # not about us, we say
    case("E1", "f", "Adult care", shared="L5"),  # two of ours are one of theirs
    case("E2", "f", "Adult care", shared="L5"),
    case("F", "f", "Adult care"),  # they do not have it
]
PRINTED = table({("Forwarded", "Adult care"): 2, ("Forwarded", "Education"): 3, ("Premature", "Education"): 1})


def test_each_kind_of_difference_is_told_with_its_cases() -> None:
    found = reconcile(PRINTED, YEAR, OURS, THEIRS)
    adult = found.cell("Forwarded", "Adult care")
    assert (adult.published, adult.ours, adult.unexplained) == (2, 4, 0)
    assert {(reason.why, reason.effect, reason.ours) for reason in adult.reasons} == {
        (Why.MERGED, 1, ("E1", "E2")),
        (Why.NOT_ON_THEIRS, 1, ("F",)),
    }
    education = found.cell("Forwarded", "Education")
    assert {(reason.why, reason.effect, reason.theirs) for reason in education.reasons} == {
        (Why.OTHER_CATEGORY, -1, ("L2",)),
        (Why.OTHER_PERIOD, -1, ("L3",)),
        (Why.NOT_ON_OURS, -1, ("L6",)),
    }
    premature = found.cell("Premature", "Education")
    assert premature.difference == 0
    assert {(reason.named, reason.effect) for reason in premature.reasons} == {
        ("about a school", -1),
        ("other category", 1),
    }
    # In the total, what only changed its row is no difference.
    whole = found.cell("Total", "Total")
    assert sorted(reason.named for reason in whole.reasons) == [
        "about a school",
        "merged",
        "not on our log",
        "not on theirs",
        "other period",
    ]
    assert whole.sentence == (
        "Total, Total: published 6, ours 5 (−1). Explained: other period −1; about a school −1; merged +1; "
        "not on theirs +1; not on our log −1. Unexplained: 0."
    )
    assert "ours: C (not counted: other period (2011-04-02)); theirs: L3 (Forwarded, Education (2011-03-31))" in {
        reason.words for reason in whole.reasons
    }


def test_what_their_own_list_does_not_give_stays_unexplained() -> None:
    printed = table({("Forwarded", "Adult care"): 7})
    found = reconcile(printed, YEAR, THEIRS, THEIRS)
    assert found.cell("Forwarded", "Adult care").unexplained == -5
    assert "Unexplained: −5." in found.cell("Forwarded", "Adult care").sentence
    assert {cell.place for cell in found.unexplained} >= {("Forwarded", "Adult care"), ("Total", "Total")}


def test_without_their_list_nothing_is_called_explained() -> None:
    found = reconcile(PRINTED, YEAR, OURS)
    whole = found.cell("Total", "Total")
    assert whole.reasons == ()
    assert whole.unexplained == whole.difference == -1
    assert whole.possible == (
        "C: not counted: other period (2011-04-02), near the end of the period",
        "E1: shares the reference L5 with another case of ours",
        "E2: shares the reference L5 with another case of ours",
    )


def test_a_case_without_a_place_in_print_is_not_lost() -> None:
    odd = case("Z", "f", "Housing")
    found = reconcile(PRINTED, YEAR, [odd], [])
    # The totals count every column that is printed, and this one is not.
    assert found.without_place == () or found.without_place[0].startswith("Z:")
    bare = table_of("Bare", "letter", [("Forwarded", "Adult care", 0)])
    assert reconcile(bare, YEAR, [odd], []).without_place == ("Z: Forwarded, Housing (2010-07-01)",)


def test_a_place_without_a_figure_is_left_out_and_a_date_that_is_missing_is_told() -> None:
    bare = table_of("Bare", "letter", [("Forwarded", "Adult care", None), ("Forwarded", "Education", 1)])
    dateless = Case("X", {"stage": "f", "category": "Education"}, "L2")
    found = reconcile(bare, YEAR, [dateless], [case("L2", "f", "Education")])
    assert [cell.place for cell in found.cells] == [("Forwarded", "Education")]
    assert found.cells[0].reasons[0].named == "no date in received_on"


def test_lists_that_hold_a_reference_twice_are_refused() -> None:
    with pytest.raises(Invalid, match="ours: “A” is on the list twice"):
        reconcile(PRINTED, YEAR, [OURS[0], OURS[0]], THEIRS)


def test_a_definition_that_ends_before_it_begins() -> None:
    with pytest.raises(Invalid, match="ends before it begins"):
        Definition("x", "received_on", date(2011, 1, 1), date(2010, 1, 1))


def test_a_table_with_two_figures_in_a_place_or_a_total_that_is_not_there() -> None:
    with pytest.raises(Invalid, match="there are two figures"):
        table_of("T", "s", [("a", "b", 1), ("a", "b", 2)])
    with pytest.raises(Invalid, match="is not a number"):
        table_of("T", "s", [("a", "b", "***")])
    with pytest.raises(Invalid, match="“Sum” is not in “T”"):
        table_of("T", "s", [("a", "b", 1)], total_row="Sum")


SIDES = st.lists(
    st.tuples(
        st.integers(0, 7),  # the shared reference
        st.sampled_from("pf"),
        st.sampled_from([*COLUMNS, "Housing"]),
        st.integers(-20, 385),  # days after 1 April 2010
        st.sampled_from(["", "school"]),
    ),
    max_size=9,
)


def cases(side: str, drawn: list[tuple[int, str, str, int, str]]) -> list[Case]:
    return [
        case(f"{side}{place}", stage, column, date(2010, 4, 1) + timedelta(days=day), shared=f"L{key}", about=about)
        for place, (key, stage, column, day, about) in enumerate(drawn)
    ]


@given(SIDES, SIDES, st.dictionaries(st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS)), st.integers(0, 5)))
def test_the_difference_is_always_split_without_remainder(
    ours: list[tuple[int, str, str, int, str]],
    theirs: list[tuple[int, str, str, int, str]],
    figures: dict[tuple[str, str], int],
) -> None:
    printed = table(figures)
    found = reconcile(printed, YEAR, cases("o", ours), cases("t", theirs))
    their_own = reconcile(printed, YEAR, cases("t", theirs))
    assert len(found.cells) == len(printed.figures)
    for cell, theirs_alone in zip(found.cells, their_own.cells, strict=True):
        explained = sum(reason.effect for reason in cell.reasons)
        assert cell.difference == explained + cell.unexplained
        # What is left is exactly what their own list does not give of their own figure.
        assert cell.unexplained == theirs_alone.ours - cell.published
        assert all(reason.effect and reason.named and reason.words for reason in cell.reasons)
    mirrored = reconcile(printed, YEAR, cases("t", theirs), cases("o", ours))
    for cell, other in zip(found.cells, mirrored.cells, strict=True):
        assert sorted(reason.effect for reason in cell.reasons) == sorted(-reason.effect for reason in other.reasons)


@given(SIDES)
def test_a_list_against_itself_has_no_reasons(drawn: list[tuple[int, str, str, int, str]]) -> None:
    side = cases("o", drawn)
    assert all(not cell.reasons for cell in reconcile(table({}), YEAR, side, side).cells)
    assert Decimal(0) in {cell.published for cell in reconcile(table({}), YEAR, side, side).cells}
