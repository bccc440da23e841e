"""Weights and tables, for officers and analysts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of, needs
from folkmoot.ground.base.public import attached
from folkmoot_core.microdata.tables import NOT_A_SAMPLE
from folkmoot_core.values import Invalid

from ..actions.snapshots import ask_for_snapshot
from ..actions.weightings import keep_weighting, remove_weighting
from ..exports.marks import Cell, file_name
from ..exports.tabulation import COLUMNS, csv_rows, tables_workbook
from ..forms.tabulating import TablesForm, WeightingForm
from ..models import Consultation, Weighting
from ..policies import READERS
from ..queries.results import POLICY
from ..queries.tabulating import (
    MadeTable,
    NumberTable,
    Source,
    offered_margins,
    report_of,
    source_of,
    tables_wanted,
)
from ..queries.tabulating.source import of_which
from .downloads import XLSX, as_csv
from .seeing import shown_to_officers

Tables = list[MadeTable | NumberTable]


def _tell(request: HttpRequest, problem: Invalid) -> None:
    for fault in problem.faults:
        messages.error(request, f"{fault.message} {fault.mend}".strip())


def _no_snapshot(request: HttpRequest, consultation: Consultation, heading: str) -> HttpResponse:
    return render(
        request, "consultations/tabulating/no_snapshot.html", {"consultation": consultation, "heading": heading}
    )


@needs(*READERS)
class ListWeightingsView(View):
    """/consultations/SLUG/weights/"""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        context = {"consultation": consultation, "weightings": list(consultation.weightings.all())}
        return render(request, "consultations/tabulating/list_weights.html", context)


@needs(*READERS)
class AddWeightingView(View):
    """/consultations/SLUG/weights/new/"""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        source = source_of(consultation)
        if source is None:
            return _no_snapshot(request, consultation, _("New weights"))
        offered = offered_margins(consultation, source)
        initial = {"trim_low": 0.3, "trim_high": 3}
        return self._page(
            request, consultation, WeightingForm(source=source, offered=offered, initial=initial), offered
        )

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        source = source_of(consultation)
        if source is None:
            return _no_snapshot(request, consultation, _("New weights"))
        offered = offered_margins(consultation, source)
        form = WeightingForm(request.POST, request.FILES, source=source, offered=offered)
        if form.is_valid():
            try:
                kept = keep_weighting(consultation=consultation, plan=form.plan(), by=actor_of(request))
            except Invalid as problem:
                form.take(problem)
            else:
                messages.success(request, _("The weights are kept. This is how they come out."))
                return redirect("consultations:show_weighting", slug, kept.pk)
        return self._page(request, consultation, form, offered)

    def _page(
        self, request: HttpRequest, consultation: Consultation, form: WeightingForm, offered: list[Any]
    ) -> HttpResponse:
        context = {
            "consultation": consultation,
            "form": form,
            "missing": [each for each in offered if each.problem],
        }
        status = 422 if form.errors else 200
        return render(request, "consultations/tabulating/add_weights.html", context, status=status)


@needs(*READERS)
class ShowWeightingView(View):
    """/consultations/SLUG/weights/NUMBER/: how they come out, in plain words; and taking them away."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        weighting = self._weighting(request, slug, pk)
        consultation = weighting.consultation
        source = source_of(consultation)
        if source is None:
            return _no_snapshot(request, consultation, weighting.name)
        context: dict[str, Any] = {
            "consultation": consultation,
            "weighting": weighting,
            "source": of_which(source),
            "not_a_sample": _(NOT_A_SAMPLE),
        }
        try:
            context["report"] = report_of(weighting, source)
        except Invalid as problem:
            context["faults"] = problem.faults
        return render(request, "consultations/tabulating/show_weights.html", context)

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        weighting = self._weighting(request, slug, pk)
        remove_weighting(weighting=weighting, by=actor_of(request))
        messages.success(request, _("The weights “%(name)s” are taken away.") % {"name": weighting.name})
        return redirect("consultations:list_weights", slug)

    def _weighting(self, request: HttpRequest, slug: str, pk: int) -> Weighting:
        consultation = shown_to_officers(request, slug).consultation
        found = consultation.weightings.filter(pk=pk).first()
        if found is None:
            raise Http404
        found.consultation = consultation
        return found


