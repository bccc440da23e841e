"""Officers' list of reports, a new one, and the figures one stands on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

from ...actions.reports import make_report, refresh_figures
from ...forms.reports import FiguresForm, MakeReportForm
from ...models import Snapshot
from ...policies import check_plan
from ...queries.reports.listing import desk_of, districts_answered
from ...queries.reports.making import make
from ...queries.snapshots import snapshots_of
from ..planning import OFFICERS
from .seeing import DeskPage, ReportPage

SHOWN_SNAPSHOTS = 10


class ListReportsView(DeskPage):
    """/consultations/SLUG/report-desk/: every report with its figures, its edits and its editions."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.page("list_reports.html", {"rows": desk_of(self.consultation)})


class MakeReportView(DeskPage):
    """/consultations/SLUG/report-desk/new/"""

    access = OFFICERS

    def find(self, **kwargs: Any) -> None:
        check_plan(self.actor, self.standing)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        snapshots = self._snapshots()
        wanted = {"kind": request.GET.get("kind", ""), "figures": str(snapshots[0].pk) if snapshots else "now"}
        return self._page(self._form(snapshots, initial=wanted))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self._form(self._snapshots(), data=request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        answers = form.cleaned_data
        try:
            made = make_report(
                consultation=self.consultation,
                kind=answers["kind"],
                district=answers.get("district"),
                snapshot=form.snapshot,
                weighting=answers.get("weighting"),
                by=self.actor,
            )
        except Invalid as problem:
            put_faults(form, problem)
            return self._page(form, status=422)
        messages.success(request, _("The report is made. Read it, and change what you would say otherwise."))
        return self.to("edit_report", made.pk)

    def _snapshots(self) -> list[Snapshot]:
        return list(snapshots_of(self.consultation)[:SHOWN_SNAPSHOTS])

    def _form(self, snapshots: list[Snapshot], **options: Any) -> MakeReportForm:
        return MakeReportForm(
            snapshots=snapshots,
            weightings=self.consultation.weightings.all(),
            districts=districts_answered(self.consultation),
            **options,
        )

    def _page(self, form: MakeReportForm, status: int = 200) -> HttpResponse:
        return self.page("make_report.html", {"form": form}, status=status)


class RefreshFiguresView(ReportPage):
    """/consultations/SLUG/report-desk/N/figures/: another snapshot or other weights; edits stay."""

    access = OFFICERS

    def find(self, **kwargs: Any) -> None:
        check_plan(self.actor, self.standing)
        super().find(**kwargs)

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        return self._page(self._form(initial={"figures": "now", "weighting": self.report.weighting_id}))

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        form = self._form(data=request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        weighting = form.cleaned_data.get("weighting")
        try:
            changed = refresh_figures(report=self.report, snapshot=form.snapshot, weighting=weighting, by=self.actor)
            warnings = len(make(self.report).applied.warnings) if changed else 0
        except Invalid as problem:
            put_faults(form, problem)
            return self._page(form, status=422)
        self._tell(changed=changed, warnings=warnings)
        return self.to("edit_report", self.report.pk, place="look-at" if warnings else "")

    def _tell(self, *, changed: bool, warnings: int) -> None:
        if not changed:
            messages.info(self.request, _("Nothing has changed: the report stands on these figures already."))
        elif warnings:
            told = ngettext(
                "The figures are refreshed. %(number)d thing you wrote needs a look.",
                "The figures are refreshed. %(number)d things you wrote need a look.",
                warnings,
            )
            messages.warning(self.request, told % {"number": warnings})
        else:
            messages.success(self.request, _("The figures are refreshed. All that you wrote still fits them."))

    def _form(self, **options: Any) -> FiguresForm:
        return FiguresForm(
            snapshots=list(snapshots_of(self.consultation)[:SHOWN_SNAPSHOTS]),
            weightings=self.consultation.weightings.all(),
            current=self.report.snapshot,
            **options,
        )

    def _page(self, form: FiguresForm, status: int = 200) -> HttpResponse:
        return self.page("refresh_figures.html", {"form": form}, status=status)
