"""Whatever is sent to any address, by anybody, the answer is a page of ours and never a fault (500).

On SQLite and again on PostgreSQL, which refuses what SQLite takes: null bytes, long texts, large numbers."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.factories.accounts import UserFactory
from tests.security.addresses import addresses, fields_of, text_of
from tests.security.world import World, make_world

pytestmark = pytest.mark.django_db
STRANGE = (
    *("\x00", "a\x00b", "", " ", "\u202eabc", "😀" * 50, "9" * 30, "-1", "1e999", "NaN", "²", "٣", "ﬁ", "İ"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "31/12/9999", "[[[[", "%s%n{0}", "{{ 7 }}", "<script>", "=1+1"),
    *("../../x", "x" * 20_000, "\r\nX: y", "\ufffe\uffff", "\x1b[0m", "a.b.c", "None", "javascript:alert(1)"),
    *("http://[", "a@b", "2147483648", "9223372036854775808", "0", "1", "{a: *b}", "third", "on", "publish"),
)
NAMES = ("name.csv", "name.pdf", "é😀.xlsx", "name.yaml")
CONTENTS = (b"%PDF-1", b"a,b\n1,2", b"PK\x03\x04zzz", b"\xff\xfe\x00", b"", b'a: "\\uD800"\n')
ASKED = ("page", "words", "state", "year", "area", "district", "as", "kind", "size", "version", "question", "reading")
ALSO_ASKED = (
    "tab",
    "after",
    "unit",
    "event",
    "arrival",
    "batch",
    "received_on",
    "saved",
    "first_day",
    "search",
    "person",
    "back_to",
    "channel",
    "next",
    "aside",
)
# Public pages that read what officers write: a plan that breaks one would break it for everybody.
FOR_EVERYBODY = ("/", "/consultations/", "/consultations/calendar/", "/consultations/outcomes/", "/performance/")
USUAL = ("key", "reason", "deed", "step", "title", "answer", "theme", "document", "email")


def sound(page: Any, told: object) -> str:
    text = text_of(page)
    for closer in page._resource_closers:
        closer()
    assert page.status_code < 500, told
    return text


def filled(chance: random.Random, fields: dict[str, list[str]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name, values in fields.items():
        draw = chance.random()
        if draw < 0.45:
            data[name] = chance.choice(values)
        elif draw < 0.9:
            data[name] = chance.choice(STRANGE)
        elif draw < 0.95:
            data[name] = SimpleUploadedFile(chance.choice(NAMES), chance.choice(CONTENTS))
    return data


def try_everything(world: World, client: Client, chance: random.Random) -> None:
    """Each page is asked for, and sent its own forms back with some fields filled in strangely; what that changes is
    undone before the next."""
    for door, address in list(addresses(world)):
        kept = transaction.savepoint()
        fields = fields_of(sound(client.get(address), door.name)) or {name: [""] for name in USUAL}
        asked = {name: chance.choice(STRANGE[2:]) for name in (*ASKED, *ALSO_ASKED) if chance.random() < 0.3}
        sound(client.get(address, asked), (door.name, asked))
        data = filled(chance, fields)
        page = client.post(address, data)
        sound(page, (door.name, data))
        if page.get("Location", "").startswith("/"):
            sound(client.get(page["Location"]), (door.name, "after", data))
            for public in (*FOR_EVERYBODY, f"/consultations/{world.consultation.slug}/"):
                sound(client.get(public), (door.name, "then", public, data))
        transaction.savepoint_rollback(kept)


@pytest.mark.parametrize(
    ("who", "seed"), [("officer", 0), ("officer", 1), ("administrator", 2), ("nobody", 3), ("complaints_officer", 4)]
)
def test_no_page_breaks_over_its_own_form_filled_in_strangely(who: str, seed: int) -> None:
    world = make_world(("open", "closed")[seed % 2])
    client = Client(raise_request_exception=False)
    if who != "nobody":
        client = world.client(None if who == "officer" else UserFactory(roles=[who]))
    try_everything(world, client, random.Random(f"{who} {seed}"))


ANY_TEXT = st.one_of(st.sampled_from(STRANGE), st.text(max_size=60))
QUESTIONS = (
    "capacity",
    "visited",
    "visits",
    "repairs",
    "words",
    "postcode",
    "photo",
    "founded",
    "where",
    "age",
    "order",
)
PARTS = ("founded.day", "founded.month", "founded.year", "where.lat", "where.lon", "where.words", "photo.document")
SENDING = ("consent", "tell", "name", "email", "telephone", "address", "copy", "website", "key", "step", "age.old")
LOCAL = hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(
    answers=st.dictionaries(st.sampled_from((*QUESTIONS, *PARTS, *SENDING)), st.lists(ANY_TEXT, max_size=3)),
    step=st.sampled_from(["check", "send", "save", "change", "\x00"]),
)
@LOCAL
def test_no_answer_breaks_the_form(db: None, answers: dict[str, list[str]], step: str) -> None:
    with transaction.atomic():
        world = make_world("open")
        start, client = f"/consultations/{world.consultation.slug}/answer/", Client(raise_request_exception=False)
        page = client.post(start, {**answers, "step": step})
        sound(page, answers)
        if page.status_code == 302:
            sound(client.get(page["Location"]), answers)
        for question in QUESTIONS:
            sound(client.post(f"/consultations/mine/{world.draft.key}/question/{question}/", answers), answers)
        sound(client.post(f"/consultations/mine/{world.draft.key}/check/", answers), answers)
        sound(world.client().get(f"/consultations/{world.consultation.slug}/ledger/answers.xlsx"), answers)
        transaction.set_rollback(True)


BODIES = [
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=b", b"--b\r\n"),
    (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="words"\r\n\r\n\xff\xfe\xd8\r\n--b--\r\n',
    ),
    (
        "multipart/form-data; boundary=b; charset=utf-7",
        b'--b\r\nContent-Disposition: form-data; name="words"\r\n\r\n+2AA-\r\n--b--\r\n',
    ),
    (
        "multipart/form-data; boundary=b",
        b"--b\r\nContent-Disposition: form-data; name*=utf-7''+2AA-\r\n\r\nx\r\n--b--\r\n",
    ),
    (
        "multipart/form-data; boundary=b",
        b"--b\r\nContent-Disposition: form-data; name=\"photo\"; filename*=utf-16''%00%d8\r\n\r\n%PDF-1\r\n--b--\r\n",
    ),
    ("multipart/form-data; boundary=" + "b" * 5000, b"--b"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"words=%D8%00"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"words=x"),
    ("application/x-www-form-urlencoded", b"words=%ED%A0%80&words=%00&%00=%00&words=%FF%FE"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(3000))),
    ("application/json", b'{"words": ["\\ud800"]}'),
    ("text/xml", b"<!DOCTYPE x>"),
    ("", b"\x00" * 100),
]


@pytest.mark.parametrize(("content_type", "body"), BODIES, ids=range(len(BODIES)))
def test_no_way_of_writing_a_form_breaks_a_page(content_type: str, body: bytes) -> None:
    world = make_world("open")
    client = Client(raise_request_exception=False)
    for address in (
        f"/consultations/{world.consultation.slug}/answer/",
        f"/consultations/mine/{world.draft.key}/question/words/",
        f"/consultations/mine/{world.draft.key}/question/photo/",
        "/accounts/login/",
    ):
        sound(client.generic("POST", address, body, content_type), address)
    officer = world.client()
    for address in (f"/consultations/{world.consultation.slug}/import/", "/arrivals/log/"):
        sound(officer.generic("POST", address, body, content_type), address)
    sound(client.generic("GET", "/consultations/?words=%2B2AA-", b"", "text/plain; charset=utf-7"), "charset of a GET")


@given(tail=st.text(max_size=40), query=st.text(max_size=40))
@LOCAL
def test_no_address_breaks_the_site(db: None, tail: str, query: str) -> None:
    client = Client(raise_request_exception=False)
    starts = ("/", "/consultations/", "/consultations/mine/", "/consultations/received/", "/documents/", "/places/")
    for start in (*starts, "/thread/consultations.answer/", "/consultations/answers/", "/people/invitation/"):
        sound(client.get(f"{start}{tail}/", {"page": query}), (start, tail))
        sound(client.get(start, {query: tail}), (start, query))


@pytest.mark.parametrize("number", ["0", "-1", "9" * 18, "9" * 19, "9" * 30, "9" * 5000, "٣", "1e3"])
def test_no_number_in_an_address_is_too_large(number: str) -> None:
    world = make_world("open")
    client = world.client(UserFactory(roles=["administrator"]))
    slug = world.consultation.slug
    for address in (
        f"/consultations/answers/{number}/",
        f"/consultations/answers/{number}/decide/",
        f"/consultations/{slug}/plan/groups/{number}/",
        f"/consultations/{slug}/questionnaire/sections/{number}/",
        f"/consultations/{slug}/questionnaire/sections/0/questions/{number}/",
        f"/messages/{number}/",
        f"/people/{number}/",
        f"/people/1/roles/{number}/remove/",
        f"/thread/consultations.answer/{number}/",
        f"/consultations/{slug}/themes/?page={number}",
        f"/consultations/calendar/?year={number}",
        f"/history/?subject_key={number}",
    ):
        sound(client.get(address), address[:80])
    plan = {"title": "T", "summary": "S", "organisation": number, "partners": [number], "area": number, "reason": "R"}
    sound(client.post(f"/consultations/{slug}/plan/basics/", plan), "plan")
    words = {"answer": [number], "deed": "approve"}
    sound(client.post(f"/consultations/{slug}/words/all/", words), "words")


@pytest.mark.parametrize("day", ["0001-01-01", "1752-09-02", "9999-12-31", "9999-10-01"])
def test_no_day_breaks_the_calendar(day: str) -> None:
    """Near the ends of the calendar a day more is a day too many."""
    world = make_world("open")
    client = world.client()
    start = f"/consultations/{world.consultation.slug}"
    for opens, closes in ((day, day), ("2026-01-01", day), (day, "2026-12-31")):
        dates = {"opens_on": opens, "closes_on": closes, "outcome_due": day, "short_reason": "x", "reason": "x"}
        kept = transaction.savepoint()
        sound(client.post(f"{start}/plan/move-dates/", dates), dates)
        for public in (*FOR_EVERYBODY, f"{start}/", f"{start}/as-published/", "/consultations/desk/", f"{start}/plan/"):
            sound(client.get(public), (public, dates))
        transaction.savepoint_rollback(kept)
    for address, data in (
        (f"{start}/plan/phases/analysing/", {"starts_on": day, "reason": "x"}),
        (f"{start}/type/", {"received_on": day, "key": "a-form-of-long-ago", "words": "x"}),
        (f"{start}/letters/new/", {"received_on": day, "key": "k" * 20, "words": "x", "channel": "letter"}),
        ("/arrivals/log/", {"received_on": day, "key": "k" * 21, "words": "x", "channel": "letter"}),
        (f"{start}/plan/decision/", {"outcome_due": day, "who_decides": "x", "reason": "x"}),
    ):
        kept = transaction.savepoint()
        sound(client.post(address, data), (address, day))
        for public in (*FOR_EVERYBODY, f"{start}/", f"{start}/ledger/", "/arrivals/"):
            sound(client.get(public), (public, address, day))
        transaction.savepoint_rollback(kept)
