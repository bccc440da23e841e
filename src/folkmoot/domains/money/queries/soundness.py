"""What does not add up in a budget as it was printed: said, and never mended in silence."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from folkmoot_core.money import Amounts, Match, check_total

from ..adapters.books import Book, LineBook
from ..adapters.words import in_pounds
from ..enums import Kind
from ..models import Budget
from .books import book_of


def faults_of(book: Book) -> list[str]:
    """A sentence for each printed net, total, year or number of staff that is not what its parts come to. What rounding
    explains is left out."""
    lines = (*book.lines, *([book.total] if book.total else []))
    return [
        *(said for line in lines for said in _of_line(line, book.budget)),
        *_of_total(book),
        *_of_staff(book),
    ]


def faults_on_record() -> Iterator[str]:
    """Of every budget, for `folkmoot check`."""
    for budget in Budget.objects.order_by("pk"):
        for said in faults_of(book_of(budget)):
            yield f"{budget}: {said}"


def is_explained(amounts: Amounts, step: int) -> bool:
    """A printed net is what gross less income comes to, or differs from it by no more than rounding to `step`
    explains."""
    gross, income, net = amounts.gross, amounts.income, amounts.printed_net
    if gross is None or income is None or net is None:
        return True
    return check_total([gross, -income], net, _step(step, gross, income, net)).match is not Match.DIFFERS


def _step(step: int, *pence: int) -> int:
    """How far rounding goes: to `step` where all of the figures are so round, and nowhere otherwise."""
    return step if all(each % step == 0 for each in pence) else 1


def _of_line(line: LineBook, budget: Budget) -> Iterator[str]:
    for (kind, period), seen in line.seen.items():
        amounts = seen.amounts
        if not is_explained(amounts, budget.step):
            yield _(
                "%(line)s, %(kind)s, %(period)s: a net of %(printed)s is printed; gross less income is %(net)s."
            ) % {
                "line": line.line.title,
                "kind": Kind(kind).label,
                "period": period,
                "printed": in_pounds(amounts.printed_net, budget),
                "net": in_pounds(amounts.net, budget),
            }
    total = line.account.check_whole(budget.step)
    if total is not None and total.match is Match.DIFFERS:
        yield _("%(line)s: %(printed)s is printed for the year; its periods come to %(summed)s.") % {
            "line": line.line.title,
            "printed": in_pounds(total.printed, budget),
            "summed": in_pounds(total.summed, budget),
        }
    if line.account.missing:
        yield _("%(line)s: nothing is told of %(periods)s, though later periods are told.") % {
            "line": line.line.title,
            "periods": ", ".join(line.account.missing),
        }


def _of_total(book: Book) -> Iterator[str]:
    if book.total is None or not book.lines:
        return
    for (kind, period), seen in book.total.seen.items():
        parts = [line.seen[kind, period].amounts.net for line in book.lines if (kind, period) in line.seen]
        known = [net for net in parts if net is not None]
        printed = seen.amounts.net
        if printed is None or len(known) < len(book.lines):
            continue
        step = _step(book.budget.step, printed, *known)
        total = check_total(known, printed, step)
        if total.match is Match.DIFFERS:
            yield _("%(kind)s, %(period)s: a total of %(printed)s is printed; the lines come to %(summed)s.") % {
                "kind": Kind(kind).label,
                "period": period,
                "printed": in_pounds(printed, book.budget),
                "summed": in_pounds(total.summed, book.budget),
            }


def _of_staff(book: Book) -> Iterator[str]:
    for day, rows in book.staff.items():
        parts = [each.fte for each in rows if not each.is_total and each.fte is not None]
        total = next((each.fte for each in rows if each.is_total), None)
        if total is not None and parts and sum(parts) != total and not any(each.fte_hidden for each in rows):
            yield _("Staff on %(day)s: a total of %(printed)s is printed; the grades come to %(summed)s.") % {
                "day": day.isoformat(),
                "printed": total,
                "summed": sum(parts),
            }
