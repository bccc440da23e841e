"""Cases counted by the database. Only sums leave it: half a million cases are some thousand rows here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Case as If
from django.db.models import CharField, Count, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from folkmoot_core.casework import ReasonTally, Span, Tally, Timeliness, quarter_of

from ...enums import Ending, Kind, State
from ...models import Case, ClockPolicy, Reason
from .asking import YEAR_STARTS

# What was never let in, and what was joined with another case, is no case of its own.
_NOT_COUNTED = Q(state__in=(State.HELD, State.SET_ASIDE)) | Q(ending=Ending.MERGED)


def counted_cases(spans: Sequence[Span]) -> QuerySet[Case]:
    """All cases of the years from the first span to the last."""
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    return Case.objects.filter(received_on__range=(first, last)).exclude(_NOT_COUNTED).order_by()


def tallies(spans: Sequence[Span], today: date) -> tuple[Tally, ...]:
    """One query. `today` says what is overdue."""
    firsts = first_stages()
    rows = (
        counted_cases(spans)
        .annotate(
            ack=FilteredRelation("dues", condition=Q(dues__met_by="acknowledged", dues__stage__in=firsts)),
            resp=FilteredRelation("dues", condition=Q(dues__met_by="responded", dues__stage__in=firsts)),
        )
        .annotate(
            quarter=_quarter(spans),
            in_unit=Coalesce("unit__key", Value("")),
            acknowledged=_stands("ack", today),
            responded=_stands("resp", today),
            put_off=If(When(resp__extended__gt=0, then=Value(1)), default=Value(0)),
        )
        .values_list(
            *("kind", "in_unit", "channel", "outcome", "ending", "quarter", "acknowledged", "responded", "put_off"),
            "stage",
        )
        .annotate(n=Count("pk"))
    )
    found = []
    for kind, unit, channel, outcome, ending, quarter, acknowledged, responded, put_off, stage, n in rows:
        year, number = divmod(quarter, 10)
        found.append(
            Tally(
                *(kind, unit, channel, outcome, ending, year, number, acknowledged, responded),
                extended=bool(put_off),
                stage=stage,
                n=n,
            )
        )
    return tuple(found)


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


def _stands(due: str, today: date) -> If:
    """`Timeliness` of the due that is joined under this name."""
    return If(
        When(**{f"{due}__id__isnull": True}, then=Value(Timeliness.NONE)),
        When(**{f"{due}__met_on__lte": F(f"{due}__original")}, then=Value(Timeliness.IN_TIME)),
        When(**{f"{due}__met_on__lte": F(f"{due}__current")}, then=Value(Timeliness.EXTENDED)),
        When(**{f"{due}__met_on__isnull": False}, then=Value(Timeliness.LATE)),
        When(Q(**{f"{due}__ended_on__isnull": False}) | Q(state=State.CLOSED), then=Value(Timeliness.UNKNOWN)),
        When(**{f"{due}__current__lt": today}, then=Value(Timeliness.OVERDUE)),
        default=Value(Timeliness.WAITING),
        output_field=CharField(),
    )
