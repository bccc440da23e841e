"""Where the money goes, for everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.base.public import csv_file
from folkmoot.ground.thread.public import Brief, Linked, brief_of, links_of, model_at
from folkmoot_core.money import Bought, Settled, add_savings, cost_of_each

from ..actions.tying import BUYS
from ..adapters.books import Book, LineBook
from ..adapters.periods import last_day, periods_of
from ..enums import Kind
from ..exports.open_data import COLUMNS, rows_of
from ..models import Amount, Edition
from ..policies import KEEPERS, can_keep
from ..queries.soundness import faults_of
from ..queries.sources import counted_between
from ..queries.visible import visible_budgets
from .shared import book_or_404

MEASURED = "measured_by"


class ListBudgetsView(View):
    """/money/ – `?body=` for those of one body."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, body = actor_of(request), request.GET.get("body", "")[:100]
        found = visible_budgets(actor)
        budgets = list(found.filter(body__key=body) if body else found)
        latest: dict[int, Edition] = {}
        out = Edition.objects.filter(budget__in=budgets, published_at__isnull=False, withdrawn_at=None)
        for edition in out.order_by("published_at", "pk").defer("body"):
            latest[edition.budget_id] = edition
        context = {
            "rows": [(budget, latest.get(budget.pk)) for budget in budgets],
            "body": budgets[0].body if body and budgets else None,
            "may_keep": actor.holds(*KEEPERS),
        }
        return render(request, "money/list_budgets.html", context)


class ShowBudgetView(View):
    """/money/BUDGET/"""

    access = PUBLIC

    def get(self, request: HttpRequest, budget: str) -> HttpResponse:
        book = book_or_404(request, budget)
        found, actor = book.budget, actor_of(request)
        editions = found.editions.filter(published_at__isnull=False).defer("body")
        days = list(book.staff.items())
        context = {
            **frame(request, book),
            "whole": book.whole,
            "ended": _ended(book),
            "runs": any(each.account.spent or each.account.outturn for each in book.lines),
            "hides": any(each.fte_hidden or each.external_hidden for rows in book.staff.values() for each in rows),
            "faults": faults_of(book),
            "far": [each for each in book.lines if each.explanation or each.far],
            "savings": add_savings(each.stand for each in book.savings),
            "staff": days[:1],
            "staff_before": days[1:],
            "editions": [each for each in editions if each.withdrawn_at is None],
            "withdrawn": [each for each in editions if each.withdrawn_at is not None],
            "others": visible_budgets(actor).filter(body=found.body_id).exclude(pk=found.pk),
        }
        return render(request, "money/show_budget.html", context)


def _ended(book: Book) -> bool:
    whole = book.whole
    return whole is not None and whole.outturn is not None and whole.outturn.settled is Settled.FINAL


class ShowLineView(View):
    """/money/BUDGET/lines/LINE/"""

    access = PUBLIC

    def get(self, request: HttpRequest, budget: str, key: str) -> HttpResponse:
        book = book_or_404(request, budget)
        found = line_or_404(book, key)
        account, seen = found.account, found.seen
        rows = [
            (period.name, [seen.get((kind, period.text)) for kind in (Kind.ACTUAL, Kind.PROFILE, Kind.FORECAST)])
            for period in periods_of(book.budget)
        ]
        year = book.budget.financial_year.text
        context = {
            **frame(request, book),
            "shown": found,
            "line": found.line,
            "account": account,
            "original": seen.get((Kind.BUDGET, year)),
            "printed_year": seen.get((Kind.ACTUAL, year)),
            "rows": [(name, cells) for name, cells in rows if any(cells)],
            "has_profile": any(cells[1] for _name, cells in rows),
            "beside": beside(found, request),
            "savings": [each for each in book.savings if each.saving.line_id == found.line.pk],
        }
        return render(request, "money/show_line.html", context)


@dataclass(frozen=True)
class Beside:
    """A record that would show what the money did, what is known of it today, and what each of what it counts cost,
    where an officer has said that the money goes to nothing else."""

    linked: Linked
    brief: Brief
    buys: bool = False
    bought: Bought | None = None
    each: int | None = None


def beside(found: LineBook, request: HttpRequest) -> list[Beside]:
    """What stands beside the spending of a line."""
    shown = []
    for group in links_of(found.line, actor_of(request)).forward:
        for linked in group.shown if group.kind in (MEASURED, BUYS) else ():
            record = model_at(*linked.end)
            if record is not None:
                shown.append(_with_cost(found, Beside(linked, brief_of(record), group.kind == BUYS)))
    return shown


def _with_cost(found: LineBook, each: Beside) -> Beside:
    """Over the periods for which spending is told without a gap, if all that was bought in them is counted too."""
    account = found.account
    spent = account.spent.net if account.spent and not account.missing else None
    if not each.buys or spent is None:
        return each
    budget = found.line.budget
    last = next(last_day(period) for period in periods_of(budget) if period.text == account.told[-1])
    bought = counted_between(*each.linked.end, budget.financial_year.first, last)
    return replace(each, bought=bought, each=cost_of_each(spent, bought)) if bought else each


class ShowAmountView(View):
    """/money/BUDGET/lines/LINE/NUMBER/ – how an amount came to be."""

    access = PUBLIC

    def get(self, request: HttpRequest, budget: str, key: str, pk: int) -> HttpResponse:
        book = book_or_404(request, budget)
        found = line_or_404(book, key)
        if not any(each.pk == pk for each in found.seen.values()):
            raise Http404
        amount = Amount.objects.get(pk=pk)
        revisions = amount.revisions.all()
        if book.sight.at:
            revisions = revisions.filter(at__lte=book.sight.at)
        context = {**frame(request, book), "line": found.line, "amount": amount, "revisions": revisions}
        return render(request, "money/show_amount.html", context)


class ShowSavingView(View):
    """/money/BUDGET/savings/SAVING/"""

    access = PUBLIC

    def get(self, request: HttpRequest, budget: str, key: str) -> HttpResponse:
        book = book_or_404(request, budget)
        found = next((each for each in book.savings if each.saving.key == key), None)
        if found is None:
            raise Http404
        context = {**frame(request, book), "shown": found, "saving": found.saving}
        return render(request, "money/show_saving.html", context)


class ExportView(View):
    """/money/BUDGET/money.csv"""

    access = PUBLIC

    def get(self, request: HttpRequest, budget: str) -> HttpResponse:
        book = book_or_404(request, budget)
        return csv_file(f"{book.budget.key}.csv", COLUMNS, rows_of(book))


def line_or_404(book: Book, key: str) -> LineBook:
    for each in (*book.lines, *([book.total] if book.total else [])):
        if each.line.key == key:
            return each
    raise Http404


def frame(request: HttpRequest, book: Book) -> dict[str, Any]:
    """What every page of a budget needs."""
    return {
        "book": book,
        "budget": book.budget,
        "year": book.budget.financial_year.text,
        "may_keep": can_keep(actor_of(request), book.budget.scopes),
        "sees_all": book.sight.is_whole,
    }
