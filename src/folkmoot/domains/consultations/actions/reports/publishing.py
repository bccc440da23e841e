"""Publish a report: asked for on a page, written in every form in the background, kept as an edition for good."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot.ground.documents.public import keep_made
from folkmoot_core.disclosure.ledger import Release
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.document import Report as CoreReport
from folkmoot_core.reports.forms import Written, forms_of, write
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...enums import SearchState
from ...models import Edition, EditionFile, PublishingRun, Report
from ...policies import check_publish_report
from ...queries.outcomes import is_published, outcome_of
from ...queries.reports.making import Made, make
from ...signals import publishing_asked_for
from .releasing import enter_edition, left_out, what_is_told

log = logging.getLogger(__name__)
UNDER_WAY = (SearchState.WAITING, SearchState.RUNNING)
# A worker that was stopped half-way does not come back to say so.
TAKES_AT_MOST = timedelta(minutes=15)


def is_under_way(run: PublishingRun | None) -> bool:
    return run is not None and run.state in UNDER_WAY and run.updated_at > timezone.now() - TAKES_AT_MOST


def faults_before_publishing(report: Report, made: Made) -> list[Fault]:
    """What keeps this report from being published: faults of the core's checks, an outcome that is not out, and
    figures that would tell on somebody beside what was published before."""
    faults = [*check(made.applied.report), *what_is_told(report)]
    if report.kind == "outcome" and not is_published(outcome_of(report.consultation)):
        told = _("The outcome of this consultation is not published yet.")
        faults.append(Fault("", told, _("Publish the outcome first.")))
    return faults


def ask_to_publish(*, report: Report, summary: str, number: int, looked_at: bool, by: Actor) -> PublishingRun:
    """Have an edition made in the background, once this is committed, from the figures and edits as they are now.

    `number` is the report's `edits_number` that the officer has read; `looked_at`: she has looked at the sentences
    that no longer fit their figures. Raises Refused, and Invalid with every fault that the report has."""
    standing = standing_of(report.consultation)
    check_publish_report(by, standing)
    if report.edits_number != number:
        told = _("The report has changed since you opened this page.")
        raise Invalid([Fault("", told, _("Read it once more, and publish it then."))])
    made = make(report)
    faults = faults_before_publishing(report, made)
    if made.to_confirm and not looked_at:
        faults.append(Fault("looked_at", _("Say that you have looked at the sentences that no longer fit.")))
    if faults:
        raise Invalid(faults)
    with transaction.atomic():
        Report.objects.select_for_update().get(pk=report.pk)
        if is_under_way(report.publishing_runs.first()):
            raise Invalid([Fault("", _("An edition is being made."), _("Wait until it is done."))])
        run = PublishingRun.objects.create(
            report=report, snapshot=report.snapshot, weighting=report.weighting, edits=report.edits,
            summary=summary.strip(), asked_by=by.name,
        )  # fmt: skip
        record(verb="report.publishing_asked_for", subject=report, by=by, changes={"edits": [None, number]})
        transaction.on_commit(lambda: publishing_asked_for.send(sender=PublishingRun, run=run))
    return run


def run_publishing(*, run: PublishingRun) -> bool:
    """Write every form and keep the edition. Returns whether it could be done; the run says why not."""
    if not PublishingRun.objects.filter(pk=run.pk, state=SearchState.WAITING).update(
        state=SearchState.RUNNING, updated_at=timezone.now()
    ):
        return False
    try:
        publish_edition(run=run, by=SYSTEM)
    except Invalid as problem:
        return _fail(run, " ".join(str(fault.message) for fault in problem.faults))
    except Exception:
        # Whatever it is, a person waits for it: she is told, and the log tells the rest.
        log.exception("Report %s could not be published.", run.report_id)
        return _fail(run, _("Something went wrong that we did not foresee. The log of the site says more."))
    return True


def publish_edition(*, run: PublishingRun, by: Actor) -> Edition:
    """The edition of a run, with a file in every form the report has; breakdowns that would tell on somebody beside
    what was published before are left out of it. Raises Invalid where the report has a fault now that it had not when
    it was asked for."""
    report = run.report
    report.snapshot, report.weighting, report.edits = run.snapshot, run.weighting, run.edits
    shown, out = left_out(report, make(report).generated)
    made = make(report, out)
    faults = faults_before_publishing(report, made)
    if faults:
        raise Invalid(faults)
    core = made.applied.report
    files = [(form.name, write(core, form.name)) for form in forms_of(core)]
    return _keep(run, core, files, shown.but(out), by=by)


@transaction.atomic
def _keep(
    run: PublishingRun, core: CoreReport, files: list[tuple[str, Written]], releases: list[Release], *, by: Actor
) -> Edition:
    Report.objects.select_for_update().get(pk=run.report_id)
    last = Edition.objects.filter(report=run.report_id).aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        report=run.report, number=last + 1, snapshot=run.snapshot, weighting=run.weighting, edits=run.edits,
        template=core.front.template, title=core.title[:300], summary=run.summary, published_by=run.asked_by,
    )  # fmt: skip
    enter_edition(edition=edition, releases=releases)
    for form, file in files:
        document = keep_made(
            title=core.title, content=file.content, media_type=file.media_type.partition(";")[0],
            classification=Classification.PUBLIC, by=by, subject=edition, download_name=file_name_of(form, file),
        )  # fmt: skip
        EditionFile.objects.create(edition=edition, form=form, document=document, sha256=document.sha256)
    changes = {"edition": [last or None, edition.number], "snapshot": [None, run.snapshot.digest]}
    record(verb="report.published", subject=run.report, by=by, changes=changes)
    PublishingRun.objects.filter(pk=run.pk).update(
        state=SearchState.DONE, edition=edition, fault="", updated_at=timezone.now()
    )
    return edition


def file_name_of(form: str, file: Written) -> str:
    """Two of the forms end in .zip; their names say which is which."""
    stem, _dot, ending = file.name.partition(".")
    return f"{stem}-{form}.zip" if ending.endswith("zip") else file.name


def _fail(run: PublishingRun, told: str) -> bool:
    PublishingRun.objects.filter(pk=run.pk).update(
        state=SearchState.FAILED, fault=told[:300], updated_at=timezone.now()
    )
    return False
