"""An analyst finds from her desk what she may work on, and every link there opens."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.models import Questionnaire

pytestmark = pytest.mark.django_db
PAGE = "/consultations/analyse/"


@pytest.fixture
def parks() -> Questionnaire:
    made = QuestionnaireFactory(consultation=ConsultationFactory(closed=True, title="Parks"))
    respond(made, {"capacity": "public", "words": "More benches."})
    return made


def test_every_link_of_an_analyst_opens(client: Client, parks: Questionnaire) -> None:
    client.force_login(UserFactory(roles=["analyst"]))
    assert PAGE in client.get("/desk/").content.decode()
    page = client.get(PAGE)
    assert "Parks" in page.content.decode()
    ways = [way.url for _consultation, counted, found in page.context["rows"] for way in found if counted == 1]
    assert len(ways) == 7
    for url in ways:
        assert client.get(url).status_code == 200, url


def test_only_consultations_of_ones_own_bodies_that_have_opened(client: Client, parks: Questionnaire) -> None:
    ConsultationFactory(draft=True, title="Not opened yet")
    owner = parks.consultation.organisation
    client.force_login(UserFactory(roles=[("analyst", owner.scope)]))
    assert [row[0].title for row in client.get(PAGE).context["rows"]] == ["Parks"]
    client.force_login(UserFactory(roles=[("analyst", "organisation:elsewhere")]))
    assert client.get(PAGE).context["rows"] == []


def test_the_list_costs_the_same_however_long(client: Client, parks: Questionnaire, django_assert_num_queries) -> None:
    client.force_login(UserFactory(roles=["analyst"]))
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE)
    for number in range(3):
        QuestionnaireFactory(consultation=ConsultationFactory(closed=True, title=f"Parks {number}"))
    with django_assert_num_queries(6):
        client.get(PAGE)
