from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor, Grant, Refused
from folkmoot.ground.thread.models import Link
from folkmoot.ground.thread.public import consistency, is_linked, link, link_many, register_kind, unlink, unlink_many
from folkmoot_core.values import Invalid

Make = Callable[..., Setting]
OFFICER = Actor("person", "user:1", "Olu Officer", frozenset({Grant("engagement_officer")}))


def test_a_link_is_made_once_and_signed(setting: Make) -> None:
    a, b = setting("a"), setting("b")
    first = link("grouped_in", a, b, OFFICER, note="Both on buses")
    assert link("grouped_in", a, b, SYSTEM, note="Both on buses").pk == first.pk
    assert (first.made_by, first.from_key, first.to_key) == ("Olu Officer", "a", "b")
    assert link("follows", a, b, OFFICER).pk != first.pk
    assert link("grouped_in", b, a, OFFICER).pk != first.pk
    entries = Entry.objects.filter(verb="thread.linked", subject_key="a")
    assert [entry.changes for entry in entries.order_by("pk")] == [
        {"grouped_in": [None, "base.setting:b"]},
        {"follows": [None, "base.setting:b"]},
    ]


def test_saying_it_again_differently_changes_the_link_and_is_audited(setting: Make) -> None:
    a, b = setting("a"), setting("b")
    link("grouped_in", a, b, SYSTEM)
    changed = link("grouped_in", a, b, SYSTEM, public=False, note="Not yet")
    assert (changed.is_public, changed.note) == (False, "Not yet")
    assert Link.objects.count() == 1
    assert Entry.objects.get(verb="thread.link_changed").changes["public"] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_parallel_linking_makes_one_link() -> None:
    a, b = (Setting.objects.create(key=key, value=1) for key in "ab")

    def go(_number: int) -> int:
        try:
            return link("grouped_in", a, b, SYSTEM).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(go, range(16)))) == 1
    assert Link.objects.count() == 1
    assert Entry.objects.filter(verb="thread.linked").count() == 1


def test_a_link_is_undone_once(setting: Make) -> None:
    a, b = setting("a"), setting("b")
    link("grouped_in", a, b, SYSTEM)
    assert unlink("grouped_in", a, b, OFFICER, reason="Another theme")
    assert not unlink("grouped_in", a, b, OFFICER)
    assert [entry.reason for entry in Entry.objects.filter(verb="thread.unlinked")] == ["Another theme"]


def test_residents_tie_nothing(setting: Make) -> None:
    a, b = setting("a"), setting("b")
    for act in (link, unlink):
        with pytest.raises(Refused):
            act("grouped_in", a, b, RESIDENT)
    with pytest.raises(Refused):
        link_many("grouped_in", [(a, b)], RESIDENT)


def test_what_does_not_fit_is_named(setting: Make) -> None:
    a, b = setting("a"), setting("b")
    register_kind("measured_by", "Measured by", "Measures", from_types=["notify.message"], to_types=["notify.message"])
    for arguments, fields in (
        (("resembles", a, b), ["kind"]),
        (("grouped_in", a, a), ["to"]),
        (("grouped_in", a, Group(pk=1)), ["to"]),
        (("grouped_in", a, Setting()), ["to"]),
        (("measured_by", a, b), ["from", "to"]),
    ):
        with pytest.raises(Invalid) as problem:
            link(*arguments, SYSTEM)
        assert [fault.where for fault in problem.value.faults] == fields
    assert not Link.objects.exists()


def test_many_links_cost_few_queries_and_one_entry_for_each_target(
    setting: Make, django_assert_max_num_queries
) -> None:
    answers = [setting(f"answer-{number}") for number in range(300)]
    theme, other = setting("theme"), setting("other")
    link("grouped_in", answers[0], theme, SYSTEM)
    with django_assert_max_num_queries(15):
        assert link_many("grouped_in", [(answer, theme) for answer in answers], OFFICER) == 299
    assert link_many("grouped_in", [(answer, theme) for answer in answers], OFFICER) == 0
    assert link_many("grouped_in", [(answers[0], other), (answers[1], other), (answers[1], other)], OFFICER) == 2
    entries = Entry.objects.filter(verb="thread.linked_many").order_by("pk")
    assert [(entry.subject_key, len(entry.changes["grouped_in"][1])) for entry in entries] == [
        ("theme", 299),
        ("other", 2),
    ]


def test_many_are_untied_at_once_and_the_history_names_them(setting: Make, django_assert_max_num_queries) -> None:
    theme, other = setting("theme"), setting("other")
    answers = [setting(f"answer{number:03}") for number in range(700)]
    link_many("grouped_in", [(answer, theme) for answer in answers], OFFICER)
    link("grouped_in", answers[0], other, OFFICER)
    with django_assert_max_num_queries(15):
        assert (
            unlink_many("grouped_in", [(answer, theme) for answer in answers[1:]], OFFICER, reason="By mistake") == 699
        )
    assert unlink_many("grouped_in", [(answers[1], theme), (answers[1], other)], OFFICER) == 0
    assert {(each.from_key, each.to_key) for each in Link.objects.all()} == {
        ("answer000", "theme"),
        ("answer000", "other"),
    }
    entry = Entry.objects.get(verb="thread.unlinked_many")
    assert (entry.subject_key, len(entry.changes["grouped_in"][0]), entry.reason) == ("theme", 699, "By mistake")
    with pytest.raises(Refused):
        unlink_many("grouped_in", [(answers[0], theme)], RESIDENT)


def test_a_linked_record_is_not_deleted(setting: Make) -> None:
    a, b, free = setting("a"), setting("b"), setting("free")
    link("grouped_in", a, b, SYSTEM)
    for end in (a, b):
        with pytest.raises(Refused, match=f"“{end.key}” is tied to other records"), transaction.atomic():
            end.delete()
    with pytest.raises(Refused), transaction.atomic():
        Setting.objects.all().delete()
    assert Setting.objects.count() == 3
    free.delete()
    unlink("grouped_in", a, b, SYSTEM)
    assert not is_linked(a)
    a.delete()


def test_consistency_finds_links_that_lead_nowhere(setting: Make) -> None:
    a, b = setting("a"), setting("b")
    link("grouped_in", a, b, SYSTEM)
    assert list(consistency()) == []
    ends = {"from_type": "base.setting", "from_key": "a", "made_by": "x"}
    Link.objects.create(kind="grouped_in", to_type="base.setting", to_key="gone", **ends)
    Link.objects.create(kind="grouped_in", to_type="old.thing", to_key="1", **ends)
    Link.objects.create(kind="resembles", to_type="base.setting", to_key="b", **ends)
    found = " ".join(consistency())
    assert "“resembles”" in found
    assert "old.thing" in found
    assert found.count("leads to a record that is gone") == 1
