"""A budget read as it is, or as everybody may see it: the same query either way, so that nothing is told by two
rules."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from folkmoot_core.money import Amounts

from ..adapters.books import Book, LineBook, SavingBook, Seen, Sight, StaffSeen, account_from, keep_back
from ..adapters.periods import periods_of
from ..enums import Kind
from ..models import (
    AmountRevision,
    Budget,
    BudgetChange,
    Explanation,
    Line,
    Saving,
    SavingUpdate,
    StaffRevision,
)

WHOLE = Sight()
OF_THE_YEAR = (Kind.BUDGET, Kind.PROFILE)


def public_sight(budget: Budget) -> Sight:
    """What the edition that was published last lets everybody see. ValueError where none is out."""
    if budget.public_at is None or budget.public_through is None:
        raise ValueError("Nothing of this budget is public.")
    return Sight(budget.public_at, budget.public_through)


def book_of(budget: Budget, sight: Sight = WHOLE) -> Book:
    """Seven queries, however much there is."""
    lines = list(_written(Line.objects.filter(budget=budget), "created_at", sight))
    for line in lines:
        line.budget = budget
    seen = _amounts(budget, sight)
    changes = _changes(budget, sight, {line.pk: line for line in lines})
    explanations = defaultdict(list)
    found = _written(Explanation.objects.filter(line__budget=budget), "at", sight)
    for each in found.filter(ends__lte=sight.through) if sight.through else found:
        explanations[each.line_id].append(each)
    periods = tuple(period.text for period in periods_of(budget))
    books = []
    for line in lines:
        own = tuple(each for each in changes if line.pk in (each.out_of_id, each.into_id))
        moved = tuple(each.amounts if each.into_id == line.pk else -each.amounts for each in own)
        account = account_from(periods, budget.financial_year.text, seen[line.pk], moved)
        far = budget.threshold.needs_reason(account.variance)
        books.append(LineBook(line, account, seen[line.pk], tuple(explanations[line.pk]), own, far))
    return Book(
        budget,
        sight,
        tuple(each for each in books if not each.line.is_total),
        next((each for each in books if each.line.is_total), None),
        changes,
        _savings(budget, sight),
        _staff(budget, sight),
    )


def _written(rows: QuerySet[Any], field: str, sight: Sight) -> QuerySet[Any]:
    return rows.filter(**{f"{field}__lte": sight.at}) if sight.at else rows


def _amounts(budget: Budget, sight: Sight) -> dict[int, dict[tuple[str, str], Seen]]:
    """{line: {(kind, period): the latest revision that is seen}}."""
    rows = _written(AmountRevision.objects.filter(amount__line__budget=budget), "at", sight)
    if sight.through:
        rows = rows.filter(Q(amount__ends__lte=sight.through) | Q(amount__kind__in=OF_THE_YEAR))
    found: dict[int, dict[tuple[str, str], Seen]] = defaultdict(dict)
    columns = (
        "amount_id",
        "amount__line_id",
        "amount__kind",
        "amount__period",
        "number",
        "gross",
        "income",
        "printed_net",
    )
    for pk, line, kind, period, number, *three in rows.order_by("number").values_list(*columns):
        found[line][kind, period] = Seen(pk, Amounts(*three), number)
    return found


def _changes(budget: Budget, sight: Sight, lines: dict[int, Line]) -> tuple[BudgetChange, ...]:
    rows = _written(BudgetChange.objects.filter(budget=budget), "at", sight)
    if sight.through:
        rows = rows.filter(on__lte=sight.through)
    changes = tuple(rows)
    for each in changes:
        each.budget = budget
        each.out_of = lines.get(each.out_of_id) if each.out_of_id else None
        each.into = lines.get(each.into_id) if each.into_id else None
    return changes


def _savings(budget: Budget, sight: Sight) -> tuple[SavingBook, ...]:
    updates: dict[int, list[SavingUpdate]] = defaultdict(list)
    for each in _written(SavingUpdate.objects.filter(saving__budget=budget), "at", sight).order_by("on", "pk"):
        updates[each.saving_id].append(each)
    savings = list(Saving.objects.filter(pk__in=updates).select_related("line")) if updates else []
    for saving in savings:
        saving.budget = budget
        if saving.line:
            saving.line.budget = budget
    return tuple(SavingBook(saving, tuple(updates[saving.pk])) for saving in savings)


def _staff(budget: Budget, sight: Sight) -> dict[date, tuple[StaffSeen, ...]]:
    rows = _written(StaffRevision.objects.filter(count__budget=budget), "at", sight)
    if sight.through:
        rows = rows.filter(count__on__lte=sight.through)
    columns = ("count_id", "count__on", "count__grade", "count__is_total", "fte", "external", "number")
    latest: dict[int, tuple[date, StaffSeen]] = {}
    ordered = rows.order_by("count__is_total", "count__position", "count_id", "number")
    for pk, on, grade, is_total, fte, external, number in ordered.values_list(*columns):
        latest[pk] = on, StaffSeen(pk, grade, is_total, fte, external, number)
    by_day: dict[date, list[StaffSeen]] = defaultdict(list)
    for on, each in latest.values():
        if each.fte is not None or each.external is not None:
            by_day[on].append(each)
    return {day: keep_back(by_day[day]) for day in sorted(by_day, reverse=True)}
