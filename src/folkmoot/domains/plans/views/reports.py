"""The report of a period: prepared at the desk, published, and read by everybody with its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.base.public import FaultsForm, attached
from folkmoot_core.plans import Period, period_named, plan_report
from folkmoot_core.reports.forms import FORMS
from folkmoot_core.reports.forms.html import fragment
from folkmoot_core.values import Invalid

from ..actions.reporting import introduce_report, publish_report, withdraw_report
from ..adapters.standings import first_day
from ..forms.desk import IntroductionForm, ReasonForm
from ..models import Plan, ReportFile
from ..queries.reporting import report_input, report_of
from .shared import FOR_KEEPERS, kept_or_404, plan_or_404


class ShowReportView(View):
    """/plans/PLAN/reports/PERIOD/"""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str, period: str) -> HttpResponse:
        found = plan_or_404(request, plan)
        report = found.reports.filter(period=period).exclude(published_at=None).first()
        if report is None:
            raise Http404
        seen = {
            "plan": found,
            "report": report,
            "period": _period(found, period),
            "body": mark_safe(report.body),
            "files": [(FORMS[file.form].title, file) for file in report.files.defer("content")],
        }
        return render(request, "plans/show_report.html", seen)


class TakeReportView(View):
    """/plans/PLAN/reports/PERIOD/FORM/ – a file to be kept."""

    access = PUBLIC

    def get(self, request: HttpRequest, plan: str, period: str, form: str) -> HttpResponse:
        found = plan_or_404(request, plan)
        files = ReportFile.objects.filter(report__plan=found, report__period=period, form=form)
        file = files.exclude(report__published_at=None).first()
        if file is None:
            raise Http404
        return attached(file.name, file.media_type, bytes(file.content))


class PrepareReportView(View):
    """/plans/desk/PLAN/reports/PERIOD/ – what it would say; introduce it, publish it, withdraw it."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, plan: str, period: str) -> HttpResponse:
        found = kept_or_404(request, plan)
        chosen = _period(found, period)
        report = report_of(found, chosen)
        form = IntroductionForm(initial={"introduction": report.introduction if report else ""})
        return self._page(request, found, chosen, form)

    def post(self, request: HttpRequest, plan: str, period: str) -> HttpResponse:
        found, actor, deed = kept_or_404(request, plan), actor_of(request), request.POST.get("deed", "")
        chosen = _period(found, period)
        report = report_of(found, chosen)
        form: FaultsForm = ReasonForm(request.POST) if deed == "withdraw" else IntroductionForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                if deed == "withdraw" and report is not None:
                    withdraw_report(report=report, because=data["because"], by=actor)
                elif deed == "publish":
                    publish_report(plan=found, period=chosen, by=actor)
                elif deed == "introduce":
                    introduce_report(plan=found, period=chosen, words=data["introduction"], by=actor)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("plans:prepare_report", found.key, chosen.key)
        return self._page(request, found, chosen, form, status=422)

    def _page(
        self, request: HttpRequest, plan: Plan, period: Period, form: FaultsForm, *, status: int = 200
    ) -> HttpResponse:
        report = report_of(plan, period)
        is_published = bool(report and report.published_at)
        if is_published and not isinstance(form, ReasonForm):
            form = ReasonForm()
        if not is_published and isinstance(form, ReasonForm):
            form = IntroductionForm()
        introduction = report.introduction if report else ""
        body = "" if is_published else fragment(plan_report(report_input(plan, period, introduction=introduction)))
        context = {
            "plan": plan,
            "period": period,
            "report": report,
            "is_published": is_published,
            "is_over": period.last < timezone.localdate(),
            "form": form,
            "body": mark_safe(body),
        }
        return render(request, "plans/desk/prepare_report.html", context, status=status)


def _period(plan: Plan, key: str) -> Period:
    found = period_named(key, plan.kind.spec.year_begins_in_month)
    if found is None or found.first > timezone.localdate() or found.last < first_day(plan.starts):
        raise Http404
    return found
