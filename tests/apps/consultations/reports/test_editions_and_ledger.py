"""Editions of a report, and the pages of results beside them: no two of them can be subtracted."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.apps.consultations.officers import signed_in
from tests.apps.consultations.reports.making_reports import (
    PATTERN,
    again,
    answered,
    committee_report,
    desk,
    officer_of,
    take_in,
)
from tests.apps.consultations.reports.test_publishing import ask, digests, published
from tests.factories.consultations import respond

from folkmoot.domains.consultations.actions.reports import refresh_figures, run_publishing
from folkmoot.domains.consultations.models import Edition, PublishingRun, Questionnaire, Release
from folkmoot.domains.consultations.queries.results import ledger_of
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


def test_two_editions_cannot_be_subtracted() -> None:
    questionnaire = answered(60)
    report = committee_report(questionnaire)
    first = published(report)
    assert Release.objects.filter(place="report", snapshot=first.snapshot).exists()
    take_in(questionnaire, 1)
    refresh_figures(report=again(report), snapshot=None, weighting=None, by=officer_of(report))
    page = signed_in(report.consultation).get(desk(report, "publish/"))
    assert "Beside what was published before" in page.content.decode()
    with pytest.raises(Invalid, match="fewer than 5 people"):
        ask(again(report))
    # Whoever goes round the page, as two officers at once would, comes no further.
    run = PublishingRun.objects.create(report=report, snapshot=again(report).snapshot, asked_by="Somebody")
    assert not run_publishing(run=run)
    assert Edition.objects.count() == 1
    # On the figures that everybody has seen, her new words are published.
    refresh_figures(report=again(report), snapshot=first.snapshot, weighting=None, by=officer_of(report))
    assert digests(published(report)) == digests(first)


def test_an_edition_and_the_page_of_results_cannot_be_subtracted(client: Client) -> None:
    questionnaire = answered(60)
    report = committee_report(questionnaire)
    assert client.get(f"/consultations/{report.consultation.slug}/results/").status_code == 200
    assert published(report).number == 1
    # The tables of whole questions of both are the same: nothing is entered twice.
    names = [each.table for each in ledger_of(report.consultation).releases]
    assert len(names) == len(set(names))
    take_in(questionnaire, 1)
    refresh_figures(report=again(report), snapshot=None, weighting=None, by=officer_of(report))
    with pytest.raises(Invalid, match="which were published already"):
        ask(again(report))


def test_a_breakdown_that_would_tell_is_left_out_and_said_to_be() -> None:
    """Ten more of each kind and ten more of each answer tell nothing; two more of a kind with an answer do."""
    questionnaire = answered(60)
    take_in_clubs(questionnaire, 20, PATTERN)
    report = committee_report(questionnaire)
    first = published(report)
    take_in(questionnaire, 10, ("yes", "no", "no", "no", "no"))
    take_in_clubs(questionnaire, 10, ("no", "yes", "yes", "yes", "yes"))
    refresh_figures(report=again(report), snapshot=None, weighting=None, by=officer_of(report))
    second = published(report)
    assert second.snapshot != first.snapshot
    known = ledger_of(report.consultation).releases
    states = list(dict.fromkeys(each.state for each in known))
    by_kind = [[each.table for each in known if each.state == state and "visited by" in each.table] for state in states]
    assert by_kind == [["visited by capacity: For myself; For a club or group"], []]
    before, after = (page_of(edition) for edition in (first, second))
    told = "Breakdowns that are not shown"
    assert (told in before, told in after) == (False, True)


def take_in_clubs(questionnaire: Questionnaire, number: int, visited: tuple[str, ...]) -> None:
    for place in range(number):
        answers = {"capacity": "club", "visited": visited[place % len(visited)], "repairs": ["play"], "words": "More."}
        respond(questionnaire, answers)


def page_of(edition: Edition) -> str:
    with edition.files.get(form="html").document.file.open("rb") as kept:
        return str(kept.read().decode())
