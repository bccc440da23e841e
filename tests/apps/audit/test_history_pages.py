from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import UserFactory

from folkmoot.ground.audit.enums import SENTENCES
from folkmoot.ground.audit.forms import SearchForm
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.audit.public import changed_fields, history_of, record
from folkmoot.ground.audit.queries import search_entries
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor, Grant

pytestmark = pytest.mark.django_db
CLERK = Actor(kind="person", key="user:9", name="Clem Hartfield", grants=frozenset({Grant("clerk")}))


@pytest.fixture
def browser() -> Client:
    browser = Client()
    browser.force_login(UserFactory(name="Ada Winterbourne", roles=["administrator"]))
    return browser


def on(day: str, **fields: Any) -> Entry:
    """An entry of noon on a day."""
    at = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    plain = {"actor_kind": "system", "actor_name": "Folkmoot", "verb": "place.loaded", "subject_type": "places.place"}
    return Entry.objects.create(at=at, **{**plain, "subject_key": "1", "subject_label": "Ashford", **fields})


def test_an_entry_keeps_who_did_what_to_what_and_why() -> None:
    person = UserFactory(name="Meera Thorncote")
    entry = record(verb="person.stopped", subject=person, by=CLERK, changes={"is_active": [True, False]}, reason="Left")
    assert (entry.actor_key, entry.actor_name, entry.subject_label) == ("user:9", "Clem Hartfield", "Meera Thorncote")
    assert list(history_of(person)) == [entry]
    assert not history_of(UserFactory()).exists()


def test_only_what_differs_is_kept_as_a_change() -> None:
    day = dt.date(2026, 11, 23)
    assert changed_fields({"a": 1, "b": 2, "on": None}, {"a": 1, "b": 3, "on": day}) == {
        "b": [2, 3],
        "on": [None, "2026-11-23"],
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"person": "user:7"}, ["2026-11-02"]),
        ({"person": "hartf"}, ["2026-11-02"]),
        ({"subject_type": "bodies.post"}, ["2026-11-03"]),
        ({"verb": "body."}, ["2026-11-03"]),
        ({"first_day": dt.date(2026, 11, 2), "last_day": dt.date(2026, 11, 2)}, ["2026-11-02"]),
        ({"last_day": dt.date(2026, 11, 2)}, ["2026-11-02", "2026-11-01"]),
        ({"last_day": dt.date.max}, ["2026-11-03", "2026-11-02", "2026-11-01"]),
    ],
)
def test_the_history_is_searched(asked: dict[str, Any], found: list[str]) -> None:
    on("2026-11-01")
    on("2026-11-02", actor_kind="person", actor_key="user:7", actor_name="Clem Hartfield")
    on("2026-11-03", verb="body.closed", subject_type="bodies.post")
    assert [f"{entry.at:%Y-%m-%d}" for entry in search_entries(**asked)] == found


def test_days_are_the_county_s_own() -> None:
    """In summer time, half past eleven in the evening of UTC is the next day already."""
    Entry.objects.create(at=dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC), verb="late", subject_type="x.y")
    assert search_entries(first_day=dt.date(2026, 7, 1)).count() == 1
    assert search_entries(last_day=dt.date(2026, 6, 30)).count() == 0


def test_the_page_shows_changes_escaped_and_pages_them(browser: Client) -> None:
    for number in range(60):
        on("2026-11-01", changes={"title": ["<b>old</b>", f"new {number}"]}, reason="Asked for")
    page = browser.get(reverse("audit:list_entries"))
    text = page.content.decode()
    assert "60 entries" in text
    assert "&lt;b&gt;old&lt;/b&gt; → new 59" in text
    assert text.count("<time") == 50
    assert browser.get(f"{reverse('audit:list_entries')}?page=2").content.decode().count("<time") == 10


def test_the_page_costs_the_same_for_many(browser: Client, django_assert_num_queries: Any) -> None:
    on("2026-11-01")
    browser.get(reverse("audit:list_entries"))
    with django_assert_num_queries(6):
        browser.get(reverse("audit:list_entries"))
    for _each in range(49):
        on("2026-11-01")
    with django_assert_num_queries(6):
        browser.get(reverse("audit:list_entries"))


