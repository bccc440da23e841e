"""A secret is planted in every field of exempt and confidential items, papers and files, and looked for everywhere: on
every page, in the feeds, packs, e-mails, the index, the history and the log, as everybody who may not read it."""

from __future__ import annotations

import io
import logging
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from pypdf import PdfReader
from tests.factories.accounts import UserFactory
from tests.factories.meetings import Agenda, a_paper, an_agenda, an_item, bytes_of

from folkmoot.domains.meetings.actions.agenda.items import edit_item, withdraw_item
from folkmoot.domains.meetings.actions.alerts import ask_for_alert, confirm_alert
from folkmoot.domains.meetings.actions.packs import make_packs
from folkmoot.domains.meetings.actions.planning import move_meeting
from folkmoot.domains.meetings.actions.publishing import publish
from folkmoot.domains.meetings.actions.searching import index_all
from folkmoot.domains.meetings.models import Attachment, Publication
from folkmoot.domains.meetings.public import consistency
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM
from folkmoot.ground.notify.models import Message
from folkmoot.ground.thread.public import link

pytestmark = pytest.mark.django_db
SECRET = "xyzzyplugh"


def words_of(response: Any) -> str:
    """Everything a response holds: of a PDF its words and what stands behind them, with its headers."""
    content = bytes_of(response)
    text = content.decode("utf-8", "replace") + str(dict(response.headers))
    if content.startswith(b"%PDF"):
        text += "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
            text += str(pdf.docinfo) + str([each.title for each in outline.root])
    return text


def addresses(agenda: Agenda) -> list[str]:
    start = f"/meetings/{agenda.meeting.key}"
    body = agenda.meeting.body.key
    items = [f"{start}/items/{item.serial}/" for item in agenda.meeting.items.all()]
    papers = [
        f"{start}/items/{item.serial}/papers/{number}/" for item in agenda.meeting.items.all() for number in (1, 2)
    ]
    files = [f"/documents/{each.document.key}" for each in Attachment.objects.all()]
    files += [f"{each}/" for each in files]
    return [
        "/", "/meetings/", f"/meetings/bodies/{body}/", "/meetings/calendar.ics",
        f"/meetings/bodies/{body}/calendar.ics",
        f"{start}/", f"{start}/pack.pdf", f"{start}/pack.pdf?for=members", f"{start}/meeting.ics", f"/bodies/{body}/",
        f"/meetings/find/?words={SECRET}", "/meetings/find/?words=contract", "/meetings/find/?words=benches",
        "/history/", "/messages/", "/desk/", f"/thread/meetings.agendaitem/{agenda.exempt_item.pk}/",
        f"/thread/meetings.agendaitem/{agenda.item.pk}/", *items, *papers, *files,
    ]  # fmt: skip


def look(agenda: Agenda, client: Client, who: str) -> int:
    seen = 0
    for address in addresses(agenda):
        response = client.get(address, follow=True)
        assert response.status_code < 500, address
        seen += response.status_code == 200
        said = words_of(response).replace(f"words={SECRET}", "").replace(f'value="{SECRET}"', "")
        assert SECRET not in said, f"{who} reads it at {address}"
    return seen


@pytest.fixture
def agenda(caplog: pytest.LogCaptureFixture) -> Agenda:
    caplog.set_level(logging.DEBUG)
    made = an_agenda(secret=SECRET)
    confirm_alert(alert=ask_for_alert(email="ann@example.org", body=made.meeting.body, by=RESIDENT), by=RESIDENT)
    make_packs(publication=publish(meeting=made.meeting, by=SYSTEM), by=SYSTEM)
    # Once more with a change to each of them, a move, and a thread through it.
    edit_item(item=made.exempt_item, values={"note": f"Another note {SECRET}"}, by=SYSTEM)
    a_paper(made.exempt_item, f"Late {SECRET}", summary=SECRET)
    withdraw_item(item=made.confidential_item, reason=f"Withdrawn, {SECRET}", by=SYSTEM)
    an_item(made.meeting, "Ponds")
    make_packs(publication=publish(meeting=made.meeting, by=SYSTEM), by=SYSTEM)
    move_meeting(
        meeting=made.meeting, to=made.meeting.date + timedelta(days=1), starts_at=None, venue="", reason="Snow.",
        by=SYSTEM,
    )  # fmt: skip
    link("follows", made.exempt_item, made.item, by=SYSTEM)
    index_all(by=SYSTEM)
    return made


def test_nobody_who_may_not_read_it_finds_it_anywhere(agenda: Agenda, caplog: pytest.LogCaptureFixture) -> None:
    assert look(agenda, Client(), "a resident") > 12
    scope = agenda.meeting.body.scope
    others = [
        ("resident", "*"), ("analyst", "*"), ("engagement_officer", "*"), ("complaints_officer", "*"),
        ("performance_officer", "*"), ("member", "body:elsewhere"), ("clerk", "body:elsewhere"), ("analyst", scope),
    ]  # fmt: skip
    for role in others:
        client = Client()
        client.force_login(UserFactory(roles=[role]))
        look(agenda, client, f"{role[0]} of {role[1]}")
    # The history is for administrators of the site, who keep no agenda by that alone.
    assert not any(SECRET in f"{entry.subject_label} {entry.changes} {entry.reason}" for entry in Entry.objects.all())
    assert not any(SECRET in f"{each.subject} {each.body} {each.values}" for each in Message.objects.all())
    assert not any(SECRET in f"{each.face} {each.changes}" for each in Publication.objects.all())
    assert SECRET not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM meetings_itemwords")
        assert not any(SECRET in str(row) for row in cursor.fetchall())
    assert list(consistency()) == []


def test_those_who_may_read_it_do(agenda: Agenda) -> None:
    start, member = f"/meetings/{agenda.meeting.key}", Client()
    member.force_login(UserFactory(roles=[("member", agenda.meeting.body.scope)]))
    page = member.get(f"{start}/items/{agenda.exempt_item.serial}/").content.decode()
    assert f"Contract {SECRET}" in page
    assert f"summary {SECRET}" in page
    assert SECRET in words_of(member.get(f"{start}/pack.pdf?for=members", follow=True))
    assert SECRET in words_of(member.get(f"{start}/items/{agenda.item.serial}/papers/2/"))
    # Confidential papers stay with those who keep them.
    assert "Told by a ministry" not in member.get(f"{start}/items/{agenda.confidential_item.serial}/").content.decode()
    public = PdfReader(io.BytesIO(bytes_of(Client().get(f"{start}/pack.pdf", follow=True))))
    full = PdfReader(io.BytesIO(bytes_of(member.get(f"{start}/pack.pdf?for=members", follow=True))))
    assert len(public.pages) < len(full.pages)
    assert set(public.page_labels) < set(full.page_labels)


def test_what_was_open_and_is_kept_back_goes_from_everywhere_at_once() -> None:
    made = an_agenda(words="plover")
    make_packs(publication=publish(meeting=made.meeting, by=SYSTEM), by=SYSTEM)
    reader = Client()
    assert "plover" in reader.get(f"/meetings/{made.meeting.key}/").content.decode()
    edit_item(
        item=made.item,
        values={
            "access": "exempt",
            "exempt_paragraphs": [1],
            "public_interest": "She is named.",
            "public_title": "A person",
        },
        by=SYSTEM,
    )
    for address in addresses(made):
        said = words_of(reader.get(address, follow=True))
        assert "plover" not in said, address
    assert "Nothing was found" in reader.get("/meetings/find/?words=plover").content.decode()
    assert "A person" in reader.get(f"/meetings/{made.meeting.key}/").content.decode()
