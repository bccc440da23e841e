"""Lessons, trends and satisfaction; what is forgotten is gone everywhere while no count changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.complaints import UnitFactory, log, officer

from folkmoot.domains.complaints.actions.acknowledge import acknowledge
from folkmoot.domains.complaints.actions.learning import say_how_it_was
from folkmoot.domains.complaints.actions.log import Whose
from folkmoot.domains.complaints.actions.remedies import add_lesson
from folkmoot.domains.complaints.actions.resident import add_to_case
from folkmoot.domains.complaints.actions.respond import Found, respond
from folkmoot.domains.complaints.actions.retention import forget_case, hold, lift, run_retention
from folkmoot.domains.complaints.models import Case, Forgotten, HandlingAnswer, Lesson, RetentionRule
from folkmoot.domains.complaints.public import would_forget
from folkmoot.domains.complaints.queries.desk import Narrowed, search
from folkmoot.domains.complaints.queries.reporting import span_of, tallies
from folkmoot.domains.complaints.queries.retention import cases_of
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.notify.models import Message

pytestmark = pytest.mark.django_db
LONG_AGO = date(2010, 5, 4)
SECRET_WORDS = "Xylophone Quagmire"


def answered(**said: object) -> Case:
    case = log(f"{SECRET_WORDS} happened to me.", received=LONG_AGO, **said)  # type: ignore[arg-type]
    add_to_case(case=case, words=f"More of {SECRET_WORDS}", files=[], by=RESIDENT)
    acknowledge(case=case, by=SYSTEM, on=LONG_AGO, points=[f"The {SECRET_WORDS}"])
    respond(case=case, found={1: Found("upheld", f"Because {SECRET_WORDS}")}, by=SYSTEM, on=LONG_AGO)
    Case.objects.filter(pk=case.pk).update(state="closed", ending="answered", ended_on=LONG_AGO)
    case.refresh_from_db()
    return case


def rule(years: int = 6) -> RetentionRule:
    return RetentionRule.objects.create(key="complaints", title="Complaints", kinds=["complaint"], years=years)


def test_forgotten_words_are_nowhere_and_every_count_stays() -> None:
    case, span = answered(), span_of("2010-11")
    assert span is not None
    before = tallies([span], date(2011, 6, 1))
    old_secret = case.secret
    rule()
    assert would_forget(date(2016, 5, 4)) == {"complaints": 0}
    assert would_forget(date(2016, 5, 5)) == {"complaints": 1}
    assert not Forgotten.objects.exists()
    assert run_retention(by=SYSTEM, today=date(2016, 5, 5)) == {"complaints": 1}
    assert tallies([span], date(2011, 6, 1)) == before
    case.refresh_from_db()
    kept = [case.summary, case.wanted, case.arrival.words]
    kept += [*case.letters.values_list("body", "subject"), *case.notes.values_list("words", flat=True)]
    kept += [*case.points.values_list("words", "findings__because"), *Message.objects.values_list("body", flat=True)]
    assert SECRET_WORDS not in str(kept)
    assert not hasattr(Case.objects.get(pk=case.pk), "complainant")
    assert case.secret != old_secret
    assert search("Xylophone", SYSTEM, Narrowed()).cases == []
    assert run_retention(by=SYSTEM, today=date(2016, 5, 5)) == {}


def test_a_hold_keeps_a_case_until_it_is_lifted() -> None:
    case = answered()
    rule()
    held = hold(case=case, because="An inquiry", by=SYSTEM)
    assert would_forget(date(2030, 1, 1)) == {"complaints": 0}
    with pytest.raises(Refused, match="is held"):
        forget_case(case=case, because="asked-for", by=SYSTEM)
    lift(held=held, by=SYSTEM)
    assert would_forget(date(2030, 1, 1)) == {"complaints": 1}
    with pytest.raises(Refused, match="not closed"):
        forget_case(case=log(), because="asked-for", by=SYSTEM)


def test_one_person_takes_everything_and_is_forgotten(client: Client) -> None:
    answered()
    log("Still open")
    client.force_login(officer())
    sent = {"whom": "Ann@Example.org"}
    assert "2 cases" in client.post("/cases/person/", {**sent, "step": "find"}).content.decode()
    taken = json.loads(client.post("/cases/person/", {**sent, "step": "export"}).content)
    assert SECRET_WORDS in taken["cases"][0]["words"]
    assert taken["cases"][0]["person"]["name"] == "Ann Example"
    assert "sure" in client.post("/cases/person/", {**sent, "step": "erase"}).content.decode()
    page = client.post("/cases/person/", {**sent, "step": "erase", "sure": "on"}).content.decode()
    assert "1 case is forgotten." in page
    assert "is not closed yet" in page


def test_a_person_without_an_address_is_found_by_telephone_or_by_a_case() -> None:
    rings = Whose(name="Bea Example", medium="text", telephone="07700 900123")
    hers, again, nobodys = log(whose=rings), log(whose=replace(rings, telephone="(07700) 900 123")), log(whose=None)
    log()
    assert cases_of("07700900123", SYSTEM) == [hers, again]
    assert cases_of(hers.arrival.reference, SYSTEM) == [hers, again]
    assert cases_of(nobodys.arrival.reference, SYSTEM) == [nobodys]
    assert cases_of("0123", SYSTEM) == cases_of("nobody", SYSTEM) == []


def test_the_page_is_a_dry_run_until_somebody_is_sure(client: Client) -> None:
    case = answered()
    rule()
    client.force_login(officer())
    assert case.arrival.reference in client.get("/cases/retention/").content.decode()
    client.post("/cases/retention/", {"step": "run"})
    assert not Forgotten.objects.exists()
    assert client.post("/cases/retention/", {"step": "hold", "reference": "nope", "because": "x"}).status_code == 422
    client.post("/cases/retention/", {"step": "hold", "reference": case.arrival.reference, "because": "A court"})
    client.post("/cases/retention/", {"step": "run", "sure": "yes"})
    assert not Forgotten.objects.exists()
    client.post("/cases/retention/", {"step": "lift", "hold": case.holds.get().pk})
    client.post("/cases/retention/", {"step": "run", "sure": "yes"})
    assert Forgotten.objects.count() == 1
    client.force_login(officer("service:parks"))
    assert client.get("/cases/retention/").status_code == 404


def test_a_resident_says_how_it_was_once_it_is_answered(client: Client) -> None:
    case = answered()
    address = f"/complain/follow/{case.arrival.reference}/{case.secret}/how-it-was/"
    assert client.post(address, {"content": ""}).status_code == 422
    assert client.post(address, {"content": "4", "words": "Kind."}).status_code == 302
    client.post(address, {"content": "2"})
    assert list(HandlingAnswer.objects.values_list("content", flat=True)) == [2]
    with pytest.raises(Refused):
        say_how_it_was(case=log(), content=5, by=RESIDENT)


def test_causes_trends_and_a_lesson_told_to_everybody(client: Client) -> None:
    libraries, parks = UnitFactory(name="Libraries"), UnitFactory(name="Parks")
    one, other = answered(unit=libraries), answered(unit=parks)
    add_lesson(
        case=one, cause="Letters went to the old address", learned="Ask.", changed="We ask each time.", by=SYSTEM
    )
    add_lesson(case=other, cause="A letter went to an old address", learned="Ask.", by=SYSTEM)
    client.force_login(officer())
    page = client.get("/cases/learning/").content.decode()
    assert "2 services" in page
    lesson = Lesson.objects.exclude(changed="").get()
    assert f"/cases/learning/{lesson.pk}/" in page
    for way in ("unit", "reason", "channel"):
        assert client.get(f"/cases/trends/?by={way}").status_code == 200
    for number in range(12):
        log(unit=libraries, received=date(2010, 4 + number % 9, 3))
    drawn = client.get(f"/cases/trends/?by=unit&to=2010/11&of={libraries.key}").content.decode()
    assert "<svg" in drawn
    assert client.get("/cases/trends/?by=colour").status_code == 404
    assert timezone.localdate() > LONG_AGO
