"""A published pack is brought in by clicks: nothing is made before the clerk has looked; what she changes counts."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.meetings import a_body

from folkmoot.domains.meetings.adapters.reading import groups_of
from folkmoot.domains.meetings.models import Decision, ImportedPack, Meeting, Minutes

pytestmark = pytest.mark.django_db
PACK = """\
PARKS AND RIVERS COMMITTEE

Tuesday, 3rd March, 2015 at 10.00 am
Old Hall, Market Square, Middleby

AGENDA

A1 Apologies
A2 Minutes - 2 December 2014 (1 - 2)
B1 Riverside benches (3 - 4)
B2 Flood walls (To follow)

Lee Brook
Head of Committees
Monday, 23 February 2015

Item B1
By: Ann Author, Head of Parks
To: Parks and Rivers Committee - 3 March 2015
Subject: Riverside benches
Classification: Unrestricted
Summary: Where the river walk needs benches.

1. Introduction
(1) People walk along the river.

Recommendation: Members are asked to NOTE the report.
"""

MINUTES = """\
Item A2

PARKS AND RIVERS COMMITTEE

MINUTES of a meeting of the Parks and Rivers Committee held in the Old Hall on Tuesday, 2 December 2014.

PRESENT: Ms A Alder (Chairman), Mr B Birch, Mrs C Cedar (Substitute for Mr D Dogwood)

APOLOGIES: Mr E Elm

IN ATTENDANCE: Ms F Fir (Head of Parks)

UNRESTRICTED ITEMS

11. Riverside benches

(Item B1)

(1) Ms Fir told the Committee how many people walk there.

(2) RESOLVED that the report be noted.

12. Flood walls

(Item B2)

(1) Members asked what the walls would cost.

(2) RESOLVED that the walls be deferred.

"""
SUPPLEMENT = """\
Date: 2 March 2015

Dear Member

PARKS AND RIVERS COMMITTEE -
TUESDAY, 3 MARCH 2015

I am now able to enclose the following paper, which was marked to follow.

Agenda No	Item
B2	Flood walls (1 - 2)

Yours sincerely

Lee Brook
Head of Committees

Flood walls

