"""Budgets at an officer's desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot_core.money import straight_line
from folkmoot_core.values import Invalid

from ..actions.budgets import begin_budget
from ..adapters.books import LineBook
from ..forms.desk import BeginForm, BudgetRowForm, StaffForm
from ..forms.fields import PoundsField
from ..models import Amount, Budget
from ..queries.books import book_of
from ..queries.desk import quarters_of, untold
from ..queries.soundness import faults_of
from ..queries.visible import bodies_kept, budgets_kept_by
from .deeds import DEEDS, Deed
from .shared import FOR_KEEPERS, kept_or_404


class ListDeskView(View):
    """/money/desk/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "money/desk/list.html", {"budgets": list(budgets_kept_by(actor_of(request)))})


class BeginView(View):
    """/money/desk/begin/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, BeginForm(kept=bodies_kept(actor_of(request))))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BeginForm(request.POST, kept=bodies_kept(actor_of(request)))
        if form.is_valid():
            try:
                made = begin_budget(by=actor_of(request), **form.cleaned_data)
            except Invalid as invalid:
                form.take(invalid)
            except Refused as refused:
                form.add_error("keeper", str(refused))
            else:
                messages.success(request, _("Begun. Only you and your colleagues see it until you publish a report."))
                return redirect("money:run_budget", made.key)
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: BeginForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "title": _("Begin a budget"),
            "button": _("Begin it"),
            "back_url": reverse("money:list_desk"),
        }
        return render(request, "money/desk/form.html", context, status=status)


class RunView(View):
    """/money/desk/BUDGET/ – all of it, with what can be done."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, budget: str) -> HttpResponse:
        found, today = kept_or_404(request, budget), timezone.localdate()
        book = book_of(found)
        context = {
            "budget": found,
            "year": found.financial_year.text,
            "book": book,
            "whole": book.whole,
            "faults": faults_of(book),
            "lacking": untold(book, min(found.financial_year.last, today - timedelta(days=1))),
            "quarters": quarters_of(found, today),
        }
        return render(request, "money/desk/run.html", context)


class DoView(View):
    """/money/desk/BUDGET/DEED/ and …/DEED/NUMBER/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, budget: str, deed: str, pk: int | None = None) -> HttpResponse:
        found, chosen, row = self._find(request, budget, deed, pk)
        return self._page(request, chosen, chosen.form(budget=found, row=row))

    def post(self, request: HttpRequest, budget: str, deed: str, pk: int | None = None) -> HttpResponse:
        found, chosen, row = self._find(request, budget, deed, pk)
        form = chosen.form(request.POST, request.FILES, budget=found, row=row)
        if form.is_valid():
            try:
                chosen.act(form, found, row, actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Saved."))
                return redirect(_page_after(chosen, found, row))
        # The form may have changed rows in memory; the page shows them as they are kept.
        _found, chosen, form.row = self._find(request, budget, deed, pk)
        return self._page(request, chosen, form, status=422)

    def _find(self, request: HttpRequest, budget: str, deed: str, pk: int | None) -> tuple[Budget, Deed, Any]:
        chosen = DEEDS.get(deed)
        if chosen is None or (pk is None) != (chosen.of is None):
            raise Http404
        found = kept_or_404(request, budget)
        if pk is None:
            return found, chosen, None
        row = chosen.of.objects.filter(pk=pk, **{chosen.path: found}).first()
        if row is None:
            raise Http404
        owner = row.line if isinstance(row, Amount) else row
        owner.budget = found
        return found, chosen, row

    def _page(self, request: HttpRequest, deed: Deed, form: BudgetRowForm, *, status: int = 200) -> HttpResponse:
        context = {
            "budget": form.budget,
            "form": form,
            "title": deed.title,
            "row": form.row,
            "button": deed.button,
            "about": deed.about,
            "back_url": _page_after(deed, form.budget, form.row),
            "help": _hint(form) if deed is DEEDS["enter"] else None,
            "grades": form.by_grade() if isinstance(form, StaffForm) else [],
            "has_amounts": any(isinstance(field, PoundsField) for field in form.fields.values()),
        }
        return render(request, "money/desk/form.html", context, status=status)


def _page_after(deed: Deed, budget: Budget, row: Any) -> str:
    if deed.shows_row and row is not None:
        owner = row.line if isinstance(row, Amount) else row
        return str(owner.get_absolute_url())
    return reverse("money:run_budget", args=[budget.key])


def _hint(form: BudgetRowForm) -> dict[str, Any] | None:
    """What helps to forecast: the budget, what was spent, and what the year would come to in a straight line."""
    found = next((each for each in book_of(form.budget).lines if each.line.pk == form.row.pk), None)
    if found is None:
        return None
    return {"shown": found, "line": _straight(found)}


def _straight(shown: LineBook) -> int | None:
    spent, account = shown.account.spent, shown.account
    if spent is None or spent.net is None or account.missing or account.is_complete:
        return None
    return straight_line(spent.net, len(account.told), len(account.periods))
