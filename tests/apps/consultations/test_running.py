"""The plan as a hub: the work in its order, each link with what waits there, and no link that would be refused."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.enums import ResponseState
from folkmoot.domains.consultations.models import Consultation

pytestmark = pytest.mark.django_db


def officer_of(consultation: Consultation) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[("engagement_officer", consultation.organisation.scope)]))
    return client


def ways_of(client: Client, consultation: Consultation) -> dict[str, tuple[str, str]]:
    """{title: (address, what waits there)} of the links in groups."""
    page = client.get(f"/consultations/{consultation.slug}/plan/").content.decode()
    within = page[page.index('<div class="fm-ways">') : page.index("The plan</h2>")]
    found = re.findall(r'<li><a class="govuk-link" href="([^"]+)">([^<]+)</a>(?: <span[^>]*>([^<]*)</span>)?', within)
    return {title: (address, note) for address, title, note in found}


def test_each_link_says_what_waits_there() -> None:
    questionnaire = QuestionnaireFactory()
    consultation = questionnaire.consultation
    officer = officer_of(consultation)
    empty = ways_of(officer, consultation)
    assert [empty[title][1] for title in ("Held answers", "Type forms a second time", "All answers")] == [
        "none",
        "none",
        "0",
    ]
    assert empty["Outcome"][1] == "not begun"
    respond(questionnaire, {"words": "More benches."})
    held = respond(questionnaire, {"words": "Fewer benches."})
    held.state = ResponseState.HELD
    held.save()
    ways = ways_of(officer, consultation)
    assert ways["Held answers"][1] == "1 waits"
    assert ways["All answers"][1] == "2"
    assert ways["Answers in words"][1] == "1 of 1 not read yet"


@pytest.mark.parametrize("trait", ["open", "closed", "decided"])
def test_every_link_on_the_plan_opens(trait: str) -> None:
    consultation = ConsultationFactory(**{trait: True}, questionnaires=1)
    officer = officer_of(consultation)
    ways = ways_of(officer, consultation)
    assert len(ways) >= 8
    for title, (address, _note) in ways.items():
        assert officer.get(address).status_code == 200, title
    assert ("Type in paper forms" in ways) == (trait != "decided")
    assert ("Close it now" in ways) == (trait == "open")
