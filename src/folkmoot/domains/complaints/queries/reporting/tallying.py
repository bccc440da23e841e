"""Cases counted by the database. Only sums leave it: half a million cases are some thousand rows here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import Case as If
from django.db.models import Count, F, FilteredRelation, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from folkmoot_core.casework import ReasonTally, Span, Tally, Timeliness, quarter_of

from ...adapters.kept_sums import Count as CountSums
from ...adapters.kept_sums import Row, Sums, keep, number_of, one_moment, sums_of
from ...enums import KINDS_WITH_CLOCK, Ending, Kind, State
from ...models import Case, ClockPolicy, Reason, Unit
from .asking import YEAR_STARTS

# One more whenever what is counted here changes, so that sums kept before are counted anew.
WAY = 1
# What was never let in, and what was joined with another case, is no case of its own.
_NOT_COUNTED = Q(state__in=(State.HELD, State.SET_ASIDE)) | Q(ending=Ending.MERGED)


# Written into the statement, since SQLite takes the index of cases under way only where it sees what is meant.
_UNDER_WAY = [RawSQL(f"'{state.value}'", ()) for state in (State.OPEN, State.ANSWERED)]  # noqa: S611 - no words of others


def counted(spans: Sequence[Span], today: date) -> tuple[tuple[Tally, ...], tuple[ReasonTally, ...]]:
    """All cases by every trait, and complaints by reason. A fixed number of queries, of sums. `today` says what is
    overdue.

    What closed cases come to does not hang on the day: those sums are kept, quarter by quarter, until one of them
    changes (`adapters.kept_sums`). The others are counted each time.
    """
    quarters = _quarters(spans)
    with one_moment():
        firsts = first_stages()
        others = _cases(quarters).filter(state__in=_UNDER_WAY)
        under_way = _raw_tallies_under_way(others, quarters, firsts, today)
        under_way_reasons = _raw_reasons(others, quarters)
        closed, to_keep = sums_of(quarters, _way(firsts), _counting(firsts))
        units: dict[int | None, str] = {None: "", **dict(Unit.objects.values_list("pk", "key"))}
        reasons = dict(Reason.objects.values_list("pk", "key"))
    keep(to_keep)
    rows = (*((number, sums.tallies) for number, sums in closed.items()), *under_way.items())
    why = (*((number, sums.reasons) for number, sums in closed.items()), *under_way_reasons.items())
    return (
        tuple(_tally(number, row, units) for number, of_quarter in rows for row in of_quarter),
        tuple(
            ReasonTally(reasons[reason], units[unit], number // 10, number % 10, n)
            for number, of_quarter in why
            for reason, unit, n in of_quarter
        ),
    )


def tallies(spans: Sequence[Span], today: date) -> tuple[Tally, ...]:
    return counted(spans, today)[0]


def _tally(number: int, row: Row, units: Mapping[int | None, str]) -> Tally:
    kind, unit, channel, outcome, ending, dates, stage, n = row
    acknowledged, rest = divmod(dates, 20)
    return Tally(
        *(kind, units[unit], channel, outcome, ending, number // 10, number % 10),
        acknowledged=_FATES[acknowledged],
        responded=_FATES[rest // 2],
        extended=bool(rest % 2),
        stage=stage,
        n=n,
    )


def _way(firsts: Sequence[str]) -> str:
    """What kept sums must have been counted by to be true: the way of this file, and the stages that it judges by."""
    return sha256(repr((WAY, YEAR_STARTS, *firsts)).encode()).hexdigest()


def _counting(firsts: Sequence[str]) -> CountSums:
    """Counts the closed cases of quarters. What it gives is the same on any day."""

    def count(quarters: Sequence[Span]) -> dict[int, Sums]:
        closed = _cases(quarters).filter(state=State.CLOSED)
        found, reasons = _raw_tallies(closed, quarters, firsts, date.min), _raw_reasons(closed, quarters)
        return {number: Sums(found.get(number, ()), reasons.get(number, ())) for number in map(number_of, quarters)}

    return count


def _quarters(spans: Sequence[Span]) -> list[Span]:
    """The quarters of all years from the first span to the last."""
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    years = range(min(span.year for span in spans), max(span.year for span in spans) + 1)
    every = [quarter_of(year, number, YEAR_STARTS) for year in years for number in (1, 2, 3, 4)]
    return [each for each in every if each.first >= first and each.last <= last]


def _cases(quarters: Sequence[Span]) -> QuerySet[Case]:
    """All cases that count, received in one of the quarters."""
    whole = Q()
    for first, last in _runs_of(quarters):
        whole |= Q(received_on__range=(first, last))
    return Case.objects.filter(whole).exclude(_NOT_COUNTED).order_by()


def _runs_of(quarters: Sequence[Span]) -> list[tuple[date, date]]:
    """Quarters that follow one another, as one stretch of days."""
    runs: list[tuple[date, date]] = []
    for each in sorted(quarters, key=lambda quarter: quarter.first):
        if runs and runs[-1][1] + timedelta(days=1) == each.first:
            runs[-1] = (runs[-1][0], each.last)
        else:
            runs.append((each.first, each.last))
    return runs


def _raw_tallies(
    cases: QuerySet[Case], quarters: Sequence[Span], firsts: Sequence[str], today: date
) -> dict[int, list[Row]]:
    """Two queries. Only kinds that can have a clock are joined with their dates."""
    other_kinds = [kind for kind in Kind if kind not in KINDS_WITH_CLOCK]
    timed = _with_dates(cases.filter(kind__in=KINDS_WITH_CLOCK), firsts, today)
    untimed = cases.filter(kind__in=other_kinds).annotate(dates=Value(_NEVER))
    return _by_quarter(each for part in (timed, untimed) for each in _grouped(part, quarters))


def _raw_tallies_under_way(
    cases: QuerySet[Case], quarters: Sequence[Span], firsts: Sequence[str], today: date
) -> dict[int, list[Row]]:
    """One query. Kinds are told apart in the sum and not in the condition, or SQLite would go by kind through all cases
    instead of through the few that are under way."""
    timed = Q(kind__in=KINDS_WITH_CLOCK)
    found = _with_dates(cases, firsts, today, When(~timed, then=Value(_NEVER)))
    return _by_quarter(_grouped(found, quarters))


def _with_dates(cases: QuerySet[Case], firsts: Sequence[str], today: date, *others: When) -> QuerySet[Case]:
    """How both dates stand, as one number."""
    joined = cases.annotate(
        ack=FilteredRelation("dues", condition=Q(dues__met_by="acknowledged", dues__stage__in=firsts)),
        resp=FilteredRelation("dues", condition=Q(dues__met_by="responded", dues__stage__in=firsts)),
    )
    dates = _stands("ack", today) * 20 + _stands("resp", today) * 2 + _put_off("resp")
    return joined.annotate(dates=If(*others, default=dates, output_field=IntegerField()) if others else dates)


def _grouped(cases: QuerySet[Case], quarters: Sequence[Span]) -> QuerySet[Case, Row]:
    """The database groups by few and small columns: a number for the dates, and the number of the unit, not its key."""
    alike = ("quarter", "kind", "unit_id", "channel", "outcome", "ending", "dates", "stage")
    return cases.annotate(quarter=_quarter(quarters)).values_list(*alike).annotate(n=Count("pk"))


def _raw_reasons(cases: QuerySet[Case], quarters: Sequence[Span]) -> dict[int, list[Row]]:
    """One query. Complaints are told from others afterwards, see above."""
    rows = (
        cases.filter(reasons__isnull=False)
        .annotate(quarter=_quarter(quarters), why=F("reasons"))
        .values_list("quarter", "why", "unit_id", "kind")
        .annotate(n=Count("pk"))
    )
    return _by_quarter((*row, n) for *row, kind, n in rows if kind == Kind.COMPLAINT)


def _by_quarter(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for quarter, *row in rows:
        found.setdefault(quarter, []).append(row)
    return found


def first_stages() -> list[str]:
    """The keys of the first stages of all clocks: reports judge by those."""
    return sorted({row["stages"][0]["key"] for row in ClockPolicy.objects.values_list("definition", flat=True)})


def _quarter(quarters: Sequence[Span]) -> If:
    """Which of these a case came in, as year × 10 + quarter: comparisons of days alone, since SQLite would call Python
    for the parts of a date."""
    ordered = sorted(quarters, key=lambda quarter: quarter.first)
    return If(
        *(When(received_on__lte=each.last, then=Value(number_of(each))) for each in ordered),
        default=Value(0),
    )


_FATES = tuple(Timeliness)
# Both dates, of a kind that has none.
_NEVER = _FATES.index(Timeliness.NONE) * 22


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
