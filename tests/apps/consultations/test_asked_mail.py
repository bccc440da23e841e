"""Mail that anybody can have sent to any address: a few a day, and none for what may be a machine's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.consultations import QuestionnaireFactory, respond

from folkmoot.domains.consultations.actions.drafts import begin_draft
from folkmoot.domains.consultations.actions.submit import ContactDetails
from folkmoot.domains.consultations.models import Draft, Questionnaire, Response
from folkmoot.ground.base.policies import RESIDENT
from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import MOST_A_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def questionnaire() -> Questionnaire:
    return QuestionnaireFactory()


def answer_with_copy(questionnaire: Questionnaire, to: str = "one@example.org", held_because: str = "") -> Response:
    contact = ContactDetails(copy_to=to)
    return respond(questionnaire, {"visited": "yes"}, contact=contact, held_because=held_because)


def ask_for_link(client: Client, questionnaire: Questionnaire, to: str = "one@example.org") -> tuple[int, str]:
    draft = begin_draft(questionnaire=questionnaire, entered={}, by=RESIDENT)
    page = client.post(reverse("consultations:return_later", args=[draft.key]), {"email": to})
    return page.status_code, page.content.decode()


def test_one_address_takes_so_many_copies_a_day_and_every_answer_is_stored(questionnaire: Questionnaire) -> None:
    for number in range(MOST_A_DAY + 2):
        answer_with_copy(questionnaire, "one@example.org" if number % 2 else "One@Example.org")
    assert Response.objects.count() == MOST_A_DAY + 2
    assert Message.objects.count() == MOST_A_DAY
    answer_with_copy(questionnaire, "two@example.org")
    assert Message.objects.filter(to="two@example.org").count() == 1
    Message.objects.update(queued_at=timezone.now() - timedelta(hours=24, minutes=1))
    answer_with_copy(questionnaire)
    assert Message.objects.count() == MOST_A_DAY + 2


def test_links_and_copies_count_together_and_the_page_says_so(client: Client, questionnaire: Questionnaire) -> None:
    answer_with_copy(questionnaire)
    for _each in range(MOST_A_DAY - 1):
        status, page = ask_for_link(client, questionnaire)
        assert (status, "We are sending the link to one@example.org" in page) == (200, True)
    status, page = ask_for_link(client, questionnaire, "ONE@example.org")
    assert (status, "we send no more there today" in page) == (429, True)
    assert "We are sending" not in page
    assert Draft.objects.order_by("-pk")[0].key in page
    assert Message.objects.count() == MOST_A_DAY


def test_other_messages_do_not_count(client: Client, questionnaire: Questionnaire) -> None:
    for _each in range(MOST_A_DAY):
        answer_with_copy(questionnaire)
    Message.objects.update(template="consultations/outcome")
    assert ask_for_link(client, questionnaire)[0] == 200


def test_a_held_answer_sends_no_copy(questionnaire: Questionnaire) -> None:
    answer_with_copy(questionnaire, held_because="It holds 9 links.")
    assert not Message.objects.exists()


def test_a_long_address_gets_its_link(client: Client, questionnaire: Questionnaire) -> None:
    long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example"
    assert ask_for_link(client, questionnaire, long)[0] == 200
    assert Message.objects.get().to == long
