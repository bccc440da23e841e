"""A published pack is brought in by clicks: nothing is made before the clerk has looked; what she changes counts."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.meetings import a_body

from folkmoot.domains.meetings.adapters.reading import groups_of
from folkmoot.domains.meetings.models import ImportedPack, Meeting

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


def brought() -> tuple[Client, ImportedPack]:
    body, clerk = a_body(), Client()
    clerk.force_login(UserFactory(roles=[("clerk", body.scope)]))
    upload = SimpleUploadedFile("pack.txt", PACK.encode(), "text/plain")
    sent = clerk.post("/meetings/desk/bring/", {"body": body.key, "file": upload})
    assert sent.status_code == 302, sent.content.decode()
    return clerk, ImportedPack.objects.get()


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
