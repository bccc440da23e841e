"""Weigh answers to margins that were written down before: what nobody answered is left out, and whoever the margins do
not know keeps her share; both are said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from folkmoot_core.microdata.margins_file import NO_REPLY, Columns, Weighed, weigh
from folkmoot_core.microdata.responses import Choice
from folkmoot_core.microdata.snapshot_answers import codes_in, only_met
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting import Margin, effect_of, same_sum


@dataclass(frozen=True, slots=True)
class Total:
    """How many people of the population have one level of one variable."""

    variable: str
    level: str
    total: float


@dataclass(frozen=True, slots=True)
class Reached:
    """One level: how many answered, and its shares (0 to 1) of the responses with a reply, of the population, and of
    the weights of those with a reply; None for no reply, of which no census tells. weight: of one response, 1 is the
    mean."""

    variable: str
    level: str
    people: int
    share: float | None
    wanted: float | None
    weighted: float | None
    weight: float


@dataclass(frozen=True)
class Fitted:
    """Weights, and how they came out. absent: levels of the margins that nobody answered. outside: {variable: people
    whose level the margins do not have}."""

    weighed: Weighed
    reached: tuple[Reached, ...]
    absent: tuple[Total, ...]
    outside: Mapping[str, int]

    @property
    def effect(self) -> tuple[float, float]:
        """Design effect and effective base."""
        return effect_of(self.weighed.weights)

    @property
    def extremes(self) -> tuple[float, float]:
        """The least and the greatest weight, as multiples of the mean."""
        weights = self.weighed.weights
        return float(weights.min() / weights.mean()), float(weights.max() / weights.mean())


@dataclass(frozen=True)
class _Prepared:
    """Columns by name."""

    choices: Mapping[str, Choice]

    def choice(self, name: str) -> Choice:
        return self.choices[name]

    def fault(self, where: str, message: str, mend: str = "") -> Fault:
        return Fault(where, message, mend)


def fit_margins(answers: Columns, totals: Iterable[Total], bounds: tuple[float, float] | None = None) -> Fitted:
    """Weigh to totals. All variables are brought to one sum; people without a reply keep their share of all responses.

    bounds: least and greatest weight, as multiples of the mean weight. Invalid where a variable has fewer than two
    levels that anybody answered, or is no column.
    """
    by_variable: dict[str, dict[str, Total]] = {}
    for each in totals:
        by_variable.setdefault(each.variable, {})[each.level] = each
    if not by_variable:
        raise Invalid([Fault("margins", "there are no totals to weigh to.", "Choose at least one.")])
    choices, margins, absent, outside = {}, [], [], {}
    for variable, levels in by_variable.items():
        met = only_met(answers.choice(variable))
        known = tuple(level for level in met.levels if level in levels and levels[level].total > 0)
        absent += [total for level, total in levels.items() if level not in met.levels]
        if len(known) < 2:
            message = "fewer than two of its groups have any answers, so it cannot be weighed by."
            raise Invalid([Fault(variable, message, "Leave it out.")])
        codes = codes_in(met, known)
        outside[variable] = int(((met.codes >= 0) & (codes < 0)).sum())
        choices[variable] = Choice(variable, known, codes)
        margins.append(Margin(variable, known, tuple(levels[level].total for level in known)))
    rescaled = same_sum(margins, rescale=True)
    weighed = weigh(_Prepared(choices), rescaled, keep_no_reply=True, bounds=bounds)
    return Fitted(weighed, tuple(_reached(weighed)), tuple(absent), outside)


def _reached(weighed: Weighed) -> Iterable[Reached]:
    weights = weighed.weights
    cells = weighed.weighting.cells
    for place, margin in enumerate(weighed.margins):
        codes = cells.codes[cells.cell_of_row, place]
        people = np.bincount(codes, minlength=len(margin.levels))
        sums = np.bincount(codes, weights=weights, minlength=len(margin.levels))
        known = [number for number, level in enumerate(margin.levels) if level != NO_REPLY]
        wholes = [float(sum(each[number] for number in known)) for each in (people, margin.totals, sums)]
        for number, level in enumerate(margin.levels):
            mean = float(sums[number] / people[number] / weights.mean()) if people[number] else 0.0
            share, wanted, weighted = (
                float(part) / whole if number in known else None
                for part, whole in zip((people[number], margin.totals[number], sums[number]), wholes, strict=True)
            )
            yield Reached(margin.variable, level, int(people[number]), share, wanted, weighted, mean)
