"""People at work on a consultation, for the tests of typing, letters, imports and what is held."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory

from folkmoot.domains.consultations.actions.submit import Submitted
from folkmoot.domains.consultations.actions.type_paper import PaperOrigin, type_paper
from folkmoot.domains.consultations.adapters import questionnaire_of
from folkmoot.domains.consultations.models import Consultation, Questionnaire
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import Actor
from folkmoot_core.questionnaires import read_typed

TYPED = {"capacity": "1", "visited": "1", "visits": "12", "repairs": "13", "words": "More benches.", "postcode": ""}
ANSWERS = {
    "capacity": "public",
    "visited": "yes",
    "visits": 12,
    "repairs": ["play", "toilets"],
    "words": "More benches.",
}


def officer(consultation: Consultation, role: str = "engagement_officer") -> User:
    """Somebody with a role in the organisation that runs the consultation."""
    return UserFactory(roles=[(role, consultation.organisation.scope)])


def actor(consultation: Consultation, role: str = "engagement_officer") -> Actor:
    return officer(consultation, role).as_actor()


def signed_in(consultation: Consultation, role: str = "engagement_officer") -> Client:
    client = Client()
    client.force_login(officer(consultation, role))
    return client


def open_questionnaire() -> Questionnaire:
    return QuestionnaireFactory(consultation__open=True)


def closed_questionnaire() -> Questionnaire:
    return QuestionnaireFactory(consultation=ConsultationFactory(closed=True))


def decided_questionnaire() -> Questionnaire:
    return QuestionnaireFactory(consultation=ConsultationFactory(decided=True))


def type_form(
    questionnaire: Questionnaire, by: Actor, typed: dict[str, str] | None = None, key: str = "form-1", days_ago: int = 0
) -> Submitted:
    """A paper form typed by the action that the screen uses."""
    data = {name: [text] for name, text in (TYPED if typed is None else typed).items()}
    origin = PaperOrigin(key=key, received_on=timezone.localdate() - timedelta(days=days_ago), batch="B1")
    read = read_typed(questionnaire_of(questionnaire), data)
    return type_paper(questionnaire=questionnaire, typed=read, origin=origin, by=by)


def address(questionnaire: Questionnaire, end: str) -> str:
    return f"/consultations/{questionnaire.consultation.slug}/{end}"
