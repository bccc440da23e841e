"""The pages: what a clerk can do by clicks alone, what a member sees, what nobody else does."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.apps.meetings.conduct.popolo_schemas import faults_in_votes
from tests.factories.accounts import UserFactory
from tests.factories.conduct import SECRET, Held, held_meeting

from folkmoot.domains.meetings.actions.conduct import deciding, minuting, noting, own, voting
from folkmoot.domains.meetings.enums.conduct import Outcome
from folkmoot.domains.meetings.forms.conduct.members import DispensationForm, InterestForm
from folkmoot.domains.meetings.models import AgendaItem, Annotation, Declaration, Minutes, RegisteredInterest, VoteEvent
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Held:
    return held_meeting()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def clerk(held: Held) -> Client:
    return signed_in(UserFactory(roles=[("clerk", held.body.scope)]))


def member(held: Held, place: int) -> tuple[Client, User]:
    user = UserFactory(roles=[("member", held.body.scope)])
    own.connect_member(user=user, person=held.people[place], by=SYSTEM)
    return signed_in(user), user


def press(client: Client, held: Held, deed: str, item: int = 1, **fields: object) -> str:
    """Send a form of the clerk's screen and follow where it leads."""
    address = reverse("meetings:conduct_meeting", args=[held.meeting.key])
    answer = client.post(address, {"deed": deed, "item": item} | fields, follow=True)
    return answer.content.decode()


def test_a_clerk_runs_a_meeting_by_clicks_alone() -> None:
    held = held_meeting(here=False)
    browser = clerk(held)
    assert "Not called yet" in press(browser, held, "nothing")
    press(browser, held, f"presence:apologies.{held.seats[4].pk}")
    assert "Quorate" in press(browser, held, "everybody")
    assert "Saved." in press(browser, held, "notes", note="Members asked.", edition=0)
    page = press(browser, held, "motion", text="That it be so", requirement="simple_majority")
    motion = re.search(r'value="vote:(\d+)"', page)
    assert motion is not None
    refused = press(browser, held, motion[0][7:-1], yes="5", no="0", abstain="0")
    assert "only 4 members may vote" in refused
    assert "The motion is carried." in press(browser, held, motion[0][7:-1], yes="3", no="1")
    press(browser, held, "decision", outcome="noted", text="the hours be noted")
    done = press(browser, held, "action", what="Write", owner_name="Bob Barker", due_on="2026-06-01")
    assert "Bob Barker" in done
    minutes = press(browser, held, "finish")
    assert "RESOLVED that the hours be noted." in minutes
    edit = reverse("meetings:edit_minutes", args=[held.meeting.key])
    browser.post(edit, {"deed": "publish"})
    public = Client().get(reverse("meetings:show_minutes", args=[held.meeting.key])).content.decode()
    assert "3 for, 1 against, no abstentions." in public
    assert "Apologies were received from Eve Elder." in public


def test_from_a_decision_to_its_action_to_what_came_of_it_and_back(held: Held) -> None:
    item = held.items[0]
    AgendaItem.objects.filter(pk=item.pk).update(first_published_at=timezone.now())
    made = deciding.decide(item=item, resolved=deciding.Resolved(Outcome.AGREED, "it be so"), by=SYSTEM)
    given = deciding.Assigned("Write to the county", held.people[1], due_on=date(2026, 6, 1))
    entry = deciding.assign(item=item, assigned=given, by=SYSTEM)
    minuting.publish(minutes=minuting.finish_meeting(meeting=held.meeting, by=SYSTEM), by=SYSTEM)
    there = reverse("meetings:show_item", args=[held.meeting.key, item.serial])
    settle = reverse("meetings:settle_action", args=[entry.pk])
    browser = clerk(held)
    assert there in browser.get(settle).content.decode()
    browser.post(settle, {"deed": "settle", "state": "done", "done_note": "They answered."})
    decision = Client().get(reverse("meetings:show_decision", args=[made.pk])).content.decode()
    assert "Write to the county" in decision
    assert "They answered." in decision
    assert there in decision
    log = Client().get(reverse("meetings:list_actions"), {"state": "done"}).content.decode()
    assert there in log


def test_what_is_wrong_stands_in_its_form_and_nothing_typed_is_lost(held: Held) -> None:
    page = press(clerk(held), held, "decision", outcome="rejected", text="the plan be rejected")
    assert "Say why: those who asked are told." in page
    assert "the plan be rejected" in page


