"""People can have their name and address erased; what they said stays and counts."""

from __future__ import annotations

import json

import pytest
from django.core import serializers
from django.utils import timezone
from tests.apps.consultations.officers import actor, address, open_questionnaire, signed_in
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.actions.erase_contact import erase_contact
from folkmoot.domains.consultations.actions.outcome import OutcomeWords, publish_outcome, save_outcome
from folkmoot.domains.consultations.actions.submit import ContactDetails
from folkmoot.domains.consultations.actions.tell import tell_people
from folkmoot.domains.consultations.models import Contact, Questionnaire, Response
from folkmoot.domains.consultations.queries.channels import totals_by_channel
from folkmoot.domains.consultations.queries.telling import telling_progress
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot.ground.notify.models import Message
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
ADDRESS = "ada@example.org"


def answered(questionnaire: Questionnaire, to: str = ADDRESS) -> Response:
    contact = ContactDetails(name="Ada Lovell", medium="email", address=to, wants_outcome=True, copy_to=to)
    return respond(questionnaire, {"visited": "yes"}, contact=contact)


def test_contact_and_copy_go_and_the_answer_stays() -> None:
    questionnaire = open_questionnaire()
    response, other = answered(questionnaire), answered(questionnaire, "ben@example.org")
    before = totals_by_channel(questionnaire.consultation)
    by = actor(questionnaire.consultation)
    assert erase_contact(response=response, by=by, reason="She asked for it.") == 1
    assert [contact.response_id for contact in Contact.objects.all()] == [other.pk]
    assert [message.to for message in Message.objects.all()] == ["ben@example.org"]
    assert totals_by_channel(questionnaire.consultation) == before
    response.refresh_from_db()
    assert response.answers == {"visited": "yes"}
    entry = Entry.objects.get(verb="response.contact_erased")
    assert (entry.reason, entry.actor_key, entry.subject_key) == ("She asked for it.", by.key, str(response.pk))
    history = json.dumps(serializers.serialize("python", Entry.objects.all()), default=str)
    assert ADDRESS not in history
    assert "Lovell" not in history


def test_a_message_about_the_outcome_that_waits_is_not_sent_nor_written_again() -> None:
    questionnaire = QuestionnaireFactory(consultation=ConsultationFactory(closed=True))
    response, _other = answered(questionnaire), answered(questionnaire, "ben@example.org")
    words = OutcomeWords("What first?", "You want seats.", "Twelve benches are ordered.")
    written = save_outcome(consultation=questionnaire.consultation, words=words, by=SYSTEM)
    outcome = publish_outcome(outcome=written, by=SYSTEM, now=timezone.now())
    assert tell_people(outcome=outcome, by=SYSTEM).new == 2
    erase_contact(response=response, by=SYSTEM, reason="Asked for.")
    assert not Message.objects.filter(to=ADDRESS).exists()
    assert tell_people(outcome=outcome, by=SYSTEM).new == 0
    assert telling_progress(outcome).is_complete


@pytest.mark.parametrize("reason", [" ", "ADA@example.org wrote", "ada  lovell rang"])
def test_a_reason_is_needed_that_does_not_keep_what_is_to_go(reason: str) -> None:
    questionnaire = open_questionnaire()
    response = answered(questionnaire)
    with pytest.raises(Invalid, match="reason"):
        erase_contact(response=response, by=SYSTEM, reason=reason)
    assert Contact.objects.exists()


def test_only_those_who_run_it_erase_and_only_once() -> None:
    ours, theirs = open_questionnaire(), open_questionnaire()
    response = answered(ours)
    for by in (actor(theirs.consultation), actor(ours.consultation, "analyst")):
        with pytest.raises(Refused):
            erase_contact(response=response, by=by, reason="So.")
    erase_contact(response=response, by=actor(ours.consultation, "administrator"), reason="So.")
    with pytest.raises(Refused, match="No contact details"):
        erase_contact(response=response, by=SYSTEM, reason="So.")


def test_the_page_of_the_answer_has_the_button() -> None:
    questionnaire = open_questionnaire()
    response, client = answered(questionnaire), signed_in(questionnaire.consultation)
    page = address(questionnaire, f"ledger/{response.arrival.reference}/")
    assert "Erase the name and address" in client.get(page).content.decode()
    assert "Erase the name" not in signed_in(questionnaire.consultation, "analyst").get(page).content.decode()
    assert client.post(f"{page}erase-contact/", {"erase-reason": ""}).status_code == 422
    refused = client.post(f"{page}erase-contact/", {"erase-reason": f"{ADDRESS} wrote"})
    assert (refused.status_code, "Say it without them." in refused.content.decode()) == (422, True)
    after = client.post(f"{page}erase-contact/", {"erase-reason": "She asked."}, follow=True).content.decode()
    assert f"The name and address of {response.arrival.reference} are erased." in after
    assert ADDRESS not in after
    assert "gave no name" in after
    assert "Erase the name and address?" not in after
    analyst = signed_in(questionnaire.consultation, "analyst")
    assert analyst.post(f"{page}erase-contact/", {"erase-reason": "So."}).status_code == 403
