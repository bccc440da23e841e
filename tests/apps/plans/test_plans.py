"""A plan by clicks: written, told of, looked at from ambition to action; what nobody can overwrite; what is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.accounts import UserFactory
from tests.factories.places import PlaceFactory
from tests.factories.plans import Planned, a_kind, an_objective, make_plan, told

from folkmoot.domains.plans.actions.planning import make_version, put_action
from folkmoot.domains.plans.actions.reminding import remind_of_actions
from folkmoot.domains.plans.actions.reporting import publish_report
from folkmoot.domains.plans.actions.telling import put_milestone, reckon_actions, tell_progress
from folkmoot.domains.plans.models import Action, Plan, ProgressUpdate
from folkmoot.domains.plans.queries.lines import Net
from folkmoot.domains.plans.queries.sources import register_meeting_dates
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM, Actor, Grant, Refused
from folkmoot.ground.notify.models import Message
from folkmoot_core.plans import period_named
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def planned() -> Planned:
    return make_plan()


@pytest.fixture
def officer(planned: Planned) -> User:
    return UserFactory(roles=[(Role.PERFORMANCE_OFFICER, planned.keeper.scope)])


def the_page(client: Client, action: Action) -> str:
    return client.get(action.get_absolute_url()).content.decode()


def in_days(days: int) -> str:
    return (TODAY() + timedelta(days=days)).isoformat()


def test_an_officer_writes_a_plan_by_clicks_alone(client: Client) -> None:
    board = make_plan().board
    client.force_login(UserFactory(roles=[(Role.CLERK, board.scope)]))
    begun = {"kind": a_kind().pk, "title": "Parks this year", "body": board.pk, "starts": "2026-04", "ends": "2099"}
    client.post(reverse("plans:begin_plan"), begun)
    plan = Plan.objects.get(title="Parks this year")
    run = reverse("plans:run_plan", args=[plan.key])
    client.post(reverse("plans:do", args=[plan.key, "objective"]), {"number": "1", "title": "Shade for all"})
    objective = plan.objectives.get()
    given = {
        "title": "Plant trees",
        "serves_0": objective.pk,
        "owner_name": "Tree officer",
        "timetable": "Twice yearly",
        "is_public": "on",
    }
    client.post(reverse("plans:do", args=[plan.key, "action"]), given)
    action = plan.actions.get()
    assert (action.understood, action.next_due) == ("every 6 months from 2026-04-01", date(2026, 10, 1))
    assert client.get(run).status_code == 200
    assert Client().get(plan.get_absolute_url()).status_code == 404
    assert Client().get(action.get_absolute_url()).status_code == 404
    client.post(reverse("plans:do", args=[plan.key, "version"]), {"state": "consultation"})
    assert "Plant trees" in Client().get(plan.get_absolute_url()).content.decode()
    again = reverse("plans:do_to", args=[plan.key, "action", action.pk])
    refused = client.post(again, given | {"timetable": "now and then", "understood": "now and then"})
    assert refused.status_code == 422
    assert "every 6 months" in refused.content.decode()
    client.post(again, given | {"title": "Plant more trees", "due": "2026-12-31", "timetable": ""})
    changes = Client().get(reverse("plans:show_changes", args=[plan.key])).content.decode()
    assert "<del>1 Plant trees</del>" not in changes
    assert "Plant more trees" in changes
    assert "1 change" in changes
    # What a version has is dropped, with a word why, and never silently taken out.
    kept = client.post(reverse("plans:do_to", args=[plan.key, "remove-action", action.pk]))
    assert kept.status_code == 422


def test_the_line_leads_from_the_ambition_down_to_the_action_and_up_again(
    planned: Planned, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = the_page(client, planned.action)
    order = ["A greener county", "A park near every home", "Plant trees"]
    line = page[page.index("The clear line") :]
    assert [line.index(words) for words in order] == sorted(line.index(words) for words in order)
    for number in range(6):
        planned.add(f"Water the trees of street {number}", in_days(40))
    with django_assert_max_num_queries(22):
        down = client.get(planned.ambition.get_absolute_url()).content.decode()
    assert "Plant two hundred trees" in down
    assert "7 Nothing told yet" in down
    with django_assert_max_num_queries(24):
        assert client.get(planned.plan.get_absolute_url()).status_code == 200


def test_objectives_that_serve_each_other_in_a_circle_end(planned: Planned) -> None:
    an_objective(planned.strategy, "Another", [planned.objective])
    planned.ambition.services.create(serves=planned.objective)
    net = Net(SYSTEM)
    assert net.lines_to(planned.objective.pk)
    assert net.below(planned.ambition.pk).parts


def test_what_was_told_is_corrected_by_telling_anew_and_never_altered(
    planned: Planned, officer: User, client: Client
) -> None:
    client.force_login(officer)
    tell = reverse("plans:do_to", args=[planned.plan.key, "tell", planned.action.pk])
    said = {"progress": "done", "on": in_days(0), "words": "All are in the ground."}
    assert client.post(tell, said).status_code == 302
    first = ProgressUpdate.objects.get()
    correct = reverse("plans:do_to", args=[planned.plan.key, "correct", first.pk])
    client.post(correct, said | {"progress": "under_way", "words": "All but ten.", "blocked_because": "Frost"})
    page = the_page(Client(), planned.action)
    assert "All are in the ground." in page
    assert "corrected later" in page
    assert "Blocked" in page
    late = client.post(correct, said | {"words": "Somebody else was quicker."})
    assert late.status_code == 422
    with pytest.raises(DatabaseError), transaction.atomic():
        ProgressUpdate.objects.filter(pk=first.pk).update(words="None.")
    assert client.post(tell, said | {"on": in_days(1)}).status_code == 422


def test_officers_of_the_body_that_does_it_tell_and_others_do_not(planned: Planned, client: Client) -> None:
    doer = Actor("person", "1", "Ann", frozenset({Grant(Role.CLERK, planned.board.scope)}))
    tell_progress(action=planned.action, told=told(), by=doer)
    stranger = Actor("person", "2", "Bob", frozenset({Grant(Role.CLERK, "body:elsewhere")}))
    with pytest.raises(Refused):
        tell_progress(action=planned.action, told=told(), by=stranger)
    client.force_login(UserFactory(roles=[(Role.CLERK, "body:elsewhere")]))
    assert client.get(reverse("plans:do_to", args=[planned.plan.key, "tell", planned.action.pk])).status_code == 404
    assert client.get(reverse("plans:run_plan", args=[planned.plan.key])).status_code == 404


def test_what_repeats_is_due_again_once_it_was_met(planned: Planned) -> None:
    held = [(planned.board.key, TODAY() - timedelta(days=30)), (planned.board.key, TODAY() - timedelta(days=2))]
    register_meeting_dates("a test", lambda: held)
    try:
        action = planned.add("Tell the board", f"after each meeting of {planned.board.key}")
        assert action.next_due == TODAY() - timedelta(days=16)
        tell_progress(action=action, told=told(meets=action.next_due), by=SYSTEM)
        assert action.next_due == TODAY() + timedelta(days=12)
        tell_progress(action=action, told=told("done"), by=SYSTEM)
        assert action.next_due is None
    finally:
        register_meeting_dates("a test", list)


def test_a_body_sees_what_is_blocked_late_due_soon_and_silent(
    planned: Planned, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    late = planned.add("Mend the swings", in_days(-3))
    planned.add("Open the gate", in_days(9))
    waiting = planned.add("Open the play area", in_days(100), depends_on=[late])
    hidden = planned.add("Buy land", in_days(-1), is_public=False)
    Plan.objects.filter(pk=planned.plan.pk).update(starts="2020")
    Action.objects.filter(pk=planned.action.pk).update(told_on=TODAY() - timedelta(days=150))
    address = reverse("plans:show_exceptions", args=[planned.board.key])
    with django_assert_max_num_queries(16):
        page = client.get(address).content.decode()
    for words in ("3 days late.", "Due in 9 days.", "It waits for another action.", "No word for 150 days."):
        assert words in page
    assert hidden.title not in page
    client.force_login(UserFactory(roles=[(Role.PERFORMANCE_OFFICER, planned.keeper.scope)]))
    assert hidden.title in client.get(address).content.decode()
    tell_progress(action=late, told=told("done"), by=SYSTEM)
    assert "It waits for another action." not in Client().get(address).content.decode()
    fields = {"title": "Mend the swings"}
    with pytest.raises(Invalid):
        put_action(plan=planned.plan, fields=fields, objectives=[], depends_on=[waiting], action=late, by=SYSTEM)
    # After its last day nothing of a plan is late any more.
    Plan.objects.filter(pk=planned.plan.pk).update(ends=str(TODAY().year - 1))
    assert "days late" not in Client().get(address).content.decode()


def test_each_reminder_goes_once_and_says_nothing_of_what_is_not_public(planned: Planned) -> None:
    planned.add("Mend the swings", in_days(-3), owner_email="ann@example.org")
    planned.add("Buy land at Mill Lane", in_days(2), owner_email="bob@example.org", is_public=False)
    planned.add("Later", in_days(40), owner_email="ann@example.org")
    assert remind_of_actions(today=TODAY()) == 2
    assert remind_of_actions(today=TODAY()) == 0
    bodies = dict(Message.objects.values_list("to", "body"))
    assert "Mend the swings" in bodies["ann@example.org"]
    assert "Mill Lane" not in bodies["bob@example.org"]
    assert remind_of_actions(today=TODAY() + timedelta(days=7)) == 2


def test_a_report_says_how_it_stood_on_the_last_day_and_no_later(planned: Planned, client: Client) -> None:
    plan = planned.plan
    Plan.objects.filter(pk=plan.pk).update(starts="2011-04", ends="2099")
    action = planned.add("Publish procedures", "2011-08-31")
    tell_progress(action=action, told=told("under_way", "A first draft.", date(2011, 9, 1)), by=SYSTEM)
    tell_progress(action=action, told=told("done", "Out at last.", date(2011, 11, 1)), by=SYSTEM)
    half, year = period_named("2011-half", 4), period_named("2011-year", 4)
    assert half is not None
    assert year is not None
    first = publish_report(plan=plan, period=half, by=SYSTEM)
    assert "A first draft." in first.body
    assert "Out at last." not in first.body
    assert "30 days late." in first.body
    assert "Out at last." in publish_report(plan=plan, period=year, by=SYSTEM).body
    page = client.get(first.get_absolute_url()).content.decode()
    for form in ("pdf", "docx", "html"):
        taken = client.get(reverse("plans:take_report", args=[plan.key, half.key, form]))
        assert taken.status_code == 200
        assert f"/{form}/" in page
    with pytest.raises(Invalid):
        publish_report(plan=plan, period=half, by=SYSTEM)


def test_a_day_in_the_past_shows_how_it_stood(planned: Planned, client: Client) -> None:
    Plan.objects.filter(pk=planned.plan.pk).update(starts="2011-08-17", ends="2012")
    planned.add("Publish procedures", "2011-08-31")
    there = planned.plan.get_absolute_url()
    assert "Not on record" in client.get(there).content.decode()
    assert "1 Overdue" in client.get(f"{there}?on=2011-09-02").content.decode()


def test_steps_versions_and_open_data(planned: Planned, client: Client) -> None:
    put_milestone(action=planned.action, title="Half planted", due="2030", done_on=None, by=SYSTEM)
    make_version(plan=planned.plan, state="final", words="", by=SYSTEM)
    with pytest.raises(Invalid):
        make_version(plan=planned.plan, state="final", words=" ", by=SYSTEM)
    planned.add("Secret", is_public=False)
    assert reckon_actions(Action.objects.select_related("plan")) == 0
    data = client.get(reverse("plans:export_plan", args=[planned.plan.key])).json()
    assert [action["title"] for action in data["actions"]] == ["Plant two hundred trees"]
    assert "Secret" not in client.get(reverse("plans:export_actions", args=[planned.plan.key])).content.decode()
    assert client.get(reverse("plans:show_version", args=[planned.plan.key, 1])).status_code == 200
    assert "2030" in the_page(client, planned.action)


def test_a_county_s_plan_shows_what_each_locality_takes_up(planned: Planned, client: Client) -> None:
    Plan.objects.filter(pk=planned.plan.pk).update(place=PlaceFactory(name="Mill Town"), parent=planned.strategy)
    page = client.get(planned.strategy.get_absolute_url()).content.decode()
    assert "Mill Town" in page
    table = page[page.index("takes up") :]
    assert table.index("A park near every home") < table.index("yes")
