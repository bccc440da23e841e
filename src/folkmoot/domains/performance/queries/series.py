"""The figures of indicators, with those that are worked out of others. Queries do not grow with their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import own_county, profiles
from folkmoot_core.indicators import Formula, hidden_periods, parse_formula, span_of
from folkmoot_core.spc import Period, Rebase

from ..adapters.series import Beside, Figure, Gap, Series, period_given, period_of
from ..enums import Kind
from ..models import Indicator, Input, Observation
from ..models import Rebase as RebaseRow

RESIDENTS = "residents"
Pair = tuple[int, int]
"""(number of an indicator, number of a place)."""


@dataclass
class _Found:
    """Figures and what stands beside them, by indicator and place."""

    figures: dict[Pair, list[Figure]]
    beside: dict[Pair, list[Beside]]


def series_of(indicators: Collection[Indicator], places: Collection[int] | None = None) -> dict[Pair, Series]:
    """A series of every indicator in every place (of `places`, given by number) for which there is a figure or target.

    Small numbers are found among the places asked for: ask for all places, or for the county alone.
    """
    inputs = _inputs_of(indicators)
    by_pk = {each.pk: each for each in (*indicators, *(source for each in inputs.values() for source in each))}
    found = _observed(by_pk, places)
    county = own_county()
    hidden = {
        indicator.pk: _hidden(found, indicator, county.pk if county else 0)
        for indicator in by_pk.values()
        if indicator.counts_people and not indicator.formula
    }
    rebases = _rebases_of(indicators)
    series: dict[Pair, Series] = {}
    for indicator in indicators:
        worked = _work_out(indicator, inputs.get(indicator.pk, ()), found) if indicator.formula else None
        sources = [source.pk for source in inputs.get(indicator.pk, ())] or [indicator.pk]
        there = {place for pk, place in (*found.figures, *found.beside) if pk in (indicator.pk, *sources)}
        for place in there:
            pair = (indicator.pk, place)
            figures, gaps = worked.get(place, ((), ())) if worked is not None else (found.figures[pair], ())
            series[pair] = Series(
                indicator,
                place,
                tuple(figures),
                tuple(found.beside.get(pair, ())),
                tuple(rebase for where, rebase in rebases[indicator.pk] if where in (None, place)),
                frozenset(period for pk in sources for where, period in hidden.get(pk, ()) if int(where) == place),
                tuple(gaps),
            )
    return series


def _inputs_of(indicators: Iterable[Indicator]) -> dict[int, list[Indicator]]:
    derived = [indicator.pk for indicator in indicators if indicator.formula]
    found: dict[int, list[Indicator]] = defaultdict(list)
    if derived:
        for each in Input.objects.filter(indicator__in=derived).select_related("source"):
            found[each.indicator_id].append(each.source)
    return found


def _observed(by_pk: Mapping[int, Indicator], places: Collection[int] | None) -> _Found:
    rows = Observation.objects.filter(indicator__in=list(by_pk), value__isnull=False).order_by("begins", "pk")
    if places is not None:
        rows = rows.filter(place__in=list(places))
    found = _Found(defaultdict(list), defaultdict(list))
    columns = ("indicator_id", "place_id", "kind", "period", "value", "tolerance", "pk", "revisions_made")
    for pk, place, kind, text, value, tolerance, row, revisions in rows.values_list(*columns):
        period = period_of(text, by_pk[pk].frequency)
        if kind == Kind.ACTUAL and period is not None:
            found.figures[pk, place].append(Figure(period, value, row, revised=revisions > 1))
        elif kind != Kind.ACTUAL:
            known = period or period_given(text, by_pk[pk].frequency, kind)
            if known is not None:
                begins = span_of(known)[0].isoformat()
                found.beside[pk, place].append(Beside(kind, known, begins, value, tolerance, row, revisions > 1))
    return found


def _hidden(found: _Found, indicator: Indicator, county: int) -> frozenset[tuple[str, str]]:
    figures = [
        (str(place), figure.period.text, figure.value)
        for (pk, place), those in found.figures.items()
        if pk == indicator.pk
        for figure in those
    ]
    return hidden_periods(figures, str(county))


def _rebases_of(indicators: Collection[Indicator]) -> dict[int, list[tuple[int | None, Rebase]]]:
    found: dict[int, list[tuple[int | None, Rebase]]] = defaultdict(list)
    rows = RebaseRow.objects.filter(indicator__in=[each.pk for each in indicators], ended_at=None)
    for row in rows:
        found[row.indicator_id].append((row.place_id, Rebase(row.period, row.reason)))
    return found


Worked = dict[int, tuple[list[Figure], list[Gap]]]


def _work_out(indicator: Indicator, sources: Collection[Indicator], found: _Found) -> Worked:
    """{place: (figures, gaps)} of a derived indicator, for each period in which an input has a figure."""
    formula = parse_formula(indicator.formula)
    keys = {source.pk: source.key for source in sources}
    values: dict[int, dict[Period, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for (pk, place), figures in found.figures.items():
        if pk in keys:
            for figure in figures:
                values[place][figure.period][keys[pk]] = figure.value
    if RESIDENTS in formula.inputs:
        _add_residents(values)
    return {place: _work_out_place(formula, periods) for place, periods in values.items()}


def _work_out_place(formula: Formula, periods: Mapping[Period, Mapping[str, float]]) -> tuple[list[Figure], list[Gap]]:
    figures, gaps = [], []
    for period, values in sorted(periods.items(), key=lambda each: each[0].number):
        worked = formula.work_out(values)
        if worked.value is None:
            gaps.append(Gap(period, worked))
        else:
            figures.append(Figure(period, worked.value, inputs=tuple((key, values[key]) for key in formula.inputs)))
    return figures, gaps


def _add_residents(values: Mapping[int, Mapping[Period, dict[str, float]]]) -> None:
    """The residents of each place: of the year of the period, else of the latest year before it, else of the first."""
    known = profiles(Place.objects.filter(pk__in=list(values)))
    for place, periods in values.items():
        totals = sorted(known[place].totals, key=lambda total: total.year) if place in known else []
        if totals:
            for period, inputs in periods.items():
                year = span_of(period)[0].year
                by_then = [total for total in totals if total.year <= year]
                inputs[RESIDENTS] = float((by_then[-1] if by_then else totals[0]).residents)


def for_everybody(series: Mapping[Pair, Series]) -> dict[Pair, Series]:
    return {pair: each.for_everybody() for pair, each in series.items()}