@pytest.mark.parametrize("query", ["first_day=yesterday", "subject_type=no.such", "last_day=2026-02-30"])
def test_what_is_not_understood_is_told(browser: Client, query: str) -> None:
    for page in ("audit:list_entries", "audit:export_entries"):
        answer = browser.get(f"{reverse(page)}?{query}")
        assert answer.status_code == 400
        assert b"govuk-error-summary" in answer.content


def test_a_day_stands_in_its_box_in_the_form_that_browsers_read() -> None:
    form = SearchForm(initial={"first_day": dt.date(2026, 11, 2), "last_day": dt.date(2026, 11, 3)})
    assert 'value="2026-11-02"' in str(form["first_day"])
    assert 'value="2026-11-03"' in str(form["last_day"])


def test_the_export_holds_what_the_search_found_and_no_formulas(browser: Client) -> None:
    on("2026-11-01", reason='=HYPERLINK("http://evil.example")', subject_label="+44 1233", changes={"a": ["é", 1]})
    on("2026-11-02", verb="body.closed")
    answer = browser.get(f"{reverse('audit:export_entries')}?verb=place")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [(row["verb"], row["record"], row["changes"]) for row in rows] == [
        ("place.loaded", "'+44 1233", '{"a": ["é", 1]}')
    ]
    assert rows[0]["reason"].startswith("'=HYPERLINK")
    assert answer["Content-Disposition"] == 'attachment; filename="history.csv"'
    assert answer["Cache-Control"] == "private, no-store"


def panel(actor: Actor | None, subject: Any) -> str:
    return Template("{% load history %}{% history_of person %}").render(Context({"actor": actor, "person": subject}))


def test_the_panel_is_for_staff_only() -> None:
    person = UserFactory()
    record(verb="person.stopped", subject=person, by=CLERK, reason="Left the council")
    assert "Left the council" in panel(CLERK, person)
    assert "Left the council" in panel(SYSTEM, person)
    assert panel(RESIDENT, person).strip() == panel(None, person).strip() == ""
    assert panel(Actor(kind="person", grants=frozenset({Grant("resident")})), person).strip() == ""


def test_the_panel_leads_an_administrator_to_the_rest() -> None:
    person = UserFactory()
    for _each in range(25):
        record(verb="person.invited", subject=person, by=SYSTEM)
    administrator = Actor(kind="person", grants=frozenset({Grant("administrator")}))
    assert f"subject_type=accounts.user&amp;subject_key={person.pk}" in panel(administrator, person)
    assert "/history/" not in panel(CLERK, person)
    assert panel(CLERK, person).count("<time") == 20


def test_an_entry_is_a_sentence_with_its_details_folded_in(browser: Client) -> None:
    on("2026-11-01", verb="body.added", subject_label="Kent Forum", actor_name="Clem <Hartfield>", reason="It is new")
    on("2026-11-02", changes={"sha256": [None, "ab" * 32], "answers": [None, ["a.b:1", "a.b:2"]], "on": [False, True]})
    text = browser.get(reverse("audit:list_entries")).content.decode()
    assert "Clem &lt;Hartfield&gt; added the body “Kent Forum”. Why: It is new" in text
    # What nobody gave a sentence is told by the parts of its name.
    assert "Folkmoot: place loaded, “Ashford”." in text
    assert "abababababab …" in text
    assert "ab" * 32 not in text
    assert "2 × a b" in text
    assert "On: no → yes" in text
    assert text.count("<details") >= 3
    assert browser.get(f"{reverse('audit:list_entries')}?verb=body.").content.decode().count("<time") == 1


def test_every_verb_has_its_sentence() -> None:
    """Whoever adds a verb gives it one: in `ground.audit.enums`, or where the app registers its own."""
    source = Path(__file__).resolve().parents[3] / "src" / "folkmoot"
    files = [*source.glob("ground/**/*.py"), *source.glob("domains/consultations/**/*.py")]
    verbs = {verb for file in files for verb in re.findall(r'verb=f?"([a-z_]+\.[a-z_]+)"', file.read_text())}
    assert len(verbs) > 80
    assert sorted(verbs - SENTENCES.keys()) == []
    assert all(str(told) % {"what": "X"} for told in SENTENCES.values())
