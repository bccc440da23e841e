"""Cases counted by the database. Only sums leave it: half a million cases are some thousand rows here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case as If
from django.db.models import Count, F, FilteredRelation, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from folkmoot_core.casework import LaterTally, ReasonTally, Span, Tally, Timeliness, quarter_of
from folkmoot_core.clocks import once_stage

from ...enums import KINDS_WITH_CLOCK, Ending, Kind, State
from ...models import Case, ClockPolicy, Due, Reason, Unit
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
        .annotate(dates=_stands("ack__", today) * 20 + _stands("resp__", today) * 2 + _put_off("resp__"))
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


def later_tallies(spans: Sequence[Span], today: date) -> tuple[LaterTally, ...]:
    """Two queries, of sums: how complaints that were looked at again stand to the dates of those stages. A stage that
    was gone through several times is one stage."""
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    units = dict(Unit.objects.values_list("pk", "key"))
    dues = Due.objects.filter(case__kind=Kind.COMPLAINT, case__stage__gt=1, case__received_on__range=(first, last))
    dues = dues.exclude(stage__in=first_stages()).exclude(
        Q(case__state__in=(State.HELD, State.SET_ASIDE)) | Q(case__ending=Ending.MERGED)
    )
    alike = ("stage", "met_by", "case__unit_id", "quarter", "stands", "put_off")
    rows = (
        dues.filter(met_by__in=("acknowledged", "responded"))
        .annotate(quarter=_quarter(spans, "case__"), stands=_stands("", today, "case__"), put_off=_put_off(""))
        .order_by()
        .values_list(*alike)
        .annotate(n=Count("pk"))
    )
    found: Counter[tuple[str, str, int, int, str, str, bool]] = Counter()
    never = Timeliness.NONE
    for stage, met_by, unit, quarter, stands, put_off, n in rows:
        year, number = divmod(quarter, 10)
        fates = (_FATES[stands], never) if met_by == "acknowledged" else (never, _FATES[stands])
        found[once_stage(stage), units.get(unit, ""), year, number, *fates, bool(put_off)] += n
    return tuple(LaterTally(*key, n) for key, n in found.items())


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


def stage_names() -> dict[str, str]:
    """What the later stages of all clocks are called, by key. One query."""
    stages = [stage for row in ClockPolicy.objects.values_list("definition", flat=True) for stage in row["stages"][1:]]
    return {stage["key"]: stage["name"] for stage in stages}


def first_stages() -> list[str]:
    """The keys of the first stages of all clocks: reports judge by those."""
    return sorted({row["stages"][0]["key"] for row in ClockPolicy.objects.values_list("definition", flat=True)})


def _quarter(spans: Sequence[Span], path: str = "") -> If:
    """Which quarter a case came in, as year × 10 + quarter: comparisons of days alone, since SQLite would call Python
    for the parts of a date."""
    years = range(min(span.year for span in spans), max(span.year for span in spans) + 1)
    quarters = [quarter_of(year, number, YEAR_STARTS) for year in years for number in (1, 2, 3, 4)]
    return If(
        *(
            When(**{f"{path}received_on__lte": each.last}, then=Value(each.year * 10 + each.quarter))
            for each in quarters
        ),
        default=Value(0),
    )


_FATES = tuple(Timeliness)


def _stands(due: str, today: date, case: str = "") -> If:
    """The place in `_FATES` of the due to which this path leads, of a case to which that one does."""

    def fate(one: Timeliness) -> Value:
        return Value(_FATES.index(one))

    return If(
        When(**{f"{due}id__isnull": True}, then=fate(Timeliness.NONE)),
        When(**{f"{due}met_on__lte": F(f"{due}original")}, then=fate(Timeliness.IN_TIME)),
        When(**{f"{due}met_on__lte": F(f"{due}current")}, then=fate(Timeliness.EXTENDED)),
        When(**{f"{due}met_on__isnull": False}, then=fate(Timeliness.LATE)),
        When(
            Q(**{f"{due}ended_on__isnull": False}) | Q(**{f"{case}state": State.CLOSED}), then=fate(Timeliness.UNKNOWN)
        ),
        When(**{f"{due}current__lt": today}, then=fate(Timeliness.OVERDUE)),
        default=fate(Timeliness.WAITING),
        output_field=IntegerField(),
    )


def _put_off(due: str) -> If:
    return If(When(**{f"{due}extended__gt": 0}, then=Value(1)), default=Value(0), output_field=IntegerField())