@needs(*READERS)
class MakeTablesView(View):
    """/consultations/SLUG/tables/: choose questions and groups; the tables stand below, at an address to keep."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        consultation = shown_to_officers(request, slug).consultation
        source = source_of(consultation, request.GET.get("snapshot", ""))
        if source is None:
            return _no_snapshot(request, consultation, _("Tables"))
        form, tables = _asked(request, consultation, source)
        query = request.GET.copy()
        query["snapshot"] = source.snapshot.digest
        context = {
            "consultation": consultation,
            "form": form,
            "tables": tables,
            "notes": notes_of(form, source) if tables else [],
            "snapshot": source.snapshot,
            "query": query.urlencode(),
            "threshold": POLICY.threshold,
            "percent_base": POLICY.percent_base,
        }
        return render(request, "consultations/tabulating/make_tables.html", context)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Take a snapshot, and come back."""
        consultation = shown_to_officers(request, slug).consultation
        try:
            ask_for_snapshot(consultation=consultation, by=actor_of(request))
        except Invalid as problem:
            _tell(request, problem)
            return redirect("consultations:list_snapshots", slug)
        return HttpResponseRedirect(reverse("consultations:make_tables", args=[slug]))


def _asked(request: HttpRequest, consultation: Consultation, source: Source) -> tuple[TablesForm, Tables]:
    asked = any(name in request.GET for name in ("questions", "by", "weights", "pairs", "show_all"))
    weightings = list(consultation.weightings.all())
    form = TablesForm(request.GET if asked else None, source=source, weightings=weightings)
    if not asked or not form.is_valid():
        return form, []
    try:
        return form, list(tables_wanted(source, form.wanted()))
    except Invalid as problem:
        for fault in problem.faults:
            form.add_error(None, f"{fault.message} {fault.mend}".strip())
        return form, []


def notes_of(form: TablesForm, source: Source) -> list[str]:
    """What must be read beside the figures, on the page and in every file. That a consultation is no sample comes
    first, always."""
    wanted = form.wanted()
    notes = [_(NOT_A_SAMPLE), of_which(source)]
    if wanted.weighting:
        told = {"name": wanted.weighting.name, "source": wanted.weighting.source or _("a file")}
        notes.append(_("Weighted with “%(name)s” (%(source)s). Numbers are of people, and never weighted.") % told)
    else:
        notes.append(_("Not weighted: each response counts once."))
    notes.append(
        _("Shares are of those in the group who answered. Where several things may be chosen, they add up to more.")
    )
    if wanted.groupings or wanted.pairs:
        notes.append(
            _(
                "A letter beside a share says that it is larger than that of the column with this letter, by more than "
                "chance explains (tests corrected for their number). Groups as good as fewer than 30 responses are not "
                "tested."
            )
        )
    if not wanted.protected:
        notes.append(_("For officers only: small numbers, by which somebody could be recognised, are not kept back."))
    return notes


def _made(request: HttpRequest, slug: str) -> tuple[Consultation, TablesForm, Source, Tables]:
    """The tables of an address, for a file. Raises Http404 where there are none."""
    consultation = shown_to_officers(request, slug).consultation
    source = source_of(consultation, request.GET.get("snapshot", ""))
    if source is None:
        raise Http404
    form, tables = _asked(request, consultation, source)
    if not tables:
        raise Http404
    return consultation, form, source, tables


@needs(*READERS)
class TablesCsvView(View):
    """The same tables in one long CSV file."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        _consultation, form, source, tables = _made(request, slug)
        notes: list[list[Cell]] = [[f"note: {note}", *[""] * (len(COLUMNS) - 1)] for note in notes_of(form, source)]
        return as_csv(COLUMNS, [*csv_rows(tables), *notes], file_name(slug, "tables", ending="csv"))


@needs(*READERS)
class TablesXlsxView(View):
    """The same tables as a workbook with a sheet of notes."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        consultation, form, source, tables = _made(request, slug)
        content = tables_workbook(consultation, tables, notes_of(form, source))
        return attached(file_name(slug, "tables", ending="xlsx"), XLSX, content)
