"""What one civic machine tells another, through the site and no other way."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.meetings import a_body, a_meeting

from folkmoot.domains.meetings.enums import MeetingState
from folkmoot.domains.meetings.models import Meeting
from folkmoot.domains.partnerships.queries.landscape import last_meetings

pytestmark = pytest.mark.django_db


def test_the_register_knows_from_the_calendar_when_a_body_last_met() -> None:
    body = a_body()
    for day in (date(2026, 3, 2), date(2026, 5, 4), date(2026, 6, 1)):
        a_meeting(body, on=day)
    assert last_meetings(date(2026, 5, 31))[body.key] == date(2026, 5, 4)
    Meeting.objects.filter(date=date(2026, 5, 4)).update(state=MeetingState.CANCELLED, state_reason="Snow")
    assert last_meetings(date(2026, 5, 31))[body.key] == date(2026, 3, 2)
    assert body.key not in last_meetings(date(2026, 1, 1))
