from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.actions import tell
from folkmoot.domains.consultations.actions.outcome import OutcomeWords, publish_outcome, save_outcome
from folkmoot.domains.consultations.actions.submit import ContactDetails
from folkmoot.domains.consultations.actions.tell import tell_people
from folkmoot.domains.consultations.models import Contact, Outcome, Response
from folkmoot.domains.consultations.queries.telling import telling_progress
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.notify.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome() -> Outcome:
    questionnaire = QuestionnaireFactory(consultation=ConsultationFactory(closed=True, title="Our parks"))
    for number in range(7):
        answered(questionnaire, "email", f"person{number}@example.org")
    words = OutcomeWords("What first?", "You want seats.", "Twelve benches are ordered.")
    written = save_outcome(consultation=questionnaire.consultation, words=words, by=SYSTEM)
    return publish_outcome(outcome=written, by=SYSTEM, now=timezone.now())


def answered(questionnaire: Any, medium: str, address: str, *, wants_outcome: bool = True) -> Response:
    contact = ContactDetails(
        name="Ada",
        medium=medium,
        address=address,
        wants_outcome=wants_outcome,
        copy_to="" if wants_outcome else address,
    )
    return respond(questionnaire, {"visited": "yes"}, contact=contact)


def told() -> list[str]:
    return sorted(Message.objects.filter(batch__startswith="outcome:").values_list("to", flat=True))


def test_everybody_who_asked_is_told_once(outcome: Outcome) -> None:
    questionnaire = outcome.consultation.questionnaires.get()
    answered(questionnaire, "text", "07700 900123")
    answered(questionnaire, "letter", "Ada\n1 High Street\nAB1 2CD")
    answered(questionnaire, "email", "silent@example.org", wants_outcome=False)
    answered(questionnaire, "email", "person0@example.org")
    spam = answered(questionnaire, "email", "spam@example.org")
    Response.objects.filter(pk=spam.pk).update(state="set_aside")
    assert tell_people(outcome=outcome, by=SYSTEM).new == 9
    assert tell_people(outcome=outcome, by=SYSTEM).new == 0
    assert "silent@example.org" not in told()
    assert "spam@example.org" not in told()
    assert told().count("person0@example.org") == 1
    short = Message.objects.get(medium="text")
    assert outcome.get_absolute_url() in short.body
    assert "Twelve benches" not in short.body
    long = Message.objects.get(medium="letter")
    assert "Twelve benches are ordered." in long.body
    assert "Dear Ada" in long.body
    assert telling_progress(outcome).is_complete


def test_telling_that_is_killed_half_way_goes_on_with_the_rest(
    outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell, "AT_ONCE", 2)
    real, portions = tell.tell_many, []

    def killed_in_the_third_portion(tellings: Any) -> int:
        portions.append(tellings)
        if len(portions) == 3:
            raise KeyboardInterrupt
        return real(tellings)

    monkeypatch.setattr(tell, "tell_many", killed_in_the_third_portion)
    with pytest.raises(KeyboardInterrupt):
        tell_people(outcome=outcome, by=SYSTEM)
    assert len(told()) == 4
    assert not telling_progress(outcome).is_complete
    monkeypatch.setattr(tell, "tell_many", real)
    again = tell_people(outcome=outcome, by=SYSTEM)
    assert (again.people, again.new) == (7, 3)
    assert told() == [f"person{number}@example.org" for number in range(7)]


def test_nobody_is_told_of_what_is_not_published(outcome: Outcome) -> None:
    Outcome.objects.filter(pk=outcome.pk).update(published_at=None)
    outcome.refresh_from_db()
    with pytest.raises(Refused, match="Publish"):
        tell_people(outcome=outcome, by=SYSTEM)
    with pytest.raises(Refused):
        tell_people(outcome=outcome, by=RESIDENT)


def test_an_erased_contact_is_not_told(outcome: Outcome) -> None:
    Contact.objects.filter(address="person3@example.org").delete()
    tell_people(outcome=outcome, by=SYSTEM)
    assert "person3@example.org" not in told()


def test_the_button_tells_in_the_background_and_the_page_shows_how_far(
    client: Client, outcome: Outcome, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(UserFactory(roles=["engagement_officer"]))
    address = f"/consultations/{outcome.consultation.slug}/outcome/"
    assert "Tell them now" in client.get(f"{address}edit/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{address}tell/").status_code == 302
    assert len(told()) == 7
    page = client.get(f"{address}edit/").content.decode()
    assert "Tell them now" not in page
    assert "Waiting to go" in page


def test_publishing_and_the_plan_say_how_many_are_still_to_be_told(client: Client, outcome: Outcome) -> None:
    client.force_login(UserFactory(roles=["engagement_officer"]))
    plan = f"/consultations/{outcome.consultation.slug}/plan/"
    assert "published, 7 to tell" in client.get(plan).content.decode()
    tell_people(outcome=outcome, by=SYSTEM)
    assert "to tell" not in client.get(plan).content.decode()
    Outcome.objects.update(published_at=None)
    Message.objects.all().delete()
    form = {"asked": "What first?", "said": "Seats.", "did": "Ordered.", "deed": "publish"}
    page = client.post(f"/consultations/{outcome.consultation.slug}/outcome/edit/", form, follow=True)
    assert "7 people asked to be told" in page.content.decode()


def test_the_button_is_for_officers_who_run_it(client: Client, outcome: Outcome) -> None:
    address = f"/consultations/{outcome.consultation.slug}/outcome/tell/"
    assert client.post(address).status_code == 302
    client.force_login(UserFactory(roles=[("engagement_officer", "organisation:elsewhere")]))
    assert client.post(address).status_code == 403
    assert told() == []
