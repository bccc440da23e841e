"""Many actions at once, from a spreadsheet; and the plan's own as a spreadsheet to be filled in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.base.public import MOST_FAULTS_SHOWN, Put, SpreadsheetForm, csv_file
from folkmoot_core.values import Fault, Invalid

from ..actions.import_file import COLUMNS, action_cells, import_actions
from ..models import Plan
from .shared import FOR_KEEPERS, kept_or_404


def put_in_words(put: Put) -> str:
    """So many new, changed and as they were."""
    words = (
        (put.created, ngettext("%(n)d action is new.", "%(n)d actions are new.", put.created)),
        (put.updated, ngettext("%(n)d action is changed.", "%(n)d actions are changed.", put.updated)),
        (put.same, ngettext("%(n)d stood there already.", "%(n)d stood there already.", put.same)),
    )
    return " ".join(said % {"n": number} for number, said in words if number)


class ImportActionsView(View):
    """/plans/desk/PLAN/file/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, plan: str) -> HttpResponse:
        return self._show(request, kept_or_404(request, plan), SpreadsheetForm())

    def post(self, request: HttpRequest, plan: str) -> HttpResponse:
        found, form = kept_or_404(request, plan), SpreadsheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, found, form)
        file, only_look = form.cleaned_data["file"], form.cleaned_data["only_look"]
        name = str(file.name)[:150]
        try:
            put = import_actions(plan=found, content=file.read(), name=name, only_look=only_look, by=actor_of(request))
        except Invalid as problem:
            return self._show(request, found, form, faults=problem.faults)
        if not only_look:
            messages.success(request, put_in_words(put))
        return self._show(request, found, SpreadsheetForm(), looked=put_in_words(put) if only_look else "")

    def _show(
        self,
        request: HttpRequest,
        plan: Plan,
        form: SpreadsheetForm,
        *,
        faults: tuple[Fault, ...] = (),
        looked: str = "",
    ) -> HttpResponse:
        context = {
            "plan": plan,
            "form": form,
            "faults": faults[:MOST_FAULTS_SHOWN],
            "number": len(faults),
            "looked": looked,
            "columns": COLUMNS,
        }
        return render(request, "plans/desk/import.html", context, status=422 if form.errors or faults else 200)


class SaveActionsView(View):
    """/plans/desk/PLAN/actions.csv – the actions as they stand, in the columns that come in again."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, plan: str) -> HttpResponse:
        found = kept_or_404(request, plan)
        rows = found.actions.select_related("body").prefetch_related("carryings__objective__plan", "depends_on")
        return csv_file(f"{found.key}-actions-to-fill.csv", COLUMNS, map(action_cells, rows))
