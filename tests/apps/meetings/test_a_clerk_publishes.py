"""From dates to a published agenda, by the pages a clerk uses; and what comes after it went out."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from jsonschema import Draft202012Validator
from tests.factories.accounts import UserFactory
from tests.factories.bodies import MembershipFactory, PublicPersonFactory
from tests.factories.meetings import a_body, a_file, a_meeting, a_paper, a_pdf, an_agenda, an_item, bytes_of

from folkmoot.domains.meetings.actions.agenda.items import edit_item, withdraw_item
from folkmoot.domains.meetings.actions.alerts import ask_for_alert, confirm_alert
from folkmoot.domains.meetings.actions.packs import make_packs
from folkmoot.domains.meetings.actions.planning import move_meeting
from folkmoot.domains.meetings.actions.publishing import publish
from folkmoot.domains.meetings.models import AgendaItem, Meeting
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.notify.models import Message
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def clerk_of(body: object) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[("clerk", body.scope)]))  # type: ignore[attr-defined]
    return client


def test_a_year_is_planned_and_clashing_diaries_are_shown_before_anything_is_saved() -> None:
    body, other = a_body(), a_body()
    ann = PublicPersonFactory(name="Ann Both")
    for each in (body, other):
        MembershipFactory(organisation=each, person=ann)
    MembershipFactory(organisation=other, person=PublicPersonFactory(name="Only There"))
    first = timezone.localdate() + timedelta(days=7)
    clash = a_meeting(other, on=first + timedelta(days=7))
    page = clerk_of(body).get(
        f"/meetings/desk/plan/{body.key}/",
        {"weekday": first.weekday(), "turn": 0, "every": 1, "first": first, "last": first + timedelta(days=14),
         "on_closed": "keep", "starts_at": "10:00", "venue": "The hall"},
    )  # fmt: skip
    assert page.status_code == 200
    text = page.content.decode()
    assert "Ann Both" in text
    assert "Only There" not in text
    assert clash.body.name in text
    assert Meeting.objects.filter(body=body).count() == 0
    days = [first, first + timedelta(days=14)]
    sent = clerk_of(body).post(
        f"/meetings/desk/plan/{body.key}/",
        {"days": [day.isoformat() for day in days], "starts_at": "10:00", "venue": "The hall", "state": "tentative"},
    )
    assert sent.status_code == 302
    made = list(Meeting.objects.filter(body=body).order_by("date"))
    assert [meeting.date for meeting in made] == days
    assert [item.title for item in made[0].items.all()] == ["Apologies", "Declarations of interest"]
    assert Client().get(f"/meetings/{made[0].key}/").status_code == 404
    clerk_of(body).post(f"/meetings/desk/plan/{body.key}/", {"confirm": "yes", "meeting": [made[0].key]})
    assert Client().get(f"/meetings/{made[0].key}/").status_code == 200


def test_an_agenda_by_clicks() -> None:
    meeting = a_meeting()
    clerk, start = clerk_of(meeting.body), f"/meetings/{meeting.key}"
    public = Client()
    said = {"section": "B", "title": "Benches", "kind": "business", "delivery": "paper", "access": "public"}
    bad = clerk.post(f"{start}/items/add/", {**said, "title": "", "note": "Kept words"})
    assert bad.status_code == 422
    assert "Kept words" in bad.content.decode()
    to_paper = clerk.post(f"{start}/items/add/", said)
    paper = clerk.post(
        to_paper["Location"],
        {"title": "New benches", "authors": "Ann Author", "verb_1": "note", "ask_1": "the report", "access": "public",
         "summary": "Ten benches.", "background": "The survey https://example.org/survey"},
    )  # fmt: skip
    upload = SimpleUploadedFile("map.pdf", a_pdf("A map of benches."), "application/pdf")
    attached = clerk.post(paper["Location"], {"deed": "attach", "title": "Map", "access": "public", "file": upload})
    assert attached.status_code == 302
    refused = clerk.post(f"{start}/items/add/", {**said, "title": "Contract", "access": "exempt"})
    assert "names its paragraph" in refused.content.decode()
    assert public.get(f"{start}/items/3/").status_code == 404
    published = clerk.post(f"{start}/publish/", {})
    assert published.status_code == 302, published.content.decode()
    page = public.get(f"{start}/").content.decode()
    assert "B1" in page
    assert "pages 1 – 3" in page
    assert "The survey" in public.get(f"{start}/items/3/papers/1/").content.decode()
    document = public.get(public.get(f"{start}/pack.pdf")["Location"])
    pdf = pikepdf.open(BytesIO(bytes_of(document)))
    assert len(pdf.pages) == 4
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_outline() as outline:
        assert [str(each.title) for each in outline.root][-1] == "B1 Benches"
    labels = [str(page.label) for page in pdf.pages]
    assert labels == ["i", "1", "2", "3"]


def test_numbers_stay_and_what_is_late_needs_the_chairs_reason() -> None:
    meeting = a_meeting(on=timezone.localdate() + timedelta(days=30))
    first, second = an_item(meeting, "One"), an_item(meeting, "Two")
    publish(meeting=meeting, by=SYSTEM)
    Meeting.objects.filter(pk=meeting.pk).update(date=timezone.localdate() + timedelta(days=2))
    meeting.refresh_from_db()
    clerk_of(meeting.body).post(f"/meetings/{meeting.key}/items/{second.serial}/place/", {"way": "up"})
    urgent = an_item(meeting, "Flood")
    with pytest.raises(Invalid, match="chair's reason"):
        publish(meeting=meeting, by=SYSTEM)
    edit_item(item=urgent, values={"late_reason": "The river rose last night."}, by=SYSTEM)
    withdraw_item(item=first, reason="Not ready.", by=SYSTEM)
    supplement = publish(meeting=meeting, by=SYSTEM)
    numbers = dict(AgendaItem.objects.filter(meeting=meeting, section="B").values_list("title", "number"))
    assert numbers == {"One": "B1", "Two": "B2", "Flood": "B3"}
    assert [item["title"] for item in supplement.face["items"] if item["section"] == "B"] == ["Two", "One", "Flood"]
    page = Client().get(f"/meetings/{meeting.key}/").content.decode()
    assert "Item B3, Flood, has been added as an urgent item: The river rose last night." in page
    assert "Item B1, One, has been withdrawn: Not ready." in page
    assert "withdrawn" in Client().get(f"/meetings/{meeting.key}/items/{first.serial}/").content.decode()
    with pytest.raises(Invalid, match="Nothing has changed"):
        publish(meeting=meeting, by=SYSTEM)


def test_an_agenda_that_is_late_says_why() -> None:
    meeting = a_meeting(on=timezone.localdate() + timedelta(days=3))
    an_item(meeting)
    clerk = clerk_of(meeting.body)
    page = clerk.get(f"/meetings/{meeting.key}/publish/").content.decode()
    assert "Too late" in page
    assert "the last day to publish in time is" in page
    assert clerk.post(f"/meetings/{meeting.key}/publish/", {}).status_code == 422
    assert clerk.post(f"/meetings/{meeting.key}/publish/", {"reason": "Storm."}).status_code == 302
    assert "Storm." in Client().get(f"/meetings/{meeting.key}/").content.decode()


def test_printed_pages_stay_with_their_papers() -> None:
    meeting = a_meeting()
    one, two = an_item(meeting, "One"), an_item(meeting, "Two")
    a_file(a_paper(one, "First"), content=a_pdf(pages=3))
    second = a_paper(two, "Second")
    make_packs(publication=publish(meeting=meeting, by=SYSTEM), by=SYSTEM)
    late = a_paper(one, "Late")
    make_packs(publication=publish(meeting=meeting, by=SYSTEM), by=SYSTEM)
    second.refresh_from_db()
    late.refresh_from_db()
    assert (second.page_from, second.page_to) == (5, 5)
    assert (late.page_from, late.page_to) == (6, 6)


def test_moved_and_cancelled_meetings_keep_their_address_and_tell_who_asked() -> None:
    meeting = a_meeting()
    for email, confirmed in (("ann@example.org", True), ("bob@example.org", False)):
        alert = ask_for_alert(email=email, body=meeting.body, by=RESIDENT)
        if confirmed:
            confirm_alert(alert=alert, by=RESIDENT)
    before = Message.objects.count()
    an_item(meeting)
    publish(meeting=meeting, by=SYSTEM)
    old = meeting.date
    move_meeting(
        meeting=meeting, to=old + timedelta(days=1), starts_at=meeting.starts_at, venue="The barn",
        reason="The hall floods.", by=SYSTEM,
    )  # fmt: skip
    clerk_of(meeting.body).post(f"/meetings/{meeting.key}/cancel/", {"reason": "Snow."})
    told = list(Message.objects.order_by("pk")[before:])
    assert [message.to for message in told] == ["ann@example.org"] * 3
    assert "The place is now The barn; it was The hall." in told[1].body
    assert "Snow." in told[2].body
    page = Client().get(f"/meetings/{meeting.key}/").content.decode()
    assert "This meeting is cancelled." in page
    feed = Calendar.from_ical(Client().get(f"/meetings/bodies/{meeting.body.key}/calendar.ics").content)
    (event,) = feed.walk("VEVENT")
    assert event["status"] == "CANCELLED"
    assert int(event["sequence"]) >= 3
    assert event.start.tzinfo is not None
    stop = next(line for line in told[0].body.splitlines() if line.endswith("/off/"))
    path = stop.partition("/meetings/")[2]
    Client().post(f"/meetings/{path}")
    assert not Message.objects.filter(to="ann@example.org", about_type="meetings.alert").exists()


# What schema.org asks search engines to be told of an Event, in our own words (https://schema.org/Event).
MOMENT = r"^\d{4}-\d\d-\d\d(T[\d:]+[+-]\d\d:\d\d)?$"
EVENT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["@context", "@type", "name", "startDate", "eventStatus", "eventAttendanceMode", "location"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "Event"},
        "@id": {"type": "string", "pattern": "^https?://"},
        "url": {"type": "string", "pattern": "^https?://"},
        "name": {"type": "string", "minLength": 1},
        "startDate": {"type": "string", "pattern": MOMENT},
        "endDate": {"type": "string", "pattern": MOMENT},
        "previousStartDate": {"type": "array", "items": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d"}},
        "eventStatus": {
            "enum": [f"https://schema.org/Event{each}" for each in ("Scheduled", "Rescheduled", "Cancelled")]
        },
        "eventAttendanceMode": {"pattern": "^https://schema.org/(Offline|Mixed)EventAttendanceMode$"},
        "location": {"type": "array", "items": {"properties": {"@type": {"enum": ["Place", "VirtualLocation"]}}}},
        "organizer": {"required": ["@type", "name", "url"]},
        "isAccessibleForFree": {"const": True},
    },
}


def test_search_engines_are_told_of_a_meeting_and_of_nothing_on_its_agenda() -> None:
    agenda = an_agenda(secret="sesame")
    meeting = agenda.meeting
    publish(meeting=meeting, by=SYSTEM)

    def told() -> dict[str, Any]:
        page = Client().get(f"/meetings/{meeting.key}/").content.decode()
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        found: dict[str, Any] = json.loads(text)
        Draft202012Validator(EVENT).validate(found)
        return found

    first = told()
    assert first["startDate"].startswith(f"{meeting.date:%Y-%m-%d}T10:00:00+")
    assert first["location"] == [{"@type": "Place", "name": "The hall", "address": "The hall"}]
    assert "sesame" not in str(first)
    move_meeting(
        meeting=meeting, to=meeting.date + timedelta(days=1), starts_at=None, venue="", reason="Snow.", by=SYSTEM
    )
    moved = told()
    assert moved["eventStatus"].endswith("EventRescheduled")
    assert moved["previousStartDate"] == [first["startDate"]]
    clerk_of(meeting.body).post(f"/meetings/{meeting.key}/cancel/", {"reason": "More snow."})
    assert told()["eventStatus"].endswith("EventCancelled")
    tentative = a_meeting(state="tentative")
    assert "ld+json" not in clerk_of(tentative.body).get(f"/meetings/{tentative.key}/").content.decode()


def test_words_in_titles_papers_and_files_are_found() -> None:
    agenda = an_agenda(words="heron")
    search = "/meetings/find/?words="
    assert "Benches" not in Client().get(search + "heron").content.decode()
    make_packs(publication=publish(meeting=agenda.meeting, by=SYSTEM), by=SYSTEM)
    for words in ("heron", "ten bench", "map of", "words in a file"):
        assert "Benches" in Client().get(search + words).content.decode(), words
    for odd in ('"', "*", "a AND", "heron NEAR/2 x", "%"):
        assert Client().get("/meetings/find/", {"words": odd}).status_code == 200


def test_another_bodys_clerk_is_refused() -> None:
    agenda, stranger = an_agenda(), clerk_of(a_body())
    start = f"/meetings/{agenda.meeting.key}"
    for end in ("agenda/", "publish/", "edit/", "move/", "cancel/", "items/add/", f"items/{agenda.item.serial}/edit/"):
        assert stranger.get(f"{start}/{end}").status_code == 403, end
        assert stranger.post(f"{start}/{end}", {"reason": "x"}).status_code == 403, end
    assert Meeting.objects.get(pk=agenda.meeting.pk).state == "confirmed"


def test_pages_do_not_ask_more_for_longer_agendas(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    agenda = an_agenda()
    for number in range(12):
        a_paper(an_item(agenda.meeting, f"More {number}"))
    publish(meeting=agenda.meeting, by=SYSTEM)
    with django_assert_max_num_queries(14):
        Client().get(f"/meetings/{agenda.meeting.key}/")
    with django_assert_max_num_queries(16):
        Client().get(f"/meetings/{agenda.meeting.key}/items/{agenda.item.serial}/")
    clerk = clerk_of(agenda.meeting.body)
    with django_assert_max_num_queries(36):
        clerk.get(f"/meetings/{agenda.meeting.key}/agenda/")
