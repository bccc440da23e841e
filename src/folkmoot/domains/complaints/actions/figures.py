"""Publish the report over the cases of a quarter or year, with small numbers hidden, and take it back."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import keep_files
from folkmoot_core.casework import Span
from folkmoot_core.disclosure import Policy
from folkmoot_core.reports.document import Report
from folkmoot_core.reports.forms.html import fragment
from folkmoot_core.values import Fault, Invalid

from ..models import PublishedFigures, PublishedFile
from ..policies import check
from ..queries.reporting import report_of
from ..queries.visible import covers_all

POLICY = Policy()


def publish_figures(*, span: Span, by: Actor, answer: str = "", today: date | None = None) -> PublishedFigures:
    """Make the protected report of a span that is over, with a file of each form. Raises Invalid or Refused."""
    today = today or timezone.localdate()
    check_publish(by)
    if span.last >= today:
        message = _("%(span)s is not over yet.") % {"span": span.name}
        raise Invalid([Fault("span", message, _("Publish it when its last day has passed."))])
    if PublishedFigures.objects.filter(span=span.key, withdrawn_at=None).exists():
        message = _("The report of %(span)s is published already.") % {"span": span.name}
        raise Invalid([Fault("span", message, _("Withdraw it first, and say why."))])
    # Counted as of one moment, which is over before anything is written.
    report = report_of(span, policy=POLICY, today=today)
    return _put_out(report, span, answer, by)


@transaction.atomic
def _put_out(report: Report, span: Span, answer: str, by: Actor) -> PublishedFigures:
    try:
        figures = PublishedFigures.objects.create(
            span=span.key,
            title=report.title,
            digest=report.front.snapshot,
            body=fragment(report),
            answer=answer.strip(),
            published_by=by.name,
        )
    except IntegrityError as twice:
        raise Invalid([Fault("span", _("Somebody else has just published it."))]) from twice
    keep_files(PublishedFile, report, figures=figures)
    record(verb="case.figures_published", subject=figures, by=by, changes={"span": [None, span.key]})
    return figures


@transaction.atomic
def withdraw_figures(*, figures: PublishedFigures, because: str, by: Actor) -> None:
    """Nobody reads it any more; that it was there, and why it went, stays."""
    check_publish(by)
    if not because.strip():
        raise Invalid([Fault("because", _("Say why it is withdrawn."), _("Whoever had read it is told."))])
    figures = PublishedFigures.objects.select_for_update().get(pk=figures.pk)
    if figures.withdrawn_at is not None:
        return
    figures.withdrawn_at, figures.withdrawn_because = timezone.now(), " ".join(because.split())[:300]
    figures.save(update_fields=["withdrawn_at", "withdrawn_because", "updated_at"])
    record(verb="case.figures_withdrawn", subject=figures, by=by, changes={"span": [figures.span, None]})


def check_publish(by: Actor) -> None:
    """It is about all services, so a role in one of them is not enough."""
    check(covers_all(by), _("Only complaints officers of all services publish the report."))
