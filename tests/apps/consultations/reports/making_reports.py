"""A consultation that has closed, with answers enough for a report, and reports on it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from tests.apps.consultations.officers import actor, closed_questionnaire
from tests.factories.consultations import respond

from folkmoot.domains.consultations.actions.reports import make_report
from folkmoot.domains.consultations.actions.snapshots import snapshot_now
from folkmoot.domains.consultations.models import Consultation, Edition, EditionFile, Questionnaire, Report
from folkmoot.domains.consultations.queries.reports.listing import report_to_edit
from folkmoot.domains.consultations.queries.reports.making import make
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot.ground.documents.public import keep_made
from folkmoot_core.reports.edits import Edits, Inserted
from folkmoot_core.reports.forms import html
from folkmoot_core.reports.keeping import as_document
from folkmoot_core.values import Invalid

# Of ten answers six say yes; enough of each kind that nothing is kept back.
PATTERN = ("yes", "yes", "no", "yes", "no", "yes", "yes", "no", "yes", "no")


def answered(number: int = 40) -> Questionnaire:
    """A closed consultation with so many answers."""
    questionnaire = closed_questionnaire()
    take_in(questionnaire, number)
    return questionnaire


def take_in(questionnaire: Questionnaire, number: int, visited: tuple[str, ...] = PATTERN) -> None:
    for place in range(number):
        repairs = ["play", "paths"] if place % 2 else ["toilets", "paths"]
        respond(
            questionnaire,
            {"capacity": "public", "visited": visited[place % len(visited)], "repairs": repairs, "words": "Benches."},
        )


def committee_report(questionnaire: Questionnaire | None = None, **options: Any) -> Report:
    questionnaire = questionnaire or answered()
    consultation = questionnaire.consultation
    made = make_report(consultation=consultation, kind="committee", by=actor(consultation), **options)
    return again(made)


def report_with_edition(consultation: Consultation, words: str) -> Report:
    """A report and an edition of it, each with these words in it, quickly: the edition has its page alone. Where too
    few responses count for a report to be shown, the edition is there all the same."""
    snapshot = snapshot_now(consultation=consultation, by=SYSTEM)
    edits = as_document(Edits(inserted=(Inserted("officer.1", "summary", words),)))
    report = Report.objects.create(
        consultation=consultation, kind="committee", snapshot=snapshot, edits=edits, edits_number=1
    )
    title, page = f"Report on {words}", f"<h1>Report</h1>\n<p>{html.words(words)}</p>\n</main>"
    try:
        core = make(report).applied.report
        title, page = core.title, html.page(core)
    except Invalid:
        pass
    edition = Edition.objects.create(
        report=report, number=1, snapshot=snapshot, edits=edits, title=title[:300], published_by="Erin", summary=words
    )
    document = keep_made(
        title=title, content=page.encode(), media_type="text/html", classification="public", by=SYSTEM,
        subject=edition, download_name="report.html",
    )  # fmt: skip
    EditionFile.objects.create(edition=edition, form="html", document=document, sha256=document.sha256)
    return report


def again(report: Report) -> Report:
    """As the next request finds it."""
    found = report_to_edit(report.consultation, report.pk)
    assert found is not None
    return found


def a_sentence(report: Report, containing: str = "") -> tuple[str, str]:
    """(id, text) of the first sentence with a number from the tables, or with these words."""
    made = make(report)
    for sentence in made.generated.sentences():
        said = made.text_of(sentence.id)
        if sentence.numbers and containing in said:
            return sentence.id, said
    raise AssertionError(f"no sentence says “{containing}”")


def officer_of(report: Report, role: str = "engagement_officer") -> Actor:
    return actor(report.consultation, role)


def desk(report: Report, end: str = "") -> str:
    return f"/consultations/{report.consultation.slug}/report-desk/{report.pk}/{end}"


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()
