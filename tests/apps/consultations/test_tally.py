"""The tally of responses that the database keeps equals counting them, whatever happens to them."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.enums import ResponseState
from folkmoot.domains.consultations.models import Questionnaire, Response, ResponseTally
from folkmoot.domains.consultations.queries.channels import totals_by_channel
from folkmoot.domains.consultations.queries.soundness import counted_afresh, faults_in_consultations, tallied
from folkmoot.ground.base.enums import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def parks() -> Questionnaire:
    return QuestionnaireFactory(consultation=ConsultationFactory(closed=True))


def test_it_follows_whatever_happens_to_responses(parks: Questionnaire) -> None:
    other = QuestionnaireFactory(consultation=ConsultationFactory(closed=True))
    by_chance = random.Random(5)
    kept = [respond(questionnaire, {"capacity": "public"}) for questionnaire in (parks, other) for _turn in range(4)]
    for _turn in range(60):
        response = by_chance.choice(kept)
        moved = Response.objects.filter(pk=response.pk)
        deed = by_chance.randrange(4)
        if deed == 0:
            moved.update(state=by_chance.choice(ResponseState.values))
        elif deed == 1:
            moved.update(channel=by_chance.choice(Channel.values), state=by_chance.choice(ResponseState.values))
        elif deed == 2:
            moved.update(consultation=by_chance.choice([parks, other]).consultation)
        elif len(kept) > 2:
            moved.delete()
            kept.remove(response)
        for questionnaire in (parks, other):
            assert tallied(questionnaire.consultation) == counted_afresh(questionnaire.consultation)


def test_a_channel_by_which_nothing_counts_any_more_is_left_out(parks: Questionnaire) -> None:
    response = respond(parks, {"capacity": "public"})
    Response.objects.filter(pk=response.pk).update(channel=Channel.PAPER)
    assert [row.channel for row in totals_by_channel(parks.consultation).rows] == [Channel.PAPER]
    Response.objects.filter(pk=response.pk).delete()
    assert totals_by_channel(parks.consultation).rows == ()


def test_public_pages_do_not_count_responses(client: Client, parks: Questionnaire) -> None:
    respond(parks, {"capacity": "public"})
    for page in ("/", f"/consultations/{parks.consultation.slug}/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counting = [query["sql"] for query in asked if 'FROM "consultations_response"' in query["sql"]]
        assert counting == []


def test_a_wrong_tally_is_found_by_the_check(parks: Questionnaire) -> None:
    respond(parks, {"capacity": "public"})
    assert list(faults_in_consultations()) == []
    ResponseTally.objects.update(number=7)
    assert "tally" in next(faults_in_consultations())
