"""The officers' pages on reports."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.consultations.officers import signed_in
from tests.apps.consultations.reports.making_reports import (
    a_sentence,
    again,
    answered,
    committee_report,
    desk,
    officer_of,
    take_in,
    text_of,
)

from folkmoot.domains.consultations.actions.reports import (
    rewrite_sentence,
    run_publishing,
)
from folkmoot.domains.consultations.models import PublishingRun, Report, Snapshot
from folkmoot.domains.consultations.queries.reports.making import make

pytestmark = pytest.mark.django_db


def test_an_officer_makes_a_report_from_the_list() -> None:
    questionnaire = answered()
    client = signed_in(questionnaire.consultation)
    start = f"/consultations/{questionnaire.consultation.slug}"
    assert f"{start}/report-desk/" in text_of(client, f"{start}/plan/")
    assert "No report has been made yet" in text_of(client, f"{start}/report-desk/")
    refused = client.post(f"{start}/report-desk/new/", {})
    assert refused.status_code == 422
    made = client.post(f"{start}/report-desk/new/", {"kind": "committee", "figures": "now"})
    report = Report.objects.get()
    assert made["Location"] == desk(report)
    twice = client.post(f"{start}/report-desk/new/", {"kind": "committee", "figures": str(report.snapshot_id)})
    assert twice.status_code == 422
    assert "such a report already" in twice.content.decode()
    assert "Report to the committee" in text_of(client, f"{start}/report-desk/")


def test_too_few_answers_make_no_report() -> None:
    questionnaire = answered(3)
    client = signed_in(questionnaire.consultation)
    address = f"/consultations/{questionnaire.consultation.slug}/report-desk/new/"
    answer = client.post(address, {"kind": "committee", "figures": "now"})
    assert answer.status_code == 422
    assert "so few responses" in answer.content.decode()
    assert not Report.objects.exists()


def test_each_sentence_has_its_link_and_its_page() -> None:
    report = committee_report()
    client = signed_in(report.consultation)
    page = text_of(client, desk(report))
    made = make(report)
    for sentence in made.generated.sentences():
        assert desk(report, f"sentences/{sentence.id}/") in page
    part, said = a_sentence(report)
    form = text_of(client, desk(report, f"sentences/{part}/"))
    assert html.escape(said) in form or said in form
    assert "What the machine wrote" in form
    assert client.get(desk(report, "sentences/no.such/")).status_code == 404
    assert client.get(desk(report, "add/no.such/")).status_code == 404


def test_a_sentence_is_changed_and_restored_by_its_form() -> None:
    report = committee_report()
    client = signed_in(report.consultation)
    part, said = a_sentence(report)
    address = desk(report, f"sentences/{part}/")
    assert client.post(address, {"text": "", "seen": said, "number": 0}).status_code == 422
    saved = client.post(address, {"text": "Ours, with 9,876 in it.", "seen": said, "number": 0})
    assert saved.status_code == 302
    page = text_of(client, desk(report))
    assert "Ours, with 9,876 in it." in page
    assert "9,876 is in no table of this report" in page
    client.post(address, {"deed": "restore"})
    assert make(again(report)).text_of(part) == said


def test_a_stale_form_shows_both_texts_and_loses_neither() -> None:
    report = committee_report()
    client = signed_in(report.consultation)
    part, said = a_sentence(report)
    address = desk(report, f"sentences/{part}/")
    rewrite_sentence(report=report, part=part, text="By the first.", number=0, seen=said, by=officer_of(report))
    refused = client.post(address, {"text": "By the second.", "seen": said, "number": 0})
    shown = refused.content.decode()
    assert refused.status_code == 409
    assert "By the first." in shown
    assert "By the second.</textarea>" in shown
    assert 'name="number" value="1"' in shown
    assert client.post(address, {"text": "By both.", "seen": "By the first.", "number": 1}).status_code == 302
    assert make(again(report)).text_of(part) == "By both."


def test_parts_are_hidden_shown_and_added_by_forms() -> None:
    report = committee_report()
    client = signed_in(report.consultation)
    chart = make(report).generated.charts[0].id
    client.post(desk(report), {"hide": chart})
    assert "Show it again" in text_of(client, desk(report))
    client.post(desk(report), {"restore": chart})
    assert "Show it again" not in text_of(client, desk(report))
    added = client.post(desk(report, f"add/{chart}/"), {"text": "What we make of it."})
    assert added.status_code == 302
    assert "What we make of it." in text_of(client, desk(report))
    assert "Take the paragraph out" in text_of(client, desk(report, "sentences/officer.1.text/"))
    client.post(desk(report, "sentences/officer.1.text/"), {"deed": "restore"})
    assert "What we make of it." not in text_of(client, desk(report)).partition("History")[0]
    for wrong in ({"hide": "no.such"}, {"restore": "\x00"}, {}):
        assert client.post(desk(report), wrong).status_code == 302


def test_newer_figures_list_what_no_longer_fits_in_words() -> None:
    questionnaire = answered()
    report = committee_report(questionnaire)
    client = signed_in(report.consultation)
    part, said = a_sentence(report, "40")
    client.post(desk(report, f"sentences/{part}/"), {"text": f"Yes: {said}", "seen": said, "number": 0})
    take_in(questionnaire, 20)
    client.post(desk(report, "figures/"), {"figures": "now"})
    page = text_of(client, desk(report))
    assert "Your text says 40" in page
    assert "The figure is now 60" in page
    first = Snapshot.objects.get(responses=40)
    client.post(desk(report, "figures/"), {"figures": str(first.pk)})
    assert "The figure is now" not in text_of(client, desk(report))
    assert client.post(desk(report, "figures/"), {"figures": "999999"}).status_code == 422


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "xlsx", "csv", "slides"])
def test_each_form_can_be_looked_at_before_it_is_published(form: str) -> None:
    report = committee_report()
    answer = signed_in(report.consultation, "analyst").get(desk(report, f"preview/{form}/"))
    assert answer.status_code == 200
    assert "preview" in answer["Content-Disposition"]
    assert len(answer.content) > 1000


def test_publishing_is_done_behind_the_page() -> None:
    report = committee_report()
    client = signed_in(report.consultation)
    page = text_of(client, desk(report, "publish/"))
    assert "Publish it now" in page
    asked = client.post(desk(report, "publish/"), {"number": 0, "summary": "The first."})
    assert asked["Location"] == desk(report, "publish/")
    run = PublishingRun.objects.get()
    if run.state == "waiting":
        assert "The edition is being made" in text_of(client, desk(report, "publish/"))
        assert run_publishing(run=run)
    done = text_of(client, desk(report, "publish/"))
    assert "Edition 1 was published" in done
    assert "Edition 1" in text_of(client, f"/consultations/{report.consultation.slug}/report-desk/")
    address = desk(report, "editions/1/withdraw/")
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Wrong year."}).status_code == 302
    assert client.get(address).status_code == 404


def test_analysts_read_and_do_not_change() -> None:
    report = committee_report()
    client = signed_in(report.consultation, "analyst")
    page = text_of(client, desk(report))
    assert "Add a paragraph here" not in page
    part, _said = a_sentence(report)
    for end in (f"sentences/{part}/", f"add/{part}/", "figures/", "publish/"):
        assert client.get(desk(report, end)).status_code == 403
        assert client.post(desk(report, end), {}).status_code == 403
    assert client.post(desk(report), {"hide": part}).status_code == 403


def test_a_report_is_found_under_its_own_consultation_only() -> None:
    report, other = committee_report(), committee_report()
    client = signed_in(other.consultation)
    wrong = f"/consultations/{other.consultation.slug}/report-desk/{report.pk}/"
    assert client.get(wrong).status_code == 404
    assert client.get(desk(report)).status_code == 403


def test_a_report_whose_snapshot_is_damaged_says_so(files: object) -> None:
    report = committee_report()
    for manifest in files.rglob("*.json"):  # type: ignore[attr-defined]
        manifest.unlink()
    answer = signed_in(report.consultation).get(desk(report))
    assert answer.status_code == 409
    assert "missing or damaged" in answer.content.decode()


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    """With edits, with editions and with more reports: as many as without."""
    questionnaire = answered()
    report = committee_report(questionnaire)
    officer = signed_in(report.consultation)
    start = f"/consultations/{report.consultation.slug}"

    def queries() -> list[int]:
        found = []
        for browser, address in (
            (officer, f"{start}/report-desk/"),
            (officer, desk(report)),
            (client, f"{start}/reports/"),
            (client, f"{start}/reports/committee/"),
        ):
            browser.get(address)
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(address).status_code == 200
            found.append(len(seen))
        return found

    def publish() -> None:
        page = again(report)
        officer.post(desk(report, "publish/"), {"number": page.edits_number, "looked_at": "on"})
        run_publishing(run=PublishingRun.objects.latest("pk"))

    publish()
    before = queries()
    sentences = [each.id for each in make(report).generated.sentences()][:5]
    for part in sentences:
        now = again(report)
        rewrite_sentence(
            report=now, part=part, text="Ours.", number=now.edits_number, seen=make(now).text_of(part),
            by=officer_of(report),
        )  # fmt: skip
    publish()
    publish()
    officer.post(f"{start}/report-desk/new/", {"kind": "residents", "figures": "now"})
    assert queries() == before
