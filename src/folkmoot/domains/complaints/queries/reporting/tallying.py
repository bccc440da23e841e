"""Cases counted by the database. Only sums leave it: half a million cases are some thousand rows here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case as If
from django.db.models import Count, F, FilteredRelation, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from folkmoot_core.casework import ReasonTally, Span, Tally, Timeliness, quarter_of

from ...enums import KINDS_WITH_CLOCK, Ending, Kind, State
from ...models import Case, ClockPolicy, Reason, Unit
from .asking import YEAR_STARTS

# What was never let in, and what was joined with another case, is no case of its own.
_NOT_COUNTED = Q(state__in=(State.HELD, State.SET_ASIDE)) | Q(ending=Ending.MERGED)


def counted_cases(spans: Sequence[Span]) -> QuerySet[Case]:
    """All cases of the years from the first span to the last."""
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return Case.objects.filter(received_on__range=(first, last)).exclude(_NOT_COUNTED).order_by()


def tallies(spans: Sequence[Span], today: date) -> tuple[Tally, ...]:
    """Four queries, of sums. `today` says what is overdue.

    Only kinds that can have a clock are joined with their dates. The database groups by few and small columns: a
    number for how both dates stand, and the number of the unit, not its key.
    """
    firsts = first_stages()
    units = dict(Unit.objects.values_list("pk", "key"))
    cases = counted_cases(spans).annotate(quarter=_quarter(spans))
    timed = (
        cases.filter(kind__in=KINDS_WITH_CLOCK)
        .annotate(
            ack=FilteredRelation("dues", condition=Q(dues__met_by="acknowledged", dues__stage__in=firsts)),
            resp=FilteredRelation("dues", condition=Q(dues__met_by="responded", dues__stage__in=firsts)),
        )
        .annotate(dates=_stands("ack", today) * 20 + _stands("resp", today) * 2 + _put_off("resp"))
    )
    never = _FATES.index(Timeliness.NONE)
    untimed = cases.exclude(kind__in=KINDS_WITH_CLOCK).annotate(dates=Value(never * 20 + never * 2))
    found = []
    for kind, unit, channel, outcome, ending, quarter, dates, stage, n in (*_grouped(timed), *_grouped(untimed)):
        year, number = divmod(quarter, 10)
        found.append(
            Tally(
                *(kind, units.get(unit, ""), channel, outcome, ending, year, number),
                acknowledged=_FATES[dates // 20],
                responded=_FATES[dates % 20 // 2],
                extended=bool(dates % 2),
                stage=stage,
                n=n,
            )
        )
    return tuple(found)


def _grouped(cases: QuerySet[Any]) -> QuerySet[Any]:
    alike = ("kind", "unit_id", "channel", "outcome", "ending", "quarter", "dates", "stage")
    return cases.values_list(*alike).annotate(n=Count("pk"))


def reason_tallies(spans: Sequence[Span]) -> tuple[ReasonTally, ...]:
    """One query: complaints by reason."""
    names = dict(Reason.objects.values_list("pk", "key"))
    rows = (
        counted_cases(spans)
        .filter(kind=Kind.COMPLAINT, reasons__isnull=False)
        .annotate(quarter=_quarter(spans), in_unit=Coalesce("unit__key", Value("")), why=F("reasons"))
        .values_list("why", "in_unit", "quarter")
        .annotate(n=Count("pk"))
    )
    return tuple(ReasonTally(names[why], unit, quarter // 10, quarter % 10, n) for why, unit, quarter, n in rows)


def first_stages() -> list[str]:
    """The keys of the first stages of all clocks: reports judge by those."""
    return sorted({row["stages"][0]["key"] for row in ClockPolicy.objects.values_list("definition", flat=True)})


def _quarter(spans: Sequence[Span]) -> If:
    """Which quarter a case came in, as year × 10 + quarter: comparisons of days alone, since SQLite would call Python
    for the parts of a date."""
    years = range(min(span.year for span in spans), max(span.year for span in spans) + 1)
    quarters = [quarter_of(year, number, YEAR_STARTS) for year in years for number in (1, 2, 3, 4)]
    return If(
        *(When(received_on__lte=each.last, then=Value(each.year * 10 + each.quarter)) for each in quarters),
        default=Value(0),
    )


_FATES = tuple(Timeliness)


def _stands(due: str, today: date) -> If:
    """The place in `_FATES` of the due that is joined under this name."""

    def fate(one: Timeliness) -> Value:
        return Value(_FATES.index(one))

    return If(
        When(**{f"{due}__id__isnull": True}, then=fate(Timeliness.NONE)),
        When(**{f"{due}__met_on__lte": F(f"{due}__original")}, then=fate(Timeliness.IN_TIME)),
        When(**{f"{due}__met_on__lte": F(f"{due}__current")}, then=fate(Timeliness.EXTENDED)),
        When(**{f"{due}__met_on__isnull": False}, then=fate(Timeliness.LATE)),
        When(Q(**{f"{due}__ended_on__isnull": False}) | Q(state=State.CLOSED), then=fate(Timeliness.UNKNOWN)),
        When(**{f"{due}__current__lt": today}, then=fate(Timeliness.OVERDUE)),
        default=fate(Timeliness.WAITING),
        output_field=IntegerField(),
    )


def _put_off(due: str) -> If:
    return If(When(**{f"{due}__extended__gt": 0}, then=Value(1)), default=Value(0), output_field=IntegerField())
