"""The committee meeting of 8 July 2011 as the pack has it: who was there, in whose place, and what was resolved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.domains.meetings.adapters.conduct import kinds_for
from folkmoot.domains.meetings.models import Decision, Meeting
from folkmoot.domains.meetings.public import load_pack
from folkmoot.domains.meetings.queries.conduct.reading import attendance_at
from folkmoot.domains.meetings.queries.conduct.room import room_of
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.bodies.public import load_pack as load_bodies
from folkmoot_core.packfiles import Report

pytestmark = pytest.mark.django_db
PACK = Path(__file__).parents[4] / "packs" / "kent-2011"


@pytest.fixture
def july() -> Meeting:
    # The places are left out, so the bodies report that theirs is missing; the meetings have a report of their own.
    load_bodies(PACK, Report(), SYSTEM)
    report = Report()
    load_pack(PACK, report, SYSTEM, today=date(2011, 10, 1))
    assert report.ok
    return Meeting.objects.select_related("body").get(key="posc-2011-07-08")


def test_the_finished_meeting_reads_as_it_was(july: Meeting) -> None:
    now = room_of(july)
    assert len(now.here) == 12
    assert [each.name for each in now.here if each.substitute_for] == ["Mr C P Smith"]
    assert len(now.others) == 14
    assert [kind for kind, _label in kinds_for(now.rules, july.date)] == ["personal", "prejudicial"]
    figures = {each.name: each.figures for each in attendance_at(july.body, date(2011, 7, 8), date(2011, 7, 8))}
    away, stood_in = figures["Mr A T Willicombe"], figures["Mr C P Smith"]
    assert (away.expected, away.present, away.absent, away.seat_filled) == (1, 0, 1, 1)
    assert (stood_in.expected, stood_in.as_substitute) == (0, 1)
    assert sum(each.present for each in figures.values()) == 11
    page = Client().get(reverse("meetings:show_minutes", args=[july.key])).content.decode()
    assert "Mrs E M Tweed (Chair)" in page
    assert "Mr C P Smith sat for Mr A T Willicombe." in page
    assert "RESOLVED that the update was noted." in page
    assert Decision.objects.filter(item__meeting=july).count() == 12