def test_a_clerk_of_another_body_and_a_member_are_refused(held: Held) -> None:
    other = signed_in(UserFactory(roles=[("clerk", "body:elsewhere")]))
    address = reverse("meetings:conduct_meeting", args=[held.meeting.key])
    assert other.get(address).status_code == 403
    assert member(held, 1)[0].get(address).status_code == 403


def test_a_member_declares_and_is_out_of_the_vote(held: Held) -> None:
    browser, _user = member(held, 1)
    address = reverse("meetings:declare_interest", args=[held.meeting.key])
    assert browser.post(address, {"item": held.items[0].pk, "interest": "pecuniary", "text": ""}).status_code == 422
    answer = browser.post(
        address, {"item": held.items[0].pk, "interest": "pecuniary", "text": "Owns a shop"}, follow=True
    )
    assert "takes no part and leaves the room" in answer.content.decode()
    page = clerk(held).get(reverse("meetings:conduct_meeting", args=[held.meeting.key])).content.decode()
    assert "Out of this item: interest" in page
    assert Declaration.objects.get().takes_out


def test_a_sensitive_interest_is_withheld_from_everybody(held: Held) -> None:
    browser, _user = member(held, 1)
    mine = reverse("meetings:keep_own_interests")
    for kind, text, sensitive in (("land", "1 High Street", ""), ("employment", SECRET, "on")):
        browser.post(
            mine,
            {"kind": kind, "whose": "member", "text": text, "registered_on": "2026-01-01", "is_sensitive": sensitive},
        )
    assert RegisteredInterest.objects.count() == 2
    public = Client().get(reverse("meetings:show_register", args=[held.people[1].key])).content.decode()
    assert "1 High Street" in public
    assert "withheld under section 32" in public
    assert SECRET not in public
    assert "employment" not in public.lower()


def test_a_members_note_is_read_by_nobody_else(held: Held) -> None:
    browser, user = member(held, 1)
    address = reverse("meetings:annotate_item", args=[held.meeting.key, 1])
    browser.post(address, {"text": "Ask about Sundays"})
    assert "Ask about Sundays" in browser.get(address).content.decode()
    other, _other = member(held, 2)
    assert "Ask about Sundays" not in other.get(address).content.decode()
    boss = signed_in(UserFactory(roles=["administrator"]))
    assert "Ask about Sundays" not in boss.get(address).content.decode()
    browser.post(address, {"text": " "})
    assert not Annotation.objects.filter(user=user).exists()


def test_attendance_does_not_count_a_cancelled_meeting(held: Held) -> None:
    minuting.finish_meeting(meeting=held.meeting, by=SYSTEM)
    off = held_meeting(date(2026, 3, 5), here=False)
    off.meeting.state, off.meeting.state_reason = "cancelled", "Snow"
    off.meeting.save()
    page = Client().get(reverse("meetings:show_attendance", args=[held.body.key])).content.decode()
    row = re.search(r"Ann Archer</th>(.*?)</tr>", page, re.DOTALL)
    assert row is not None
    assert re.findall(r">(\d+)<", row[1]) == ["1", "1", "0", "0", "1", "0"]


def with_secrets(held: Held) -> None:
    """An exempt item with a secret in every field that conduct has."""
    exempt = held.items[2]
    noting.save_notes(
        item=exempt, notes=noting.Notes(f"{SECRET}1", f"{SECRET}2", "A contract was considered.", 0), by=SYSTEM
    )
    decided = deciding.Resolved(Outcome.REJECTED, f"{SECRET}3", f"{SECRET}4", f"{SECRET}5")
    deciding.decide(item=exempt, resolved=decided, by=SYSTEM)
    deciding.assign(
        item=exempt, assigned=deciding.Assigned(f"{SECRET}6", None, f"{SECRET}7", "", date(2026, 6, 1)), by=SYSTEM
    )
    motion = voting.move_motion(item=exempt, moved=voting.Moved(f"{SECRET}8", held[1], held[2]), by=SYSTEM)
    voting.take_vote(motion=motion, taken=voting.Taken(named={held[1]: "yes", held[2]: "yes"}), by=SYSTEM)
    minutes = minuting.finish_meeting(meeting=held.meeting, by=SYSTEM)
    minuting.publish(minutes=minutes, by=SYSTEM)


