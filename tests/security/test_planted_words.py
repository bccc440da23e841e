"""Markup, formulas and format strings in everything that people can write stay what they are: words."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.factories.accounts import UserFactory
from tests.factories.consultations import respond
from tests.factories.notify import make_message
from tests.security.addresses import addresses, text_of
from tests.security.world import ANSWERS, World, make_world

from folkmoot.domains.consultations.enums import Consent
from folkmoot.ground.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MARKUP = (
    "<script>alert('x')</script><img src=x onerror=alert(1)>\"'><b>{{ 7|add:7 }}{% now 'Y' %}%(name)s%s{0}</textarea>"
)
RAW = ("<script>alert", "<img src=x", "><b>", "</textarea>{", "{{ 14 }}", "x</textarea>")
FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://evil.example")', "'=1")


@pytest.fixture
def planted() -> World:
    world = make_world("closed", MARKUP, published=True)
    make_message(subject_record=world.outcome, to=MARKUP, values={"subject": MARKUP, "body": MARKUP})
    make_message(medium="letter", to=f"{MARKUP}\nHigh Street\nZZ1 1ZZ", values={"subject": MARKUP, "body": MARKUP})
    return world


@pytest.mark.parametrize("role", [None, "analyst", "officer", "administrator"])
def test_no_page_runs_what_somebody_wrote(planted: World, role: str | None) -> None:
    scope = planted.consultation.organisation.scope
    person = {"analyst": UserFactory(roles=[("analyst", scope)]), "officer": planted.officer}.get(
        role or "", UserFactory(roles=["administrator"], name=MARKUP[:150])
    )
    client = planted.client(person) if role else Client(raise_request_exception=False)
    met = 0
    for door, address in addresses(planted):
        for method in (client.get, client.post):
            page = method(address)
            text = text_of(page)
            assert page.status_code < 500, door.name
            if not page.get("Content-Type", "").startswith(("text/html", "image/svg")):
                continue
            met += "&lt;script&gt;alert" in text
            for raw in RAW:
                assert raw not in text, f"{door.name}: {raw}"
    assert met > (20 if role else 5)


def test_what_is_searched_for_is_shown_as_words(planted: World) -> None:
    client = planted.client(UserFactory(roles=["administrator"]))
    names = ("words", "search", "postcode", "person", "state", "batch", "area", "page", "question", "reading", "next")
    for door, address in addresses(planted):
        page = client.get(address, dict.fromkeys(names, MARKUP[:90]))
        text = text_of(page)
        if page.get("Content-Type", "").startswith("text/html"):
            assert "<script>alert" not in text, door.name


def test_messages_are_plain_text_and_their_subjects_one_line(planted: World) -> None:
    make_message(values={"subject": "A\r\nBcc: eve@example.org", "body": "x"})
    for message in Message.objects.all():
        assert "\n" not in message.subject
        assert "\r" not in message.subject


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_spreadsheet_works_out_what_somebody_wrote(formula: str) -> None:
    world = make_world("closed", formula)
    respond(world.version, {**ANSWERS, "words": formula.strip() or "x"}, consent=Consent.UNNAMED)
    client = world.client()
    start = f"/consultations/{world.consultation.slug}"
    for end in ("results/all", "results/responses", "ledger/answers"):
        for row in csv.reader(io.StringIO(text_of(client.get(f"{start}/{end}.csv")).removeprefix("\ufeff"))):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), f"{end}: {cell!r}"
                assert not cell.startswith("-") or cell.lstrip("-").replace(".", "").isdigit(), f"{end}: {cell!r}"
        content = client.get(f"{start}/{end}.xlsx")
        book = load_workbook(io.BytesIO(b"".join(content.streaming_content) if content.streaming else content.content))
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                assert all(cell.data_type != "f" for cell in row), f"{end}: {sheet.title}"
