"""Which quarters and years can be reported on."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists

from folkmoot_core.casework import Span, quarters_in, read_span
from folkmoot_core.casework.spans import APRIL, year_holding
from folkmoot_core.values import Invalid

from ...models import Case

# The financial year of English councils.
YEAR_STARTS = APRIL


def reportable_spans(today: date) -> list[tuple[Span, tuple[Span, ...]]]:
    """Each year with cases, the newest first, with its quarters that have begun. Three queries, of the two ends of an
    index: asked for both at once, a database would read all of it."""
    days = Case.objects.values_list("received_on", flat=True)
    first, last = days.order_by("received_on").first(), days.order_by("-received_on").first()
    if first is None or last is None:
        return []
    newest, oldest = year_holding(min(last, today), YEAR_STARTS), year_holding(first, YEAR_STARTS)
    years = [newest.before(back) for back in range(newest.year - oldest.year + 1)]
    found = []
    for year in _with_cases(years):
        quarters = tuple(each for each in quarters_in(year.year, YEAR_STARTS) if each.first <= today)
        found.append((year, quarters))
    return found


def _with_cases(years: list[Span]) -> list[Span]:
    """Those of them in which a case came; there is a case."""
    came = [Exists(Case.objects.filter(received_on__range=(each.first, each.last))) for each in years]
    has = Case.objects.order_by().values_list(*came)[:1].get()
    return [each for each, is_there in zip(years, has, strict=True) if is_there]


def span_of(key: str) -> Span | None:
    """None for what is no year or quarter."""
    try:
        return read_span(key, YEAR_STARTS)
    except Invalid:
        return None