1. What they would cost
"""


def brought(text: str = PACK) -> tuple[Client, ImportedPack]:
    body, clerk = a_body(), Client()
    clerk.force_login(UserFactory(roles=[("clerk", body.scope)]))
    return clerk, brought_by(clerk, body.key, text)


def brought_by(clerk: Client, body: str, text: str) -> ImportedPack:
    upload = SimpleUploadedFile("pack.txt", text.encode(), "text/plain")
    sent = clerk.post("/meetings/desk/bring/", {"body": body, "file": upload})
    assert sent.status_code == 302, sent.content.decode()
    return ImportedPack.objects.get(state="waiting")


def as_posted(pack: ImportedPack, **changed: str) -> dict[str, Any]:
    groups = list(groups_of(pack.reading))
    values: dict[str, Any] = {field.name: field.value for group in groups for field in group.fields}
    keys = [group.key for group in groups if group.key != "meeting"]
    return {**values, **changed, "group": keys, "keep": keys}


def test_what_was_read_becomes_a_meeting_only_when_it_is_confirmed() -> None:
    clerk, pack = brought()
    page = clerk.get(f"/meetings/desk/bring/{pack.pk}/").content.decode()
    assert "Riverside benches" in page
    assert "Certain" in page
    assert not Meeting.objects.exists()
    posted = as_posted(pack)
    title = next(name for name, value in posted.items() if value == "Flood walls")
    made = clerk.post(f"/meetings/desk/bring/{pack.pk}/", {**posted, title: "Walls against floods"})
    assert made.status_code == 302, made.content.decode()
    meeting = Meeting.objects.get()
    assert (meeting.date.isoformat(), meeting.state) == ("2015-03-03", "passed")
    items = {item.number: item for item in meeting.items.all()}
    assert list(items) == ["A1", "A2", "B1", "B2"]
    assert items["B2"].title == "Walls against floods"
    assert items["B2"].delivery == "to_follow"
    paper = items["B1"].papers.get()
    assert "Ann Author" in paper.authors
    assert "People walk along the river." in paper.body_text
    assert [each.verb for each in paper.recommendations.all()] == ["note"]
    pack.refresh_from_db()
    assert pack.corrections == {title: ["Flood walls", "Walls against floods"]}
    assert "Walls against floods" in Client().get(f"/meetings/{meeting.key}/").content.decode()


def test_faults_name_their_field_and_lose_nothing() -> None:
    clerk, pack = brought()
    posted = as_posted(pack, **{"meeting.date": "soon", "meeting.venue": "Kept words"})
    page = clerk.post(f"/meetings/desk/bring/{pack.pk}/", posted)
    text = page.content.decode()
    assert page.status_code == 422
    assert "“soon” is not a date." in text
    assert "Kept words" in text
    assert not Meeting.objects.exists()


def test_what_is_no_pack_is_refused_in_words() -> None:
    body, clerk = a_body(), Client()
    clerk.force_login(UserFactory(roles=[("clerk", body.scope)]))
    for content in (b"Dear all, no agenda here.", b"", b"%PDF-1.4 nonsense", b"\x00\xff\xfe"):
        page = clerk.post("/meetings/desk/bring/", {"body": body.key, "file": SimpleUploadedFile("a.txt", content)})
        assert page.status_code == 422
    assert not ImportedPack.objects.exists()


def test_parts_can_be_left_out_and_a_reading_thrown_away() -> None:
    clerk, pack = brought()
    posted = as_posted(pack)
    posted["keep"] = [key for key in posted["keep"] if not key.startswith("item-0")]
    clerk.post(f"/meetings/desk/bring/{pack.pk}/", posted)
    assert [item.number for item in Meeting.objects.get().items.all()] == ["A2", "B1", "B2"]
    again = clerk.post(f"/meetings/desk/bring/{pack.pk}/", posted)
    assert "dealt with already" in again.content.decode()
    assert Meeting.objects.count() == 1


def test_minutes_in_a_pack_become_the_record_of_their_meeting() -> None:
    clerk, pack = brought(PACK.replace("Item B1\nBy:", f"{MINUTES}Item B1\nBy:"))
    page = f"/meetings/desk/bring/{pack.pk}/"
    assert "noted: the report be noted" in clerk.get(page).content.decode()
    posted = as_posted(pack)
    # A deferral says why, and the minutes of this meeting do not: the clerk knows.
    refused = clerk.post(page, posted)
    assert refused.status_code == 422
    assert "rejected or deferred says why" in refused.content.decode()
    assert not Meeting.objects.exists()
    (deferred,) = [name for name, value in posted.items() if "walls be deferred" in value and name.endswith("resolved")]
    posted[deferred] += " | The costs were wanting."
    posted["minutes-0.date"] = "2014-12-02"
    made = clerk.post(page, posted)
    assert made.status_code == 302, made.content.decode()
    earlier = Meeting.objects.get(date="2014-12-02")
    assert [(each.number, each.item.number) for each in earlier.minutes.entries.all()] == [("11", "B1"), ("12", "B2")]
    decided = Decision.objects.filter(item__meeting=earlier).order_by("pk")
    assert [(each.outcome, each.text, each.reason) for each in decided] == [
        ("noted", "the report be noted.", ""), ("deferred", "the walls be deferred.", "The costs were wanting."),
    ]  # fmt: skip
    roll = {each.name: (each.capacity, each.presence) for each in earlier.attendances.all()}
    assert roll["Ms A Alder"] == ("chair", "present")
    assert roll["Mrs C Cedar"] == ("substitute", "present")
    assert (roll["Mr D Dogwood"], roll["Mr E Elm"]) == (("member", "absent"), ("member", "apologies"))
    assert roll["Ms F Fir"] == ("officer", "present")
    minutes = Client().get(f"/meetings/{earlier.key}/minutes/").content.decode()
    assert "how many people walk there" in minutes
    assert "Item B1 of the agenda" in minutes
    assert "the report be noted" in Client().get("/meetings/decisions/").content.decode()
    assert Meeting.objects.get(date="2015-03-03").items.count() == 4


def test_the_minutes_of_a_pack_can_be_taken_alone_where_its_agenda_is_here_already() -> None:
    clerk, pack = brought()
    clerk.post(f"/meetings/desk/bring/{pack.pk}/", as_posted(pack))
    again = brought_by(clerk, Meeting.objects.get().body.key, PACK.replace("Item B1\nBy:", f"{MINUTES}Item B1\nBy:"))
    posted = as_posted(again)
    deferred = next(
        name for name, value in posted.items() if "walls be deferred" in value and name.endswith("resolved")
    )
    posted[deferred] = "noted: the question"
    posted["keep"] = [key for key in posted["keep"] if key.startswith("minutes-")]
    assert clerk.post(f"/meetings/desk/bring/{again.pk}/", posted).status_code == 302
    assert Meeting.objects.get(date="2014-12-02").minutes.entries.count() == 2
    assert Meeting.objects.get(date="2015-03-03").publications.count() == 1


def test_minutes_that_are_on_record_are_not_brought_twice() -> None:
    clerk, pack = brought(PACK.replace("Item B1\nBy:", f"{MINUTES}Item B1\nBy:"))
    meeting = Meeting.objects.create(key="held", body=pack.body, date="2014-12-02", state="passed")
    Minutes.objects.create(meeting=meeting)
    refused = clerk.post(f"/meetings/desk/bring/{pack.pk}/", as_posted(pack))
    assert "on record already" in refused.content.decode()
    posted = as_posted(pack)
    posted["keep"] = [key for key in posted["keep"] if not key.startswith("minutes-")]
    assert clerk.post(f"/meetings/desk/bring/{pack.pk}/", posted).status_code == 302


def test_a_supplement_adds_to_the_agenda_of_its_day_and_says_what_changed() -> None:
    clerk, pack = brought()
    clerk.post(f"/meetings/desk/bring/{pack.pk}/", as_posted(pack))
    meeting = Meeting.objects.get()
    more = brought_by(clerk, meeting.body.key, SUPPLEMENT)
    assert more.reading["kind"] == "supplement"
    made = clerk.post(f"/meetings/desk/bring/{more.pk}/", as_posted(more))
    assert made.status_code == 302, made.content.decode()
    assert Meeting.objects.count() == 1
    assert [paper.title for paper in meeting.items.get(number="B2").papers.all()] == ["Flood walls"]
    assert meeting.publications.count() == 2
    page = Client().get(f"/meetings/{meeting.key}/").content.decode()
    assert "Supplement" in page
    elsewhere, other = brought(SUPPLEMENT)
    refused = elsewhere.post(f"/meetings/desk/bring/{other.pk}/", as_posted(other))
    assert "there is no meeting on that day" in refused.content.decode()
