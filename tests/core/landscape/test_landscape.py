"""What bodies share, what nobody does, what merging leaves out, what changed in a matrix, and the picture."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_core.landscape import (
    Band,
    Box,
    Group,
    Line,
    Need,
    compare_versions,
    draw,
    interval_in_months,
    lapsed,
    left_out,
    overlaps_among,
    uncarried,
)
from folkmoot_core.landscape.groups import words_of

WASTE = Group(
    "waste", "Waste Partnership", "Plans how rubbish and recycling are collected", people=frozenset({"Ann", "Bob"})
)
CLEAN = Group("clean", "Clean Streets", "Rubbish, fly-tipping and recycling on streets", people=frozenset({"Ann"}))
CHOIR = Group("choir", "Choir", "Sings", plans=frozenset({"culture"}))
DANCE = Group("dance", "Ballet", "Leaps", plans=frozenset({"culture", "sport"}))


def test_what_two_bodies_share_is_named() -> None:
    first, second = overlaps_among([WASTE, CLEAN, CHOIR, DANCE])
    assert (first.one, first.other, first.people) == ("clean", "waste", ("Ann",))
    assert {"rubbish", "recycling"} <= set(first.words)
    assert (second.one, second.other, second.plans, second.words) == ("choir", "dance", ("culture",), ())


NAMES = ("alpha", "beta", "gamma", "delta", "epsilon")


def test_words_of_form_and_the_countys_name_tell_nothing() -> None:
    assert words_of(["The Strategic Partnership Board for Wastes and Parties"]) == {"waste", "party"}
    many = [Group(f"g{n}", f"Anyshire {name} Group") for n, name in enumerate(NAMES)]
    assert overlaps_among(many) == ()


names = st.sampled_from(["Ann", "Bob", "Cyd", "Dot"])
groups = st.lists(
    st.tuples(
        st.frozensets(names),
        st.frozensets(st.sampled_from(["x", "y"])),
        st.sampled_from(["waste", "youth waste", "alcohol youth", ""]),
    ),
    max_size=7,
).map(
    lambda rows: [
        Group(f"g{n}", "", purpose, people=people, plans=plans) for n, (people, plans, purpose) in enumerate(rows)
    ]
)


@given(groups)
def test_every_pair_that_shares_somebody_or_a_plan_is_found_once(found_in: list[Group]) -> None:
    told = {(each.one, each.other): each for each in overlaps_among(found_in)}
    for one, other in combinations(found_in, 2):
        shared = (tuple(sorted(one.people & other.people)), tuple(sorted(one.plans & other.plans)))
        overlap = told.get((one.key, other.key))
        assert ((overlap.people, overlap.plans) if overlap else ((), ())) == shared
        if overlap:
            assert 0 <= overlap.purpose <= 1
    weights = [each.weight for each in told.values()]
    assert weights == sorted(weights, reverse=True)


def test_work_that_nobody_carries_is_told_with_whom_to_ask() -> None:
    needs = [Need("a", "Rubbish", frozenset({"waste"})), Need("b", "Recycling of rubbish"), Need("c", "Moon landing")]
    first, second = uncarried(needs, [WASTE, CLEAN, CHOIR])
    assert (first.need.key, [key for key, _words in first.nearest]) == ("b", ["clean", "waste"])
    assert (second.need.key, second.nearest) == ("c", ())
    # A carrier that is not on the register carries nothing.
    assert [each.need.key for each in uncarried(needs[:1], [CHOIR])] == ["a"]


def test_a_body_that_has_not_met_for_longer_than_it_says_is_told() -> None:
    def met(key: str, a_year: int | None, last: date | None) -> Group:
        return Group(key, key, meetings_a_year=a_year, last_met=last)

    bodies = [
        met("quarterly", 4, date(2011, 3, 15)),
        met("monthly", 12, date(2011, 5, 1)),
        met("in-time", 4, date(2011, 3, 16)),
        met("never", 2, None),
        met("free", None, None),
    ]
    told = lapsed(bodies, date(2011, 6, 16))
    assert [(each.group, each.due) for each in told] == [
        ("monthly", date(2011, 6, 1)),
        ("quarterly", date(2011, 6, 15)),
        ("never", None),
    ]
    assert [interval_in_months(number) for number in (1, 2, 3, 4, 5, 6, 12)] == [12, 6, 4, 3, 3, 2, 1]


def test_what_merging_leaves_out_is_what_only_the_one_has() -> None:
    lost = left_out(WASTE, CLEAN)
    assert (lost.people, lost.plans) == (("Bob",), ())
    assert "collected" in lost.keywords
    assert "rubbish" not in lost.keywords
    assert left_out(CHOIR, CHOIR).nothing


@given(groups)
def test_a_merger_loses_nothing_that_both_have(found_in: list[Group]) -> None:
    for one, other in combinations(found_in, 2):
        lost = left_out(one, other)
        assert set(lost.people) == one.people - other.people
        assert set(lost.people) | other.people == one.people | other.people


def test_two_versions_are_compared() -> None:
    before = [Line("a", "Plan A", "Us", ("one",), "one"), Line("b", "Plan B"), Line("c", "Plan C")]
    after = [Line("c", "Plan C"), Line("a", "Plan A for all", "Us", ("one", "two"), "one"), Line("d", "Plan D")]
    assert [(each.kind, each.plan) for each in compare_versions(before, after)] == [
        ("new", "d"),
        ("gone", "b"),
        ("changed", "a"),
    ]
    assert compare_versions(before, after)[2].fields == (
        ("title", "Plan A", "Plan A for all"),
        ("serves", "one", "one, two"),
    )


bands = st.lists(
    st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["", "One", "Two", "Three"])), max_size=40), max_size=5
).map(
    lambda rows: [
        Band(
            f"band{n}",
            "Level",
            tuple(Box(f"{n}-{m}", name, f"{n - 1}-0", title) for m, (name, title) in enumerate(row)),
        )
        for n, row in enumerate(rows)
    ]
)


@settings(max_examples=60)
@given(bands)
def test_in_the_picture_nothing_overlaps_and_nobody_is_missing(drawn: list[Band]) -> None:
    picture = draw(drawn)
    boxes = [box for row in picture.rows for cluster in row.clusters for box in cluster.boxes]
    assert sorted(box.key for box in boxes) == sorted(box.key for band in drawn for box in band.boxes)
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= picture.width
        assert box.y + box.height <= picture.height
        assert len(box.lines) <= 3
    for one, other in combinations(boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    tops = [row.y for row in picture.rows]
    assert tops == sorted(tops)


def test_a_folded_level_keeps_its_number_and_shows_no_box() -> None:
    (row,) = draw([Band("groups", "Groups", (Box("a", "A"), Box("b", "B")), folded=True)]).rows
    assert (row.number, row.clusters) == (2, ())


def test_a_line_leads_from_the_parent_to_its_cluster() -> None:
    top = Band("top", "Top", (Box("forum", "Forum"),))
    below = Band("below", "Below", (Box("a", "A", "forum"), Box("b", "B", "forum"), Box("c", "C", "nobody")))
    picture = draw([top, below])
    (forum,) = picture.rows[0].clusters[0].boxes
    (line,) = picture.rows[1].clusters[0].lines
    assert (line[0], line[1]) == (forum.middle, forum.y + forum.height)
