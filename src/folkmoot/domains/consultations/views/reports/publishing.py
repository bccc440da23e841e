"""Publish a report as an edition, and withdraw one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_faults
from folkmoot_core.reports.forms import forms_of
from folkmoot_core.values import Invalid

from ...actions.reports import ask_to_publish, withdraw_edition
from ...actions.reports.publishing import faults_before_publishing, is_under_way
from ...forms.reports import PublishReportForm, WithdrawEditionForm
from ...models import Edition
from ...policies import check_plan
from ...queries.reports.listing import name_in_address, why_not_public
from ...queries.reports.making import Made, make
from ..planning import OFFICERS
from .parts import faulty_place, told_of
from .seeing import ReportPage


class PublishReportView(ReportPage):
    """/consultations/SLUG/report-desk/N/publish/: the last look; then how far the work on the edition is."""

    access = OFFICERS

    made: Made

    def find(self, **kwargs: Any) -> None:
        check_plan(self.actor, self.standing)
        super().find(**kwargs)

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        run = self.report.publishing_runs.select_related("edition").first()
        if is_under_way(run):
            return self.page("under_way.html", {"run": run})
        return self._page()

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        try:
            made = make(self.report)
        except Invalid as problem:
            self.tell_faults(problem)
            return self.to("edit_report", pk)
        form = PublishReportForm(request.POST, has_warnings=bool(made.to_confirm))
        if not form.is_valid():
            return self._page(form, status=422)
        answers = form.cleaned_data
        try:
            ask_to_publish(
                report=self.report,
                summary=answers["summary"],
                number=answers["number"],
                looked_at=answers.get("looked_at", False),
                by=self.actor,
            )
        except Invalid as problem:
            put_faults(form, problem)
            return self._page(form, status=422)
        messages.success(request, _("The edition is being made. This takes a minute at most; you can go on."))
        return self.to("publish_report", pk)

    def _page(self, form: PublishReportForm | None = None, status: int = 200) -> HttpResponse:
        try:
            made = make(self.report)
        except Invalid as problem:
            return self.page("not_made.html", {"faults": problem.faults}, status=409)
        has_warnings = bool(made.to_confirm)
        run = self.report.publishing_runs.select_related("edition").first()
        context = {
            "form": form or PublishReportForm(initial={"number": self.report.edits_number}, has_warnings=has_warnings),
            "faults": [
                (fault, faulty_place(made, fault.where)) for fault in faults_before_publishing(self.report, made)
            ],
            "told": told_of(made.to_confirm),
            "forms": forms_of(made.applied.report),
            "why_not": why_not_public(self.standing),
            "run": run,
            "newest": self.report.editions.defer("edits").first(),
            "address": name_in_address(self.report),
        }
        return self.page("publish_report.html", context, status=status)


class WithdrawEditionView(ReportPage):
    """/consultations/SLUG/report-desk/N/editions/NUMBER/withdraw/"""

    access = OFFICERS

    edition: Edition

    def find(self, **kwargs: Any) -> None:
        check_plan(self.actor, self.standing)
        super().find(**kwargs)
        found = self.report.editions.filter(number=kwargs["number"]).first()
        if found is None or found.withdrawn_at is not None:
            raise Http404
        self.edition = found
        self.edition.report = self.report

    def get(self, request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
        return self.page("withdraw_edition.html", {"form": WithdrawEditionForm(), "edition": self.edition})

    def post(self, request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
        form = WithdrawEditionForm(request.POST)
        if form.is_valid():
            try:
                withdraw_edition(edition=self.edition, reason=form.cleaned_data["reason"], by=self.actor)
            except Invalid as problem:
                put_faults(form, problem)
            else:
                messages.success(request, _("The edition is withdrawn."))
                return self.to("list_report_desk")
        return self.page("withdraw_edition.html", {"form": form, "edition": self.edition}, status=422)
