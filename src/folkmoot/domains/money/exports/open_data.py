"""A budget as open data, in pounds: only what its reader may see."""

from __future__ import annotations

from collections.abc import Iterator

from folkmoot_core.money import plain_pounds

from ..adapters.books import Book

COLUMNS = (
    *("budget", "body", "year", "line", "title", "kind", "period", "gross", "income", "net", "printed_net", "revision"),
    "explanation",
)


def rows_of(book: Book) -> Iterator[tuple[str, ...]]:
    """A row for each amount, and for each change of the budget (kind `change`), oldest first."""
    budget = book.budget
    common = (budget.key, budget.body.key, budget.financial_year.text)
    for each in (*book.lines, *([book.total] if book.total else [])):
        words = {one.period: one.words for one in each.explanations}
        for (kind, period), seen in sorted(each.seen.items(), key=lambda item: (item[0][0], item[0][1])):
            three = (seen.amounts.gross, seen.amounts.implied_income, seen.amounts.net, seen.amounts.printed_net)
            pounds = ("" if pence is None else plain_pounds(pence) for pence in three)
            why = words.get(period, "") if kind == "forecast" else ""
            yield (*common, each.line.key, each.line.title, kind, period, *pounds, str(seen.revision), why)
        for change in each.changes:
            sign = 1 if change.into_id == each.line.pk else -1
            moved = (change.gross * sign, change.income * sign, (change.gross - change.income) * sign)
            yield (
                *(*common, each.line.key, each.line.title, "change", change.on.isoformat()),
                *(*(plain_pounds(pence) for pence in moved), "", "", change.title),
            )