def test_nothing_of_an_exempt_item_reaches_those_who_may_not_read_it(held: Held) -> None:
    with_secrets(held)
    key = held.meeting.key
    pages = [
        reverse("meetings:show_minutes", args=[key]),
        reverse("meetings:list_decisions"),
        reverse("meetings:list_decisions") + f"?words={SECRET}",
        reverse("meetings:list_actions") + "?state=",
        reverse("meetings:export_votes"),
        reverse("meetings:list_register"),
        reverse("meetings:show_attendance", args=[held.body.key]),
        *(reverse("meetings:show_decision", args=[each.pk]) for each in held.items[2].decisions.all()),
        reverse("meetings:annotate_item", args=[key, 3]),
        reverse("meetings:show_own"),
    ]
    elsewhere = signed_in(UserFactory(roles=[("member", "body:elsewhere"), ("clerk", "body:elsewhere")]))
    officer = signed_in(UserFactory(roles=["engagement_officer", "analyst"]))
    for browser in (Client(), elsewhere, officer):
        for page in pages:
            said = browser.get(page).content.decode().replace(f"?words={SECRET}", "").replace(f'value="{SECRET}"', "")
            assert SECRET not in said, page
    reader = member(held, 1)[0].get(pages[0])
    assert f"{SECRET}3" in reader.content.decode()
    assert "no-store" in reader["Cache-Control"]


def test_drafts_are_for_the_clerk_alone(held: Held) -> None:
    minuting.finish_meeting(meeting=held.meeting, by=SYSTEM)
    address = reverse("meetings:show_minutes", args=[held.meeting.key])
    assert Client().get(address).status_code == 404
    assert clerk(held).get(address).status_code == 200


def test_votes_are_valid_popolo_with_totals_that_agree(held: Held) -> None:
    item = held.items[1]
    motion = voting.move_motion(item=item, moved=voting.Moved("That benches be bought", held[1], held[2]), by=SYSTEM)
    named = {held[0]: "yes", held[1]: "yes", held[2]: "no", held[3]: "no", held[4]: "abstain"}
    voting.take_vote(motion=motion, taken=voting.Taken(named=named, casting="no"), by=SYSTEM)
    export = reverse("meetings:export_votes")
    assert json.loads(Client().get(export).content)["motions"] == []
    minuting.publish(minutes=minuting.finish_meeting(meeting=held.meeting, by=SYSTEM), by=SYSTEM)
    found = json.loads(Client().get(export).content)
    assert faults_in_votes(found) == []
    assert found["motions"][0]["result"] == "fail"
    assert len(found["votes"]) == 6
    counted = {(each["group"]["name"], each["option"]): each["value"] for each in found["vote_events"][0]["counts"]}
    assert counted == {("county", "yes"): 2, ("district", "no"): 2, ("district", "abstain"): 1}
    assert found["motions"][0]["date"].startswith("2026-05-14T")
    held[4].__class__.objects.filter(pk=held[4].pk).update(group="")
    without = json.loads(Client().get(export).content)
    assert faults_in_votes(without) == []
    assert without["vote_events"][0]["counts"][0] == {"option": "yes", "value": 2}
    VoteEvent.objects.update(counts={"yes": 3, "no": 2, "abstain": 1})
    assert faults_in_votes(json.loads(Client().get(export).content)) != []


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_few_questions_however_long(rows: int, django_assert_max_num_queries: object) -> None:
    held = held_meeting()
    for place in range(rows):
        deciding.decide(item=held.items[0], resolved=deciding.Resolved(Outcome.NOTED, f"{place} be noted"), by=SYSTEM)
        motion = voting.move_motion(item=held.items[0], moved=voting.Moved(f"That {place}"), by=SYSTEM)
        voting.take_vote(motion=motion, taken=voting.Taken(named={held[1]: "yes", held[2]: "yes"}), by=SYSTEM)
        given = deciding.Assigned(f"Do {place}", held.people[1], due_on=date(2026, 6, 1))
        deciding.assign(item=held.items[0], assigned=given, by=SYSTEM)
    minuting.publish(minutes=minuting.finish_meeting(meeting=held.meeting, by=SYSTEM), by=SYSTEM)
    assert Minutes.objects.count() == 1
    for name, most, arguments in (
        ("list_decisions", 6, []),
        ("list_actions", 6, []),
        ("export_votes", 6, []),
        ("show_minutes", 22, [held.meeting.key]),
    ):
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            assert Client().get(reverse(f"meetings:{name}", args=arguments)).status_code == 200


def test_a_day_that_a_form_begins_with_is_one_that_the_browser_shows() -> None:
    """A field of days takes the ISO form only; in the way of the language it would look empty."""
    today = timezone.localdate().isoformat()
    assert f'value="{today}"' in str(InterestForm()["registered_on"])
    assert f'value="{today}"' in str(DispensationForm()["granted_on"])
