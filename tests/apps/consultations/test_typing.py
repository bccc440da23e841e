"""Typing paper forms: what is kept, what too many ticks do, what a late form does, and who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.apps.consultations.officers import (
    ANSWERS,
    TYPED,
    actor,
    address,
    closed_questionnaire,
    decided_questionnaire,
    open_questionnaire,
    signed_in,
    type_form,
)
from tests.factories.documents import PDF

from folkmoot.domains.consultations.models import PaperForm, Questionnaire, Response
from folkmoot.domains.consultations.queries.channels import totals_by_channel
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Refused
from folkmoot.ground.intake.models import Arrival
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def post_of(typed: dict[str, str], **more: Any) -> dict[str, Any]:
    own = {"received_on": timezone.localdate().isoformat(), "key": "key-1", "batch": "B7", "seconds": "17"}
    return {**{f"typed.{name}": text for name, text in typed.items()}, **own, **more}


def test_a_typed_form_is_a_response_like_any_other() -> None:
    questionnaire = open_questionnaire()
    typist = actor(questionnaire.consultation)
    response = type_form(questionnaire, typist).response
    assert (response.answers, response.channel, response.state) == (ANSWERS, "paper", "counted")
    assert [answer.text for answer in response.words.all()] == ["More benches."]
    assert response.arrival.logged_by == typist.name
    assert (response.paper_form.typed_by_key, response.paper_form.batch) == (typist.key, "B1")
    assert totals_by_channel(questionnaire.consultation).total.counted == 1
    assert Entry.objects.filter(verb="response.recorded", actor_key=typist.key).count() == 1


def test_the_same_key_twice_is_one_form() -> None:
    questionnaire = open_questionnaire()
    typist = actor(questionnaire.consultation)
    first, second = (type_form(questionnaire, typist) for _ in range(2))
    assert (first.response.pk, second.created) == (second.response.pk, False)
    assert PaperForm.objects.count() == Arrival.objects.count() == 1


def test_too_many_ticks_count_as_no_reply_and_are_kept() -> None:
    questionnaire = open_questionnaire()
    response = type_form(
        questionnaire, actor(questionnaire.consultation), {"repairs": "123", "visited": "+12"}
    ).response
    assert response.answers == {}
    assert response.paper_form.spoiled == {"repairs": ["play", "paths", "toilets"], "visited": ["yes", "no"]}


def test_answers_that_the_form_routes_past_are_parked() -> None:
    questionnaire = open_questionnaire()
    response = type_form(questionnaire, actor(questionnaire.consultation), {"visited": "2", "visits": "5"}).response
    assert (response.answers, response.parked) == ({"visited": "no"}, {"visits": 5})


def test_a_form_that_came_after_the_last_day_is_held() -> None:
    questionnaire = closed_questionnaire()
    typist = actor(questionnaire.consultation)
    late = type_form(questionnaire, typist, key="late", days_ago=3).response
    in_time = type_form(questionnaire, typist, key="in-time", days_ago=20).response
    assert (late.state, in_time.state) == ("held", "counted")
    assert "after the last day" in late.state_reason
    assert late.arrival.held_because


@pytest.mark.parametrize("days", [-1, 30])
def test_a_day_that_cannot_be_is_refused(days: int) -> None:
    questionnaire = open_questionnaire()
    with pytest.raises(Invalid, match="received_on"):
        type_form(questionnaire, actor(questionnaire.consultation), days_ago=days)
    assert not Response.objects.exists()


def test_slips_of_the_typist_write_nothing() -> None:
    questionnaire = open_questionnaire()
    with pytest.raises(Invalid, match="capacity: No option has the key “9”"):
        type_form(questionnaire, actor(questionnaire.consultation), {"capacity": "9"})
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("role", ["analyst", "clerk", "member", "complaints_officer"])
def test_only_those_who_run_it_type(role: str) -> None:
    questionnaire = open_questionnaire()
    with pytest.raises(Refused):
        type_form(questionnaire, actor(questionnaire.consultation, role))
    assert signed_in(questionnaire.consultation, role).get(address(questionnaire, "type/")).status_code == 403


def test_officers_of_another_organisation_do_not_type() -> None:
    ours, theirs = open_questionnaire(), open_questionnaire()
    assert signed_in(theirs.consultation).get(address(ours, "type/")).status_code == 403


def test_nothing_is_typed_once_it_is_decided() -> None:
    questionnaire = decided_questionnaire()
    with pytest.raises(Refused, match="while it is being analysed"):
        type_form(questionnaire, actor(questionnaire.consultation))


def test_the_screen_saves_shows_the_reference_and_begins_again() -> None:
    questionnaire = open_questionnaire()
    client = signed_in(questionnaire.consultation)
    page = client.post(address(questionnaire, "type/"), post_of(TYPED), follow=True)
    response = Response.objects.get()
    assert response.answers == ANSWERS
    assert response.paper_form.seconds == 17
    text = page.content.decode()
    assert f'<strong id="reference">{response.arrival.reference}</strong>' in text
    assert '<strong id="typed-in-all">1</strong>' in text
    assert 'value="B7"' in text
    assert text.count("autofocus") == 1
    assert text.index("autofocus") < text.index('id="t-visited"')
    assert 'value="key-1"' not in text


def test_the_screen_keeps_what_was_typed_when_something_is_wrong() -> None:
    questionnaire = open_questionnaire()
    page = signed_in(questionnaire.consultation).post(
        address(questionnaire, "type/"), post_of({**TYPED, "visited": "8"}, batch="B8")
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert 'href="#t-visited"' in text
    assert "No option has the key “8”." in text
    assert "More benches." in text
    assert 'value="13"' in text
    assert not Response.objects.exists()


def test_enter_without_scripts_sends_nothing() -> None:
    """The first button of a form is pressed by Enter; it is one that cannot be pressed."""
    questionnaire = open_questionnaire()
    text = signed_in(questionnaire.consultation).get(address(questionnaire, "type/")).content.decode()
    form = text[text.index('data-module="folkmoot-typing"') :]
    assert form.index('<button type="submit" disabled hidden>') < form.index("data-save")


def test_contact_and_permission_on_the_form_are_kept_apart() -> None:
    questionnaire = open_questionnaire()
    told = {"name": "Ann Lee", "medium": "letter", "address": "1 High Street", "consent": "unnamed"}
    signed_in(questionnaire.consultation).post(address(questionnaire, "type/"), post_of(TYPED, **told))
    response = Response.objects.get()
    assert (response.consent, response.contact.name, response.contact.wants_outcome) == ("unnamed", "Ann Lee", True)


def test_a_scan_is_kept_for_officers_only(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    questionnaire = open_questionnaire()
    scan = SimpleUploadedFile("form.pdf", PDF)
    signed_in(questionnaire.consultation).post(address(questionnaire, "type/"), post_of(TYPED, scan=scan))
    arrival = Response.objects.get().arrival
    assert arrival.source is not None
    assert arrival.source.classification == "confidential"
    assert arrival.source.subject_key == str(arrival.pk)


def test_pages_cost_as_many_queries_with_one_form_as_with_many(django_assert_max_num_queries: Any) -> None:
    questionnaire: Questionnaire = open_questionnaire()
    typist = actor(questionnaire.consultation)
    client = signed_in(questionnaire.consultation)
    for number in range(12):
        type_form(questionnaire, typist, key=f"form-{number}")
    with django_assert_max_num_queries(30):
        client.get(address(questionnaire, "ledger/"))
    with django_assert_max_num_queries(30):
        client.get(address(questionnaire, "type/"))


def test_the_day_after_a_saved_form_stays() -> None:
    questionnaire = open_questionnaire()
    day = timezone.localdate() - timedelta(days=4)
    page = signed_in(questionnaire.consultation).post(
        address(questionnaire, "type/"), post_of(TYPED, received_on=day.isoformat()), follow=True
    )
    assert f'value="{day.isoformat()}"' in page.content.decode()
