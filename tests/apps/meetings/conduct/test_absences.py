"""Six months without a meeting: the clerk and the member are warned after four, and a reason approved in time holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.conduct import Held, held_meeting

from folkmoot.domains.meetings.actions.conduct import own
from folkmoot.domains.meetings.actions.conduct.roll import set_presence
from folkmoot.domains.meetings.enums import MeetingState
from folkmoot.domains.meetings.enums.conduct import Presence
from folkmoot.domains.meetings.models import ApprovedAbsence, Meeting, MeetingRules
from folkmoot.domains.meetings.queries.conduct.absences import missed_members
from folkmoot.ground.base.policies import SYSTEM
from folkmoot_core.meetings.absence import months_after

pytestmark = pytest.mark.django_db
PAGE = reverse("meetings:list_absences")


@pytest.fixture
def held() -> Held:
    """Everybody came five months ago; a month ago all but Bob."""
    today = timezone.localdate()
    first = held_meeting(months_after(today, -5))
    second = held_meeting(today - timedelta(days=30))
    set_presence(attendance=second[1], presence=Presence.REMOTE, by=SYSTEM)
    Meeting.objects.update(state=MeetingState.PASSED)
    MeetingRules.objects.create(body=first.body, law_binds=True)
    return first


def opened(address: str, role: str, scope: str, person: object = None) -> tuple[Client, str]:
    client, user = Client(), UserFactory(roles=[(role, scope)])
    if person is not None:
        own.connect_member(user=user, person=person, by=SYSTEM)  # type: ignore[arg-type]
    client.force_login(user)
    return client, client.get(address).content.decode()


def test_who_stays_away_is_seen_by_the_clerk_and_by_the_member(held: Held) -> None:
    today = timezone.localdate()
    (bob,) = missed_members(today)
    assert (bob.person, bob.last) == (held.people[1], months_after(today, -5))
    assert bob.falls_on == months_after(bob.last, 6)

    _clerk, desk = opened(reverse("meetings:desk"), "clerk", held.body.scope)
    assert "1 member has not been to any meeting" in desk
    _elsewhere, desk = opened(reverse("meetings:desk"), "clerk", "body:another")
    assert "has not been to any meeting" not in desk
    _member, mine = opened(reverse("meetings:show_own"), "member", held.body.scope, held.people[1])
    assert "the seat falls vacant after" in mine
    _other, mine = opened(reverse("meetings:show_own"), "member", held.body.scope, held.people[0])
    assert "falls vacant" not in mine


def test_an_approved_reason_holds_while_it_lasts_and_no_longer(held: Held) -> None:
    today = timezone.localdate()
    keeper, page = opened(PAGE, "clerk", "*")
    assert "Bob Barker" in page
    asked = {"person": held.people[1].pk, "approved_on": today.isoformat()}
    wrong = keeper.post(PAGE, asked | {"until": (today - timedelta(days=1)).isoformat()})
    assert wrong.status_code == 422
    assert "It ends before it was approved." in wrong.content.decode()
    until = today + timedelta(days=90)
    assert "Reason approved" in keeper.post(PAGE, asked | {"until": until.isoformat()}, follow=True).content.decode()
    (bob,) = missed_members(today)
    assert bob.falls_on is None
    (bob,) = missed_members(until + timedelta(days=1))
    assert bob.falls_on == until


def test_a_reason_approved_after_the_six_months_comes_too_late(held: Held) -> None:
    today = timezone.localdate()
    late = months_after(months_after(today, -5), 6) + timedelta(days=1)
    ApprovedAbsence.objects.create(
        person=held.people[1], council=held.body, approved_on=late, until=late + timedelta(days=200)
    )
    found = {each.person: each for each in missed_members(late)}
    assert found[held.people[1]].is_over(late)


def test_a_body_that_the_act_does_not_bind_warns_nobody(held: Held) -> None:
    MeetingRules.objects.update(law_binds=False)
    assert missed_members(timezone.localdate()) == []
