"""What a report on a quarter is made from."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format

from folkmoot.ground.base.public import site_identity
from folkmoot_core.money import ExplainedLine, MoneyReportInput, ReportedLine, ReportedSaving, ReportedStaff

from ..adapters.books import Book, LineBook, SavingBook
from .soundness import faults_of


def report_input(book: Book, quarter: int, number: int, *, introduction: str, today: date) -> MoneyReportInput:
    """As the book says; few staff are kept back."""
    budget, year = book.budget, book.budget.financial_year
    lines = book.lines or ((book.total,) if book.total else ())
    staff_on = next(iter(book.staff), None)
    return MoneyReportInput(
        organisation=budget.body.name,
        title=budget.title,
        name=f"{budget.key}-{quarter}-{number}".replace("_", "-"),
        year=year.text,
        quarter=quarter,
        first=year.first,
        last=year.through(quarter) if quarter else year.last,
        counted=today,
        unit=budget.size,
        decimals=budget.decimals,
        lines=tuple(_line(each) for each in lines),
        changes=tuple(
            ExplainedLine(
                each.title,
                date_format(each.on, "j F Y"),
                str(each.out_of or ""),
                str(each.into or ""),
                each.gross,
                each.income,
            )
            for each in book.changes
        ),
        savings=tuple(_saving(each) for each in book.savings),
        staff=tuple(
            ReportedStaff(
                each.grade,
                None if each.fte_hidden else each.fte,
                None if each.external_hidden else each.external,
                each.external is not None,
                each.is_total,
            )
            for each in (book.staff[staff_on] if staff_on else ())
        ),
        staff_on=staff_on,
        unsound=tuple(faults_of(book)),
        introduction=introduction,
        language=str(site_identity().get("language") or "en-GB"),
    )


def _line(each: LineBook) -> ReportedLine:
    return ReportedLine(
        each.line.key, each.line.title, each.account, each.explanation.words if each.explanation else "", each.far
    )


def _saving(each: SavingBook) -> ReportedSaving:
    told = f"{each.latest.words} ({date_format(each.latest.on, 'j F Y')})"
    return ReportedSaving(each.saving.title, each.saving.owner_name, each.stand, told)
