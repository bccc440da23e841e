"""Typing again: who, which forms, what differs, and what settling changes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.apps.consultations.officers import ANSWERS, TYPED, actor, address, open_questionnaire, signed_in, type_form

from folkmoot.domains.consultations.actions.second_entry import settle_entry, type_again
from folkmoot.domains.consultations.actions.type_paper import set_share_typed_again
from folkmoot.domains.consultations.adapters import codebook_of, questionnaire_of
from folkmoot.domains.consultations.models import Questionnaire, Response, SecondEntry
from folkmoot.domains.consultations.queries.paper import error_rate, forms_to_type_again, sample_of
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.questionnaires import Typed, read_typed
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def read(questionnaire: Questionnaire, **changed: str) -> Typed:
    typed = {**TYPED, **changed}
    return read_typed(questionnaire_of(questionnaire), {name: [text] for name, text in typed.items()})


@pytest.fixture
def first() -> tuple[Questionnaire, Response, Actor, Actor]:
    """A form typed by one officer, all forms drawn, and a second officer."""
    questionnaire = open_questionnaire()
    typist, other = actor(questionnaire.consultation), actor(questionnaire.consultation)
    set_share_typed_again(consultation=questionnaire.consultation, percent=100, by=typist)
    return questionnaire, type_form(questionnaire, typist).response, typist, other


First = tuple[Questionnaire, Response, Actor, Actor]


def test_two_typings_that_agree_leave_nothing_to_settle(first: First) -> None:
    questionnaire, response, _typist, other = first
    entry = type_again(response=response, typed=read(questionnaire), by=other)
    assert (entry.fields, entry.differences) == (5, {})
    assert sample_of(questionnaire.consultation).unsettled == 0


def test_the_first_typist_is_refused_by_policy_and_by_the_database(first: First) -> None:
    questionnaire, response, typist, _other = first
    with pytest.raises(Refused, match="Somebody else"):
        type_again(response=response, typed=read(questionnaire), by=typist)
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondEntry.objects.create(
            response=response, first_typed_by_key=typist.key, typed_by=typist.name, typed_by_key=typist.key
        )


def test_a_form_is_not_typed_a_third_time(first: First) -> None:
    questionnaire, response, _typist, other = first
    type_again(response=response, typed=read(questionnaire), by=other)
    with pytest.raises(Refused, match="already"):
        type_again(response=response, typed=read(questionnaire), by=actor(questionnaire.consultation))


def test_only_forms_below_the_share_are_in_the_sample(first: First) -> None:
    questionnaire, response, typist, other = first
    share = response.paper_form.lot // 100
    set_share_typed_again(consultation=questionnaire.consultation, percent=share, by=typist)
    with pytest.raises(Refused, match="not in the sample"):
        type_again(response=response, typed=read(questionnaire), by=other)
    set_share_typed_again(consultation=questionnaire.consultation, percent=share + 1, by=typist)
    assert type_again(response=response, typed=read(questionnaire), by=other).fields == 5


def test_drawn_forms_are_listed_to_others_only(first: First) -> None:
    questionnaire, response, typist, other = first
    assert not forms_to_type_again(questionnaire.consultation, typist.key)
    assert [paper.response_id for paper in forms_to_type_again(questionnaire.consultation, other.key)] == [response.pk]
    type_again(response=response, typed=read(questionnaire), by=other)
    assert not forms_to_type_again(questionnaire.consultation, actor(questionnaire.consultation).key)


def test_a_higher_share_keeps_the_draw() -> None:
    questionnaire = open_questionnaire()
    typist, other = actor(questionnaire.consultation), actor(questionnaire.consultation)
    for number in range(30):
        type_form(questionnaire, typist, key=f"form-{number}")
    drawn = []
    for percent in (20, 60):
        set_share_typed_again(consultation=questionnaire.consultation, percent=percent, by=typist)
        drawn.append({paper.pk for paper in forms_to_type_again(questionnaire.consultation, other.key)})
    assert drawn[0] < drawn[1]


def test_nothing_that_counts_changes_before_somebody_settles(first: First) -> None:
    questionnaire, response, _typist, other = first
    entry = type_again(response=response, typed=read(questionnaire, visited="2", words="Fewer benches."), by=other)
    response.refresh_from_db()
    assert response.answers == ANSWERS
    assert entry.differences == {"visited": ["yes", "no"], "words": ["More benches.", "Fewer benches."]}


def test_settling_changes_the_answers_their_coding_and_their_words(first: First) -> None:
    questionnaire, response, typist, other = first
    second = read(questionnaire, visited="2", words="More branches.", repairs="123")
    entry = type_again(response=response, typed=second, by=other)
    third = read_typed(questionnaire_of(questionnaire), {"words": ["More beaches."]}, only=["words"])
    choices = {"visited": "second", "words": "third", "repairs": "second"}
    settle_entry(entry=entry, choices=choices, third=third, reason="Looked at the form.", by=typist)
    response.refresh_from_db()
    core = questionnaire_of(questionnaire)
    assert response.answers == {"capacity": "public", "visited": "no", "words": "More beaches."}
    assert response.parked == {"visits": 12}
    assert response.paper_form.spoiled == {"repairs": ["paths", "play", "toilets"]}
    assert codebook_of(core).decode(bytes(response.coded))["visited"] == "no"
    assert [answer.text for answer in response.words.all()] == ["More beaches."]
    said = Entry.objects.get(verb="response.settled")
    assert (said.reason, said.changes["visited"]) == ("Looked at the form.", ["yes", "no"])


def test_keeping_the_first_changes_nothing_and_is_written_down(first: First) -> None:
    questionnaire, response, typist, other = first
    entry = type_again(response=response, typed=read(questionnaire, visited="2"), by=other)
    settle_entry(entry=entry, choices={"visited": "first"}, third=Typed(), reason="A slip.", by=typist)
    response.refresh_from_db()
    entry.refresh_from_db()
    assert response.answers == ANSWERS
    assert (entry.settled, entry.settled_by) == ({"visited": "yes"}, typist.name)
    with pytest.raises(Refused, match="already"):
        settle_entry(entry=entry, choices={"visited": "second"}, third=Typed(), reason="Again.", by=typist)


@pytest.mark.parametrize(
    ("choices", "reason", "where"), [({}, "Looked.", "choice.visited"), ({"visited": "first"}, " ", "reason")]
)
def test_settling_needs_a_choice_and_a_reason(first: First, choices: dict[str, str], reason: str, where: str) -> None:
    questionnaire, response, typist, other = first
    entry = type_again(response=response, typed=read(questionnaire, visited="2"), by=other)
    with pytest.raises(Invalid) as refused:
        settle_entry(entry=entry, choices=choices, third=Typed(), reason=reason, by=typist)
    assert [fault.where for fault in refused.value.faults] == [where]


def test_the_error_rate_is_differing_answers_of_those_compared(first: First) -> None:
    questionnaire, response, _typist, other = first
    assert error_rate(questionnaire.consultation).compared == 0
    type_again(response=response, typed=read(questionnaire, visited="2"), by=other)
    rate = error_rate(questionnaire.consultation)
    assert (rate.forms, rate.differing, rate.compared) == (1, 1, 5)
    assert rate.low < 0.2 < rate.high
    page = signed_in(questionnaire.consultation).get(address(questionnaire, "ledger/")).content.decode()
    assert "<strong>1 of 5</strong>" in page
    assert "20.0 %" in page


def test_the_second_screen_does_not_show_the_first_typing(first: First) -> None:
    questionnaire, response, _typist, _other = first
    client = signed_in(questionnaire.consultation)
    end = f"second-entry/{response.arrival.reference}/"
    page = client.get(address(questionnaire, end))
    assert page.status_code == 200
    assert "More benches." not in page.content.decode()
    differs = {f"typed.{name}": text for name, text in {**TYPED, "visited": "2"}.items()}
    settle = client.post(address(questionnaire, end), differs, follow=True)
    assert "1 of 5 answers differ" in settle.content.decode()
    wrong = client.post(address(questionnaire, f"{end}settle/"), {"reason": "x"})
    assert (wrong.status_code, "Say what holds." in wrong.content.decode()) == (422, True)
    client.post(address(questionnaire, f"{end}settle/"), {"reason": "Looked.", "choice.visited": "second"})
    response.refresh_from_db()
    assert response.answers["visited"] == "no"
    settled = client.get(address(questionnaire, f"{end}settle/")).content.decode()
    assert "What holds" in settled


def test_the_share_is_changed_on_the_page() -> None:
    questionnaire = open_questionnaire()
    client = signed_in(questionnaire.consultation)
    assert client.post(address(questionnaire, "second-entry/"), {"percent": "101"}).status_code == 422
    client.post(address(questionnaire, "second-entry/"), {"percent": "25"})
    assert sample_of(questionnaire.consultation).percent == 25
