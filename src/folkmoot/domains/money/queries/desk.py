"""What waits for whoever keeps budgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from folkmoot.ground.base.policies import Actor

from ..adapters.books import Book
from ..adapters.periods import last_day, periods_of
from ..enums import Kind, Quarter
from ..models import Budget, Edition, Line
from .visible import budgets_kept_by


@dataclass(frozen=True)
class QuarterToReport:
    """Which edition of a quarter is out, and whether it can be made."""

    quarter: Quarter
    is_over: bool
    edition: Edition | None


def untold(book: Book, through: date) -> list[tuple[str, list[str]]]:
    """(line, periods that ended by the day and have no spending told), where there are such."""
    over = [period.text for period in periods_of(book.budget) if last_day(period) <= through]
    found = []
    for each in book.lines or ((book.total,) if book.total else ()):
        missing = [period for period in over if period not in each.account.actuals]
        if missing and each.account.whole is None:
            found.append((each.line.title, missing))
    return found


def quarters_of(budget: Budget, today: date) -> list[QuarterToReport]:
    """The budget itself and each quarter, with the latest edition that is out."""
    out: dict[int, Edition] = {}
    for edition in (
        budget.editions.filter(published_at__isnull=False, withdrawn_at=None).order_by("published_at").defer("body")
    ):
        out[edition.quarter] = edition
    year = budget.financial_year
    return [
        QuarterToReport(each, not each.value or year.through(each.value) < today, out.get(each.value))
        for each in Quarter
    ]


def rows_to_fill(actor: Actor, today: date) -> list[tuple[str, ...]]:
    """For a template: (budget, line, kind, period) of the next spending and forecast of each line, in years that are
    not over; for a year that has no budget yet, of that."""
    rows: list[tuple[str, ...]] = []
    budgets = {each.pk: each for each in budgets_kept_by(actor) if each.financial_year.last >= today}
    told: dict[int, set[str]] = {}
    lines = list(
        Line.objects.filter(budget__in=budgets, is_total=False)
        .prefetch_related("amounts")
        .order_by("budget", "position")
    )
    for line in lines:
        told[line.pk] = {f"{each.kind} {each.period}" for each in line.amounts.all()}
    for line in lines:
        budget = budgets[line.budget_id]
        if f"{Kind.BUDGET} {budget.financial_year.text}" not in told[line.pk]:
            rows.append((budget.key, line.key, Kind.BUDGET, budget.financial_year.text))
        following = next(
            (each for each in periods_of(budget) if f"{Kind.ACTUAL} {each.text}" not in told[line.pk]), None
        )
        if following is not None:
            rows += [(budget.key, line.key, kind, following.text) for kind in (Kind.ACTUAL, Kind.FORECAST)]
    return rows
