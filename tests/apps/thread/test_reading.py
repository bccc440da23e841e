from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.notify import make_message

from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor, Grant
from folkmoot.ground.thread.models import Link
from folkmoot.ground.thread.public import link, link_many, links_of, trace_of, unlink

Make = Callable[..., Setting]
OFFICER = Actor("person", "user:1", "Olu Officer", frozenset({Grant("engagement_officer")}))


def panel(record: Setting, viewer: Actor = RESIDENT) -> str:
    request = RequestFactory().get("/")
    request.actor = viewer
    return Template("{% load thread %}{% thread_panel record %}").render(
        Context({"record": record, "request": request})
    )


def test_links_read_both_ways_with_their_own_phrases(setting: Make) -> None:
    answer, theme, outcome = setting("answer"), setting("theme"), setting("outcome")
    link("grouped_in", answer, theme, SYSTEM)
    link("answered_with", theme, outcome, SYSTEM, note="In full")
    both = links_of(theme)
    assert [(str(group.phrase), [one.title for one in group.shown]) for group in both.backward] == [
        ("Groups", ["answer"])
    ]
    assert [(str(group.phrase), [one.note for one in group.shown]) for group in both.forward] == [
        ("Answered with", ["In full"])
    ]
    assert not links_of(setting("alone"))


@pytest.mark.parametrize("hidden", ["from", "to", "link", "other type"])
def test_residents_see_only_links_whose_both_ends_are_public(setting: Make, hidden: str) -> None:
    a = setting("a", "private" if hidden == "from" else "open")
    if hidden == "other type":
        b = make_message(batch="private", values={"subject": "Hidden", "body": "x"})
    else:
        b = setting("Hidden", "private" if hidden == "to" else "open")
    link("grouped_in", a, b, SYSTEM, public=hidden != "link")
    assert not links_of(a)
    assert not links_of(b)
    assert "Hidden" not in panel(a)
    assert links_of(a, OFFICER).forward[0].total == 1
    assert "Hidden" in panel(a, OFFICER)
    assert "Staff only" in panel(a, OFFICER) or hidden == "from"


def test_a_large_group_is_a_number_that_counts_what_the_viewer_may_see(setting: Make) -> None:
    theme = setting("theme")
    answers = [setting(f"answer-{number}", "private" if number % 4 == 0 else "open") for number in range(40)]
    letters = [make_message(batch="private" if number % 2 else "") for number in range(12)]
    link_many("grouped_in", [(answer, theme) for answer in answers], SYSTEM)
    link_many("grouped_in", [(letter, theme) for letter in letters], SYSTEM)
    seen = {group.record_type: (group.total, group.is_collapsed) for group in links_of(theme).backward}
    assert seen == {"base.setting": (30, True), "notify.message": (6, True)}
    assert {group.total for group in links_of(theme, OFFICER).backward} == {40, 12}
    assert "30 settings" in panel(theme)
    assert "40 settings" in panel(theme, OFFICER)


@pytest.mark.parametrize("number", [1, 10, 60])
def test_the_panel_costs_the_same_for_many_links(setting: Make, django_assert_max_num_queries, number: int) -> None:
    theme = setting("theme")
    link_many("grouped_in", [(setting(f"a{n}"), theme) for n in range(number)], SYSTEM)
    link_many("raised_by", [(theme, make_message()) for n in range(min(number, 10))], SYSTEM)
    with django_assert_max_num_queries(4):
        panel(theme, OFFICER)
    with django_assert_max_num_queries(5):
        panel(theme)


def test_a_trace_follows_six_steps_both_ways_and_opens_nothing_twice(setting: Make) -> None:
    chain = [setting(f"s{number}") for number in range(10)]
    for before, after in pairwise(chain):
        link("follows", before, after, SYSTEM)
    link("follows", chain[2], chain[0], SYSTEM)
    trace = trace_of(chain[0])
    steps, branches = [], trace.forward
    while branches:
        (twig, *rest) = branches[0].twigs
        steps.append((twig.linked.title, twig.seen_before))
        steps += [(other.linked.title, other.seen_before) for other in rest]
        branches = twig.branches
    assert steps == [
        ("s1", False),
        ("s2", False),
        ("s3", False),
        ("s0", True),
        ("s4", False),
        ("s5", False),
        ("s6", False),
    ]
    assert [twig.linked.title for twig in trace.backward[0].twigs] == ["s2"]


def test_a_private_record_ends_the_trace_for_residents(setting: Make) -> None:
    a, b, c = setting("a"), setting("b", "private"), setting("c")
    link("follows", a, b, SYSTEM)
    link("follows", b, c, SYSTEM)
    assert trace_of(a).forward == []
    assert trace_of(b) is None
    assert trace_of(a, OFFICER).forward[0].twigs[0].branches[0].twigs[0].linked.title == "c"


def test_a_large_group_of_private_records_leaves_no_trace(setting: Make) -> None:
    theme = setting("theme")
    link_many("grouped_in", [(setting(f"a{number}", "private"), theme) for number in range(11)], SYSTEM)
    assert trace_of(theme).backward == []
    assert not links_of(theme)
    assert trace_of(theme, OFFICER).backward[0].total == 11


def test_the_trace_costs_the_same_for_wide_graphs(setting: Make, django_assert_max_num_queries) -> None:
    root = setting("root")
    for number in range(9):
        child = setting(f"c{number}")
        link("follows", root, child, SYSTEM)
        link_many("follows", [(child, setting(f"c{number}-{leaf}")) for leaf in range(9)], SYSTEM)
    with django_assert_max_num_queries(8):
        trace = trace_of(root, OFFICER)
    assert sum(len(twig.branches[0].twigs) for twig in trace.forward[0].twigs) == 81


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["link", "unlink"]),
        st.sampled_from(["follows", "grouped_in"]),
        st.integers(0, 4),
        st.integers(0, 4),
        st.booleans(),
    ).filter(lambda step: step[2] != step[3]),
    max_size=25,
)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, private=st.sets(st.integers(0, 4), max_size=3))
def test_the_graph_is_what_was_said_last(steps: list[tuple[str, str, int, int, bool]], private: set[int]) -> None:
    Link.objects.all().delete()
    Setting.objects.all().delete()
    nodes = [Setting.objects.create(key=str(n), value="private" if n in private else "open") for n in range(5)]
    model: dict[tuple[str, int, int], bool] = {}
    for verb, kind, start, end, public in steps:
        if verb == "link":
            link(kind, nodes[start], nodes[end], SYSTEM, public=public)
            model[kind, start, end] = public
        else:
            assert unlink(kind, nodes[start], nodes[end], SYSTEM) is ((kind, start, end) in model)
            model.pop((kind, start, end), None)
    for viewer, sees_all in ((OFFICER, True), (RESIDENT, False)):
        seen = {
            key
            for key, public in model.items()
            if sees_all or (public and key[1] not in private and key[2] not in private)
        }
        read = {way: set() for way in ("forward", "backward")}
        for number, node in enumerate(nodes):
            both = links_of(node, viewer)
            for group in both.forward:
                read["forward"] |= {(group.kind, number, int(one.key)) for one in group.shown}
            for group in both.backward:
                read["backward"] |= {(group.kind, int(one.key), number) for one in group.shown}
        assert read == {"forward": seen, "backward": seen}
