"""What the Ombudsman has of us, and her yearly figures beside our own list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from folkmoot_core.casework import Span
from folkmoot_core.reconcile import (
    OMBUDSMAN_LISTS,
    Case,
    Code,
    Definition,
    Reconciliation,
    lists_on,
    ombudsman_list,
    reconcile,
    table_of,
)
from folkmoot_core.values import Invalid

from ..models import AnnualLetter, LetterFigure, Referral, TheirCase
from ..models.ombudsman import ENQUIRY_DAYS
from .reporting import span_of

RECEIVED, DECISIONS = "received", "decisions"
TOTAL = "Total"
STAGES = "enquiries"


@dataclass(frozen=True)
class Year:
    """What we know of one year: counts of our own list."""

    received: int
    decided: int
    fault: int
    answered: int
    mean_days: float | None
    late: int
    compensation: Any
    owed: int
    kept: int


def referrals_of(span: Span | None = None) -> QuerySet[Referral]:
    """The newest first; of one year where a span is given."""
    found = Referral.objects.select_related("case__arrival")
    return found.filter(received_on__range=(span.first, span.last)) if span else found


def year_of_referrals(span: Span) -> Year:
    """Two queries."""
    within = Q(received_on__range=(span.first, span.last))
    decided = Q(decided_on__range=(span.first, span.last)) & ~Q(decision="")
    found = Referral.objects.filter(within | decided).aggregate(
        received=Count("pk", filter=within),
        decided=Count("pk", filter=decided),
        fault=Count("pk", filter=decided & Q(is_fault=True)),
        answered=Count("pk", filter=within & Q(answered_on__isnull=False)),
        compensation=Sum("compensation", filter=decided),
        owed=Count("pk", filter=decided & ~Q(remedy="")),
        kept=Count("pk", filter=decided & ~Q(remedy="") & Q(remedy_done__lte=F("remedy_due"))),
    )
    answered = [each.days_to_answer for each in Referral.objects.filter(within, answered_on__isnull=False)]
    known = [each for each in answered if each is not None]
    return Year(
        mean_days=sum(known) / len(known) if known else None,
        late=sum(each > ENQUIRY_DAYS for each in known),
        **found,
    )


def label_of(name: str, key: str) -> str:
    """What a code was called in its list; the key itself where the list has gone."""
    try:
        codes = ombudsman_list(name).codes
    except Invalid:
        return key
    return next((code.label for code in codes if code.key == key), key)


def codes_on(day: date, *, decisions: bool) -> list[tuple[str, Code]]:
    """(list, code) of everything that can be said on a day: of how it came, or of a decision."""
    return [
        (each.name, code) for each in lists_on(day) if (STAGES not in each.name) == decisions for code in each.codes
    ]


def letter_tables(letter: AnnualLetter) -> dict[str, list[LetterFigure]]:
    """The printed tables in their order."""
    found: dict[str, list[LetterFigure]] = {}
    for figure in letter.figures.all():
        found.setdefault(figure.table, []).append(figure)
    return found


def reconciled(letter: AnnualLetter) -> dict[str, Reconciliation]:
    """The tables of cases received and of decisions against our list, and, where she sent it, hers."""
    span, tables = span_of(letter.span), letter_tables(letter)
    if span is None:
        return {}
    ours = [_ours(each) for each in Referral.objects.filter(_near(span)).order_by("pk")]
    listed = list(letter.cases.all())
    theirs = [_theirs(each) for each in listed] if listed else None
    definitions = {RECEIVED: _received(span), DECISIONS: _decided(span, tables.get(DECISIONS, []))}
    found = {}
    for name, definition in definitions.items():
        if name not in tables:
            continue
        figures = [(each.row, each.column, each.value) for each in tables[name]]
        rows, columns = {row for row, _column, _value in figures}, {column for _row, column, _value in figures}
        table = table_of(
            name,
            letter.source,
            figures,
            total_row=TOTAL if TOTAL in rows else None,
            total_column=TOTAL if TOTAL in columns else None,
        )
        found[name] = reconcile(table, definition, ours, theirs)
    return found


def _near(span: Span) -> Q:
    """The year and those about it: a case can stand in another year on the other side."""
    first, last = span.before(1).first, span.before(-1).last
    return Q(received_on__range=(first, last)) | Q(decided_on__range=(first, last))


def _received(span: Span) -> Definition:
    labels = _labels(decisions=False)
    words = "received in the year"
    return Definition(words, "received_on", span.first, span.last, "stage", "category", row_labels=labels)


def _decided(span: Span, figures: Sequence[LetterFigure]) -> Definition:
    """Decisions stand in one printed row."""
    row = next((each.row for each in figures if each.row != TOTAL), "")
    labels = _labels(decisions=True)
    words = "decided in the year"
    return Definition(words, "decided_on", span.first, span.last, None, "decision", only_row=row, column_labels=labels)


def _labels(*, decisions: bool) -> dict[str, str]:
    """Keys are their own across lists, so one mapping serves all years."""
    names = [name for name in OMBUDSMAN_LISTS if (STAGES not in name) == decisions]
    return {code.key: code.label for name in reversed(names) for code in ombudsman_list(name).codes}


def _ours(each: Referral) -> Case:
    return Case(each.theirs, _fields(each), each.theirs)


def _theirs(each: TheirCase) -> Case:
    return Case(each.reference, _fields(each), each.reference)


def _fields(each: Referral | TheirCase) -> dict[str, str | date | None]:
    return {
        "stage": each.stage,
        "category": each.category,
        "received_on": each.received_on,
        "decision": each.decision,
        "decided_on": each.decided_on,
    }


def categories() -> list[str]:
    """How the Ombudsman has sorted what came before."""
    return list(
        Referral.objects.exclude(category="").order_by("category").values_list("category", flat=True).distinct()
    )
