"""What the public sees of counts stands in the ledger, and no two of its entries can be subtracted."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.apps.consultations.test_results import many
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond
from tests.factories.places import PlaceFactory

from folkmoot.domains.consultations.actions.releasing import forget_released
from folkmoot.domains.consultations.models import Questionnaire, Release, Response
from folkmoot.domains.consultations.queries.results import ledger_of
from folkmoot_core.disclosure.attacks import Knowledge, merged
from folkmoot_core.disclosure.figures import who

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Questionnaire:
    return QuestionnaireFactory(consultation=ConsultationFactory(closed=True))


@pytest.fixture
def running() -> Questionnaire:
    return QuestionnaireFactory(consultation=ConsultationFactory(open=True, results_visibility="live"))


def page(client: Client, version: Questionnaire, rest: str = "", **query: str) -> Any:
    """With a query the page is drawn anew, and not taken from those that are kept."""
    return client.get(f"/consultations/{version.consultation.slug}/results/{rest}", query or {"anew": "1"})


def shown(client: Client, version: Questionnaire) -> dict[str, int | None]:
    table = page(client, version).context["results"].question("visited").tables[0]
    return {row.key: row.count for row in table.rows} | {"answered": table.answered}


def test_each_state_of_the_page_is_entered_once(client: Client, closed: Questionnaire) -> None:
    many(closed, 20, visited="yes")
    many(closed, 12, visited="no")
    for _turn in range(2):
        page(client, closed)
        page(client, closed, "all.csv")
        page(client, closed, "visited/chart.svg")
        forget_released()
    (release,) = Release.objects.all()
    assert (release.place, release.content["stamp"][2]) == ("results", 32)
    assert {each.table for each in ledger_of(closed.consultation).releases} >= {"visited", "repairs"}


def test_one_more_response_after_the_close_is_not_told(client: Client, closed: Questionnaire) -> None:
    many(closed, 20, visited="yes")
    many(closed, 12, visited="no")
    before = shown(client, closed)
    assert before == {"yes": 20, "no": 12, "answered": 32}
    respond(closed, {"capacity": "public", "visited": "no"})
    assert shown(client, closed) == before
    forget_released()
    assert shown(client, closed) == before
    assert "are not in them yet" in page(client, closed).content.decode()
    assert "13" not in page(client, closed, "visited/table.csv").getvalue().decode()


def test_an_answer_that_is_corrected_is_not_told(client: Client, closed: Questionnaire) -> None:
    first = many(closed, 20, visited="yes")[0]
    other = many(closed, 12, visited="no")[0]
    before = shown(client, closed)
    Response.objects.filter(pk=first.pk).update(coded=other.coded)
    assert shown(client, closed) == before


def test_more_responses_are_shown_exactly_where_that_tells_nothing(client: Client, closed: Questionnaire) -> None:
    many(closed, 20, visited="yes")
    many(closed, 12, visited="no")
    shown(client, closed)
    many(closed, 6, visited="yes")
    assert shown(client, closed) == {"yes": 26, "no": 12, "answered": 38}
    # Ten more, of whom two say no: a new state, in tens.
    many(closed, 8, visited="yes")
    many(closed, 2, visited="no")
    assert shown(client, closed) == {"yes": 30, "no": 10, "answered": 50}
    assert "rounded to the nearest ten" in page(client, closed).content.decode()


def test_live_results_are_safe_under_one_more_response(client: Client, running: Questionnaire) -> None:
    many(running, 3, visited="yes")
    assert page(client, running).context["results"].responses == 0
    many(running, 30, visited="yes")
    many(running, 20, visited="no")
    before = shown(client, running)
    assert before == {"yes": 30, "no": 20, "answered": 50}
    for _turn in range(9):
        respond(running, {"capacity": "public", "visited": "no"})
        assert shown(client, running) == before
    respond(running, {"capacity": "public", "visited": "no"})
    assert shown(client, running) == {"yes": 30, "no": 30, "answered": 60}
    assert page(client, running, "visited/by/capacity/").context["breakdown"].withheld
    means = [each.number for each in page(client, running).context["results"].questions]
    assert means == [None] * len(means)


def test_after_the_close_counts_are_exact(client: Client, running: Questionnaire) -> None:
    many(running, 33, visited="yes")
    many(running, 20, visited="no")
    assert shown(client, running)["yes"] == 30
    running.consultation.phases.filter(kind="open").update(switches={"answering": False, "results_public": True})
    assert shown(client, running) == {"yes": 33, "no": 20, "answered": 53}
    assert Release.objects.count() == 2


def test_breakdowns_are_entered_once_and_checked(client: Client, closed: Questionnaire) -> None:
    for place in (PlaceFactory(name="Here"), PlaceFactory(name="There")):
        for response in [*many(closed, 20, visited="yes"), *many(closed, 15, visited="no")]:
            Response.objects.filter(pk=response.pk).update(district=place)
    for _turn in range(2):
        found = page(client, closed, "visited/by/district/").context["breakdown"]
        assert not found.withheld
        page(client, closed, "visited/by/district/table.csv")
        forget_released()
    assert [each.place for each in Release.objects.all()] == ["results", "breakdown"]
    # The ledger reads the two together: here both districts stand under one name, and what is known adds up.
    known = [each for each in ledger_of(closed.consultation).releases if each.levels.keys() & {"visited", "district"}]
    levels = {name: found for each in known for name, found in each.levels.items() if name in ("visited", "district")}
    both = Knowledge(
        merged(figure for each in known for figure in each.within(frozenset({"visited", "district"}))), levels
    )
    here = next(iter(levels["district"]))
    assert both.bounds(who(visited="yes", district=here)) == (20, 20)
    assert both.bounds(who(visited="yes"), who(visited="yes", district=here)) == (20, 20)
    respond(closed, {"capacity": "public", "visited": "no"})
    assert page(client, closed, "visited/by/district/").context["breakdown"].withheld


def test_an_officer_who_looks_ahead_releases_nothing(client: Client) -> None:
    version = QuestionnaireFactory()
    many(version, 20, visited="yes")
    client.force_login(UserFactory(roles=["engagement_officer"]))
    assert page(client, version, **{"as": "public"}).status_code == 200
    assert page(client, version).status_code == 200
    assert not Release.objects.exists()
