"""The report of half a year or a year: its introduction, and publishing it as it stands."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import keep_files
from folkmoot_core.plans import Period, plan_report
from folkmoot_core.reports.forms.html import fragment
from folkmoot_core.values import Fault, Invalid

from ..models import Plan, Report, ReportFile
from ..policies import check_keep
from ..queries.reporting import report_input


@transaction.atomic
def introduce_report(*, plan: Plan, period: Period, words: str, by: Actor) -> Report:
    """Write what stands at the front of a report that is not published yet. Raises Invalid, Refused."""
    check_keep(by, plan.scopes)
    report, _new = Report.objects.get_or_create(plan=plan, period=period.key)
    if report.published_at:
        raise Invalid([Fault("introduction", _("It is published already."), _("Withdraw it first."))])
    old, report.introduction = report.introduction, words.strip()
    report.save(update_fields=["introduction", "updated_at"])
    record(verb="plan.report_introduced", subject=plan, by=by, changes={"introduction": [old, report.introduction]})
    return report


@transaction.atomic
def publish_report(*, plan: Plan, period: Period, by: Actor, today: date | None = None) -> Report:
    """Keep the report of a period that is over as everybody reads it from now on, with its files. Raises Invalid,
    Refused."""
    check_keep(by, plan.scopes)
    today = today or timezone.localdate()
    report, _new = Report.objects.select_for_update().get_or_create(plan=plan, period=period.key)
    faults = []
    if report.published_at:
        faults.append(Fault("period", _("It is published already."), _("Withdraw it first.")))
    if period.last >= today:
        faults.append(Fault("period", _("This period is not over yet."), _("Publish it when its last day is past.")))
    if not plan.is_public:
        faults.append(Fault("period", _("The plan is a draft."), _("Publish a version of it first.")))
    if faults:
        raise Invalid(faults)
    made = plan_report(report_input(plan, period, introduction=report.introduction, today=today))
    report.title, report.body, report.digest = made.title, fragment(made), made.front.snapshot
    report.published_at, report.published_by = timezone.now(), by.name
    report.save()
    keep_files(ReportFile, made, report=report)
    record(verb="plan.report_published", subject=plan, by=by, changes={"period": [None, period.key]})
    return report


@transaction.atomic
def withdraw_report(*, report: Report, because: str, by: Actor) -> Report:
    """Nobody reads it any more; it can be published anew. Raises Invalid without a reason, Refused."""
    check_keep(by, report.plan.scopes)
    if not because.strip():
        raise Invalid([Fault("because", _("Say why it is withdrawn."), _("It is kept in the history."))])
    report.files.all().delete()
    report.title, report.body, report.digest, report.published_at = "", "", "", None
    report.save()
    record(verb="plan.report_withdrawn", subject=report.plan, by=by, reason=because.strip())
    return report
