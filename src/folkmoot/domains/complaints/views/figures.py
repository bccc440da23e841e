"""Reports over cases: for officers with every number, and as they were published for everybody."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, Refused, actor_of
from folkmoot.ground.base.public import attached
from folkmoot_core.casework import Span, casework_report
from folkmoot_core.reports.forms import FORMS, forms_of, write
from folkmoot_core.reports.forms.html import fragment
from folkmoot_core.values import Invalid

from ..actions.figures import POLICY, publish_figures, withdraw_figures
from ..forms.figures import PublishForm, WithdrawForm
from ..models import PublishedFigures
from ..queries.reporting import input_of, late_services, reasons_behind, report_of, reportable_spans, span_of
from ..queries.reporting.published import figures_of, file_of, files_of, published_figures
from .cases import FOR_OFFICERS

GONE = 410
TAKEN = ("pdf", "docx", "xlsx", "csv", "html")


def span_or_404(key: str) -> Span:
    span = span_of(key)
    if span is None or span.first > timezone.localdate():
        raise Http404
    return span


class ListCaseReportsView(View):
    """/cases/reports/ – years and quarters with cases, and which are published."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest) -> HttpResponse:
        published = set(published_figures().values_list("span", flat=True))
        years = [
            (year, year.key in published, [(each, each.key in published) for each in quarters])
            for year, quarters in reportable_spans(timezone.localdate())
        ]
        return render(request, "complaints/figures/list_reports.html", {"years": years})


class CaseReportView(View):
    """/cases/reports/SPAN/ – every number, for officers."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest, span: str) -> HttpResponse:
        chosen = span_or_404(span)
        data = input_of(chosen)
        report = casework_report(data, policy=None)
        published = figures_of(chosen.key)
        seen = {
            "span": chosen,
            "report": report,
            "body": mark_safe(fragment(report)),
            "forms": [form for form in forms_of(report) if form.name in TAKEN],
            "published": published if published and published.withdrawn_at is None else None,
            "is_over": chosen.last < timezone.localdate(),
            "late": late_services(data),
            "reasons": reasons_behind(data),
        }
        return render(request, "complaints/figures/case_report.html", seen)


class CaseFileView(View):
    """/cases/reports/SPAN/as/FORM/"""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest, span: str, form: str) -> HttpResponse:
        chosen = span_or_404(span)
        if form not in TAKEN:
            raise Http404
        written = write(report_of(chosen, policy=None), form)
        return attached(f"officers-{written.name}", written.media_type, written.content)


class PublishFiguresView(View):
    """/cases/reports/SPAN/publish/ – what everybody would read, and the button."""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest, span: str) -> HttpResponse:
        return self._page(request, span_or_404(span), PublishForm())

    def post(self, request: HttpRequest, span: str) -> HttpResponse:
        chosen, form = span_or_404(span), PublishForm(request.POST)
        if not form.is_valid():
            return self._page(request, chosen, form, status=422)
        try:
            publish_figures(span=chosen, by=actor_of(request), answer=form.cleaned_data["answer"])
        except Invalid as problem:
            for fault in problem.faults:
                form.add_error(None, f"{fault.message} {fault.mend}".strip())
            return self._page(request, chosen, form, status=409)
        except Refused as problem:
            form.add_error(None, str(problem))
            return self._page(request, chosen, form, status=403)
        messages.success(request, _("The report of %(span)s is published.") % {"span": chosen.name})
        return redirect("complaints:show_figures", chosen.key)

    def _page(self, request: HttpRequest, span: Span, form: PublishForm, *, status: int = 200) -> HttpResponse:

        body = mark_safe(fragment(report_of(span, policy=POLICY)))
        seen = {"span": span, "form": form, "body": body}
        return render(request, "complaints/figures/publish.html", seen, status=status)


class WithdrawFiguresView(View):
    """/cases/reports/SPAN/withdraw/"""

    access = FOR_OFFICERS

    def get(self, request: HttpRequest, span: str) -> HttpResponse:
        return self._page(request, self._find(span), WithdrawForm())

    def post(self, request: HttpRequest, span: str) -> HttpResponse:
        figures, form = self._find(span), WithdrawForm(request.POST)
        if not form.is_valid():
            return self._page(request, figures, form, status=422)
        try:
            withdraw_figures(figures=figures, because=form.cleaned_data["because"], by=actor_of(request))
        except (Invalid, Refused) as problem:
            form.add_error(None, str(problem))
            return self._page(request, figures, form, status=409)
        messages.success(request, _("The report is withdrawn."))
        return redirect("complaints:list_case_reports")

    def _find(self, span: str) -> PublishedFigures:
        figures = figures_of(span_or_404(span).key)
        if figures is None or figures.withdrawn_at is not None:
            raise Http404
        return figures

    def _page(
        self, request: HttpRequest, figures: PublishedFigures, form: WithdrawForm, *, status: int = 200
    ) -> HttpResponse:
        return render(request, "complaints/figures/withdraw.html", {"figures": figures, "form": form}, status=status)


class ListFiguresView(View):
    """/complain/how-we-answer/ – the published reports."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "complaints/figures/list.html", {"published": list(published_figures())})


class ShowFiguresView(View):
    """/complain/how-we-answer/SPAN/"""

    access = PUBLIC

    def get(self, request: HttpRequest, span: str) -> HttpResponse:
        figures = figures_of(span)
        if figures is None:
            raise Http404
        if figures.withdrawn_at is not None:
            return render(request, "complaints/figures/withdrawn.html", {"figures": figures}, status=GONE)
        seen = {
            "figures": figures,
            "body": mark_safe(figures.body),
            "files": [(FORMS[file.form].title, file) for file in files_of(figures)],
        }
        return render(request, "complaints/figures/show.html", seen)


class TakeFiguresView(View):
    """/complain/how-we-answer/SPAN/FORM/"""

    access = PUBLIC

    def get(self, request: HttpRequest, span: str, form: str) -> HttpResponse:
        file = file_of(span, form)
        if file is None:
            raise Http404
        return attached(file.name, file.media_type, bytes(file.content))
