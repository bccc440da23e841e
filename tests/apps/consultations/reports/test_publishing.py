"""A report becomes an edition: in every form, for good, the same bytes from the same figures and words."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.consultations.reports.making_reports import (
    a_sentence,
    again,
    answered,
    committee_report,
    officer_of,
    take_in,
)

from folkmoot.domains.consultations.actions.reports import (
    ask_to_publish,
    make_report,
    refresh_figures,
    rewrite_sentence,
    run_publishing,
    withdraw_edition,
)
from folkmoot.domains.consultations.models import Edition, PublishingRun, Report
from folkmoot.domains.consultations.queries.reports.making import make
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Refused
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
FORMS = ["html", "pdf", "docx", "xlsx", "csv", "slides"]


def ask(report: Report, **options: object) -> PublishingRun:
    wanted = {"summary": "", "number": report.edits_number, "looked_at": True, "by": officer_of(report)} | options
    return ask_to_publish(report=report, **wanted)  # type: ignore[arg-type]


def published(report: Report, **options: object) -> Edition:
    run = ask(again(report), **options)
    assert run_publishing(run=run)
    run.refresh_from_db()
    assert run.edition is not None
    return run.edition


def digests(edition: Edition) -> dict[str, str]:
    return {file.form: file.sha256 for file in edition.files.all()}


def test_the_same_figures_and_words_give_the_same_bytes_in_every_form() -> None:
    report = committee_report()
    part, said = a_sentence(report)
    rewrite_sentence(report=report, part=part, text="In our words.", number=0, seen=said, by=officer_of(report))
    first, second = published(report), published(report)
    assert list(digests(first)) == FORMS
    assert digests(first) == digests(second)
    assert (first.number, second.number) == (1, 2)
    for file in first.files.select_related("document"):
        with file.document.file.open("rb") as kept:
            assert hashlib.sha256(kept.read()).hexdigest() == file.sha256
    with first.files.get(form="html").document.file.open("rb") as kept:
        page = kept.read().decode()
    assert "In our words." in page
    assert said not in page
    rewrite_sentence(report=again(report), part=part, text="Otherwise.", number=1, seen="", by=officer_of(report))
    assert digests(published(report))["html"] != digests(first)["html"]


def test_whoever_asked_stands_in_the_history_and_on_the_edition() -> None:
    report = committee_report()
    officer = officer_of(report)
    edition = published(report, by=officer, summary="  New tables. ")
    assert (edition.published_by, edition.summary, edition.snapshot) == (officer.name, "New tables.", report.snapshot)
    assert Entry.objects.get(verb="report.publishing_asked_for").actor_name == officer.name


def test_while_one_is_being_made_no_other_is_asked_for() -> None:
    report = committee_report()
    run = ask(report)
    with pytest.raises(Invalid, match="being made"):
        ask(again(report))
    # A worker that was stopped half-way does not keep everybody waiting for ever.
    PublishingRun.objects.filter(pk=run.pk).update(updated_at=timezone.now() - timedelta(hours=1))
    assert ask(again(report)).pk != run.pk


def test_a_report_that_has_changed_since_it_was_read_is_not_published() -> None:
    report = committee_report()
    part, said = a_sentence(report)
    rewrite_sentence(report=again(report), part=part, text="Mine.", number=0, seen=said, by=officer_of(report))
    with pytest.raises(Invalid, match="has changed"):
        ask(again(report), number=0)


def test_texts_that_no_longer_fit_must_have_been_looked_at() -> None:
    questionnaire = answered()
    report = committee_report(questionnaire)
    part, said = a_sentence(report, "40")
    rewrite_sentence(report=report, part=part, text=f"Yes: {said}", number=0, seen=said, by=officer_of(report))
    take_in(questionnaire, 20)
    refresh_figures(report=again(report), snapshot=None, weighting=None, by=officer_of(report))
    with pytest.raises(Invalid, match="looked at"):
        ask(again(report), looked_at=False)
    ask(again(report), looked_at=True)


def test_nobody_publishes_before_the_results_are_public() -> None:
    report = committee_report()
    for role in ("analyst", "clerk"):
        with pytest.raises(Refused):
            ask(report, by=officer_of(report, role))
    report.consultation.phases.filter(kind="analysing").update(starts_at=timezone.now() + timedelta(days=1))
    waiting = again(report)
    waiting.consultation.refresh_from_db()
    waiting.consultation._prefetched_objects_cache = {}
    with pytest.raises(Refused, match="not public yet"):
        ask(waiting)


def test_an_outcome_report_waits_for_the_outcome() -> None:
    report = committee_report()
    outcome = make_report(consultation=report.consultation, kind="outcome", by=officer_of(report))
    with pytest.raises(Invalid, match="outcome"):
        ask(outcome)


def test_what_fails_in_the_background_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    report = committee_report()
    run = ask(report)

    def broken(*_arguments: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr("folkmoot.domains.consultations.actions.reports.publishing.write", broken)
    assert not run_publishing(run=run)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "did not foresee" in run.fault
    assert not Edition.objects.exists()
    assert not run_publishing(run=run)


def test_a_resident_reads_it_and_downloads_every_form(client: Client) -> None:
    report = committee_report()
    start = f"/consultations/{report.consultation.slug}"
    assert client.get(f"{start}/reports/committee/").status_code == 404
    assert "Read the report" not in client.get(f"{start}/").content.decode()
    edition = published(report, summary="The first one.")
    assert f"{start}/reports/" in client.get(f"{start}/").content.decode()
    assert f"{start}/reports/" in client.get(f"{start}/results/").content.decode()
    listed = client.get(f"{start}/reports/").content.decode()
    assert "The first one." in listed
    shown = client.get(f"{start}/reports/committee/").content.decode()
    assert edition.snapshot.digest in shown
    assert make(again(report)).text_of(a_sentence(report)[0]) in shown
    for file in edition.files.select_related("document"):
        answer = client.get(f"/documents/{file.document.key}/")
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert hashlib.sha256(content).hexdigest() == file.sha256
        if file.form in ("csv", "slides"):
            assert zipfile.ZipFile(BytesIO(content)).testzip() is None


def test_earlier_editions_stay_and_withdrawn_ones_say_why(client: Client) -> None:
    report = committee_report()
    first, second = published(report), published(report)
    address = f"/consultations/{report.consultation.slug}/reports/committee/"
    assert "earlier edition" in client.get(f"{address}1/").content.decode()
    assert "earlier edition" not in client.get(f"{address}2/").content.decode()
    with pytest.raises(Invalid):
        withdraw_edition(edition=second, reason=" ", by=officer_of(report))
    with pytest.raises(Refused):
        withdraw_edition(edition=second, reason="Wrong.", by=officer_of(report, "analyst"))
    withdraw_edition(edition=second, reason="A table was of another year.", by=officer_of(report))
    with pytest.raises(Invalid):
        withdraw_edition(edition=second, reason="Again.", by=officer_of(report))
    gone = client.get(f"{address}2/")
    assert gone.status_code == 410
    assert "A table was of another year." in gone.content.decode()
    assert client.get(address).content.decode().count("Edition 1") >= 1
    for file in second.files.select_related("document"):
        assert client.get(f"/documents/{file.document.key}/").status_code == 302
    for file in first.files.select_related("document"):
        answer = client.get(f"/documents/{file.document.key}/")
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    withdraw_edition(edition=first, reason="That one too.", by=officer_of(report))
    assert client.get(address).status_code == 410
    assert "That one too." in client.get(f"/consultations/{report.consultation.slug}/reports/").content.decode()
    assert Entry.objects.filter(verb="report.edition_withdrawn").count() == 2
