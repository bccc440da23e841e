"""Complaints that were looked at again, and how that stands to the dates of the later stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q

from folkmoot_core.casework import LaterTally, Span, Timeliness
from folkmoot_core.clocks import once_stage

from ...enums import Ending, Kind, State
from ...models import ClockPolicy, Due, Unit
from .tallying import FATES, first_stages, in_quarter, put_off, quarters_of, stands


def later_tallies(spans: Sequence[Span], today: date) -> tuple[LaterTally, ...]:
    """Three queries, of sums. A stage that was gone through several times is one stage."""
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    units = dict(Unit.objects.values_list("pk", "key"))
    dues = Due.objects.filter(case__kind=Kind.COMPLAINT, case__stage__gt=1, case__received_on__range=(first, last))
    dues = dues.exclude(stage__in=first_stages()).exclude(
        Q(case__state__in=(State.HELD, State.SET_ASIDE)) | Q(case__ending=Ending.MERGED)
    )
    alike = ("stage", "met_by", "case__unit_id", "quarter", "stands", "put_off")
    rows = (
        dues.filter(met_by__in=("acknowledged", "responded"))
        .annotate(
            quarter=in_quarter(quarters_of(spans), "case__"), stands=stands("", today, "case__"), put_off=put_off("")
        )
        .order_by()
        .values_list(*alike)
        .annotate(n=Count("pk"))
    )
    found: Counter[tuple[str, str, int, int, str, str, bool]] = Counter()
    never = Timeliness.NONE
    for stage, met_by, unit, quarter, fate, was_put_off, n in rows:
        year, number = divmod(quarter, 10)
        fates = (FATES[fate], never) if met_by == "acknowledged" else (never, FATES[fate])
        found[once_stage(stage), units.get(unit, ""), year, number, *fates, bool(was_put_off)] += n
    return tuple(LaterTally(*key, n) for key, n in found.items())


def stage_names() -> dict[str, str]:
    """What the later stages of all clocks are called, by key. One query."""
    stages = [stage for row in ClockPolicy.objects.values_list("definition", flat=True) for stage in row["stages"][1:]]
    return {stage["key"]: stage["name"] for stage in stages}
