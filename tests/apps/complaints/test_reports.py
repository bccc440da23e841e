"""Reports over cases: counted in the database, whole for officers, protected for everybody, and kept as published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.complaints import UnitFactory, log, officer

from folkmoot.domains.complaints.actions.figures import publish_figures, withdraw_figures
from folkmoot.domains.complaints.enums import Kind
from folkmoot.domains.complaints.models import Case, Due, PublishedFigures
from folkmoot.domains.complaints.queries.reporting import report_of, span_of, tallies
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import SYSTEM, Actor, Grant, Refused
from folkmoot_core.casework import Span, Timeliness
from folkmoot_core.casework.spans import year_holding
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def last_year() -> Span:
    return year_holding(timezone.localdate()).before()


@pytest.fixture
def span() -> Span:
    """Twelve complaints of libraries and two of parks in the year that is over, one of each of four fates."""
    year = last_year()
    libraries, parks = UnitFactory(key="libraries", name="Libraries"), UnitFactory(key="parks", name="Parks")
    for number in range(12):
        log(received=year.first + timedelta(days=30 * number), unit=libraries)
    for number in range(2):
        log(received=year.first + timedelta(days=number), unit=parks)
    log(received=year.first, unit=parks, kind=Kind.COMMENT)
    fates = (("original", 0), ("original", 1), (None, 0))
    for due, (field, days) in zip(Due.objects.filter(met_by="responded").order_by("pk"), fates, strict=False):
        if field:
            Due.objects.filter(pk=due.pk).update(met_on=getattr(due, field) + timedelta(days=days))
    return year


def test_cases_are_counted_by_what_became_of_their_dates(
    span: Span, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tallies([span], timezone.localdate())
    # As many for half a million cases: sums that are kept, and cases under way.
    with django_assert_num_queries(8):
        found = tallies([span], timezone.localdate())
    complaints = [each for each in found if each.kind == "complaint"]
    assert sum(each.n for each in complaints) == 14
    by_fate = {fate: sum(each.n for each in complaints if each.responded == fate) for fate in Timeliness}
    assert (by_fate["in_time"], by_fate["late"]) == (1, 1)
    assert by_fate["overdue"] + by_fate["waiting"] == 12
    assert {each.year for each in found} == {span.year}


def test_every_case_stands_in_the_quarter_of_its_day() -> None:
    for day in (date(2010, 4, 1), date(2010, 6, 30), date(2010, 7, 1), date(2011, 1, 1), date(2011, 3, 31)):
        log(received=day)
    log(received=date(2011, 4, 1))
    span = span_of("2010-11")
    assert span is not None
    found = tallies([span], date(2011, 6, 1))
    assert sorted((each.quarter, each.n) for each in found) == [(1, 2), (2, 1), (4, 2)]


def test_officers_see_every_number_and_the_public_no_small_one(span: Span, client: Client) -> None:
    whole = report_of(span, policy=None)
    assert whole.table("cases.units").figure("parks", "complaint").value == 2  # type: ignore[union-attr]
    publish_figures(span=span, by=SYSTEM, answer="We will do better.")
    page = client.get(f"/complain/how-we-answer/{span.key}/").content.decode()
    assert "We will do better." in page
    assert "Parks" not in page
    for form in ("pdf", "docx", "xlsx", "csv", "html"):
        answer = client.get(f"/complain/how-we-answer/{span.key}/{form}/")
        assert answer.status_code == 200
        assert len(answer.content) > 1000
    assert client.get(f"/cases/reports/{span.key}/").status_code == 302


def test_what_is_published_stays_when_cases_change_and_can_be_withdrawn(span: Span, client: Client) -> None:
    figures = publish_figures(span=span, by=SYSTEM)
    before = client.get(f"/complain/how-we-answer/{span.key}/").content
    Case.objects.update(kind=Kind.COMPLIMENT)
    assert client.get(f"/complain/how-we-answer/{span.key}/").content == before
    with pytest.raises(Invalid, match="published already"):
        publish_figures(span=span, by=SYSTEM)
    withdraw_figures(figures=figures, because="A service was missing.", by=SYSTEM)
    answer = client.get(f"/complain/how-we-answer/{span.key}/")
    assert answer.status_code == 410
    assert "A service was missing." in answer.content.decode()
    assert client.get(f"/complain/how-we-answer/{span.key}/pdf/").status_code == 404
    publish_figures(span=span, by=SYSTEM)
    assert PublishedFigures.objects.count() == 2


def test_only_a_span_that_is_over_is_published_and_only_by_officers_of_all_services(span: Span) -> None:
    with pytest.raises(Invalid, match="not over yet"):
        publish_figures(span=year_holding(timezone.localdate()), by=SYSTEM)
    one_service = Actor("person", "user:1", "Ann", frozenset({Grant(Role.COMPLAINTS_OFFICER, "service:parks")}))
    with pytest.raises(Refused):
        publish_figures(span=span, by=one_service)


def test_an_officer_reads_takes_and_publishes(span: Span, client: Client) -> None:
    client.force_login(officer())
    assert span.name in client.get("/cases/reports/").content.decode()
    page = client.get(f"/cases/reports/{span.key}/").content.decode()
    assert "Parks" in page
    assert client.get(f"/cases/reports/{span.key}/as/xlsx/").status_code == 200
    assert client.get(f"/cases/reports/{span.key}/as/exe/").status_code == 404
    assert client.get("/cases/reports/2010-13/").status_code == 404
    assert "Parks" not in client.get(f"/cases/reports/{span.key}/publish/").content.decode()
    assert client.post(f"/cases/reports/{span.key}/publish/", {"answer": ""}).status_code == 302
    assert client.post(f"/cases/reports/{span.key}/withdraw/", {"because": ""}).status_code == 422
    assert client.post(f"/cases/reports/{span.key}/withdraw/", {"because": "Wrong."}).status_code == 302
