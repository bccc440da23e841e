"""Publish the report of a quarter as it stands, with its files, and let everybody see the figures behind it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import keep_files
from folkmoot_core.money import money_report
from folkmoot_core.reports.forms.html import fragment
from folkmoot_core.values import Fault, Invalid

from ..adapters.books import Book, Sight
from ..enums import Quarter
from ..models import Budget, Edition, EditionFile
from ..policies import check_keep
from ..queries.books import book_of
from ..queries.desk import untold
from ..queries.reporting import report_input
from .budgets import lock


@transaction.atomic
def introduce(*, budget: Budget, quarter: int, words: str, by: Actor) -> Edition:
    """Write what stands at the front of the next edition. Raises Refused."""
    check_keep(by, budget.scopes)
    lock(budget)
    edition = _in_the_making(budget, quarter)
    old, edition.introduction = edition.introduction, words.strip()
    edition.save()
    changes = {"introduction": [old, edition.introduction]}
    record(verb="budget.report_introduced", subject=budget, by=by, changes=changes)
    return edition


@transaction.atomic
def publish(*, budget: Budget, quarter: int, by: Actor, today: date | None = None) -> Edition:
    """An edition that is kept for good. From now on everybody sees what stands here up to the end of the quarter, and
    nothing that is entered later. Raises Invalid, Refused."""
    check_keep(by, budget.scopes)
    budget = lock(budget)
    today, now = today or timezone.localdate(), timezone.now()
    through = budget.financial_year.through(quarter)
    book = book_of(budget, Sight(now, through))
    if faults := faults_against(book, quarter, today):
        raise Invalid(faults)
    edition = _in_the_making(budget, quarter)
    made = money_report(report_input(book, quarter, edition.number, introduction=edition.introduction, today=today))
    whole = book.whole
    edition.title, edition.body, edition.digest = made.title, fragment(made), made.front.snapshot
    edition.net_budget = whole.budget.net if whole and whole.budget else None
    edition.net_spent = whole.spent.net if quarter and whole and whole.spent else None
    edition.net_outturn = whole.outturn.amounts.net if quarter and whole and whole.outturn else None
    edition.published_at, edition.published_by = now, by.name
    edition.save()
    keep_files(EditionFile, made, edition=edition)
    _show(budget)
    record(
        verb="budget.published",
        subject=budget,
        by=by,
        changes={"quarter": [None, quarter], "edition": [None, edition.number]},
    )
    return edition


@transaction.atomic
def withdraw(*, edition: Edition, because: str, by: Actor) -> Edition:
    """Nobody reads it any more, and the figures are again those of the edition before it. It is kept, with the reason.
    Raises Invalid, Refused."""
    budget = edition.budget
    check_keep(by, budget.scopes)
    budget = lock(budget)
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if edition.published_at is None or edition.withdrawn_at is not None:
        raise Invalid([Fault("because", _("It is not out."), _("Go back to the budget."))])
    if not because.strip():
        raise Invalid([Fault("because", _("Say why it is withdrawn."), _("Everybody can read it."))])
    edition.withdrawn_at, edition.withdrawn_because = timezone.now(), because.strip()[:300]
    edition.save()
    _show(budget)
    record(verb="budget.withdrawn", subject=budget, by=by, reason=because.strip())
    return edition


def faults_against(book: Book, quarter: int, today: date) -> list[Fault]:
    """What keeps the report of a quarter from being published."""
    faults = []
    if not book.lines and book.total is None:
        faults.append(Fault("quarter", _("There is no line yet."), _("Write the lines of the budget first.")))
    if quarter and book.budget.financial_year.through(quarter) >= today:
        message = _("The quarter is not over yet.")
        faults.append(Fault("quarter", message, _("Publish it when its last day is past.")))
    if not quarter and (whole := book.whole) is not None and whole.budget is None:
        message = _("Some lines have no budget.")
        faults.append(Fault("quarter", message, _("Enter a budget for each line, 0 where it has none.")))
    if quarter:
        for title, missing in untold(book, book.budget.financial_year.through(quarter)):
            words = {"line": title, "periods": ", ".join(missing)}
            message = _("“%(line)s”: nothing is told of %(periods)s.") % words
            faults.append(Fault("quarter", message, _("Enter what was spent, 0 if nothing.")))
        for line in book.lacking_reasons:
            message = _("“%(line)s” is far from its budget, and nobody has said why.") % {"line": line.line.title}
            faults.append(Fault("quarter", message, _("Explain it first.")))
    return faults


def _in_the_making(budget: Budget, quarter: int) -> Edition:
    found = budget.editions.filter(quarter=quarter, published_at=None).first()
    if found is not None:
        return found
    number = budget.editions.filter(quarter=quarter).count() + 1
    return Edition(budget=budget, quarter=Quarter(quarter), number=number)


def _show(budget: Budget) -> None:
    """Let everybody see what stood there when the latest edition that is out was published."""
    latest = (
        budget.editions.filter(published_at__isnull=False, withdrawn_at=None).order_by("-published_at", "-pk").first()
    )
    budget.public_at = latest.published_at if latest else None
    budget.public_through = budget.financial_year.through(latest.quarter) if latest else None
    budget.save(update_fields=["public_at", "public_through", "updated_at"])
