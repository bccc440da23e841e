"""Weights that an analyst chose, worked out for the responses of one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from folkmoot_core.reports.inputs import Weights
from folkmoot_core.snapshots import Column
from folkmoot_core.snapshots.columns import SINGLE, TRAIT
from folkmoot_core.snapshots.counting import Answers, Integers
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting import Margin, Moments, calibrated_shares, effect_of, rake_rows
from folkmoot_core.weighting import Weighting as Raked

from ...models import Weighting
from .source import Source


@dataclass(frozen=True)
class WeightedShare:
    """In per cent, with its 95% interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Weighed:
    """Responses with their weights. `stated`: what a report says of them."""

    raked: Raked
    stated: Weights

    def shares(self, answers: Answers) -> dict[str, WeightedShare]:
        """{level: its weighted share of those who answered}; the standard errors know the margins."""
        cells = len(self.raked.cells.codes)
        of_row = self.raked.cells.cell_of_row
        chosen = [np.bincount(of_row[flags], minlength=cells) for flags in answers.chosen]
        answered = np.bincount(of_row[answers.answered], minlength=cells)
        if not answered.any():
            return {}
        moments = Moments.unweighted(np.stack(chosen, axis=1)[:, None, :])
        found = calibrated_shares(self.raked.calibration, moments, Moments.unweighted(answered[:, None]))
        low, high = np.clip(found.low, 0, 1), np.clip(found.high, 0, 1)
        return {
            level.key: WeightedShare(*(100 * float(each[0, place]) for each in (found.share, low, high)))
            for place, level in enumerate(answers.column.levels)
        }


def weigh(source: Source, weighting: Weighting) -> Weighed:
    """Rake the responses to the margins. Of whom a margin is not known, keeps the weight that all of those together
    have without weighting. Raises Invalid, naming the margin."""
    margins = _by_variable(weighting)
    if not margins:
        raise Invalid([Fault("margins", _("This weighting has no margins."), _("Give it at least one."))])
    columns = {variable: _column(source, variable) for variable in margins}
    prepared = [_prepared(source, columns[variable], variable, totals) for variable, totals in margins.items()]
    bounds = None
    if weighting.trim_low is not None or weighting.trim_high is not None:
        bounds = (weighting.trim_low or 0.0, weighting.trim_high or float(source.responses))
    raked = rake_rows([codes for codes, _margin in prepared], [margin for _codes, margin in prepared], bounds=bounds)
    if not raked.raking.usable:
        worst = raked.raking.worst
        message = _("No weights meet all margins: “%(level)s” stays %(percent)s%% off its total.") % {
            "level": worst.level,
            "percent": f"{100 * worst.relative:.1f}",
        }
        raise Invalid([Fault(worst.variable, message, _("Allow larger weights, or join small groups."))])
    effect, base = effect_of(raked.weights)
    texts = tuple(columns[variable].text for variable in margins)
    return Weighed(raked, Weights(texts, weighting.source or weighting.name, effect, base))


def _by_variable(weighting: Weighting) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for each in weighting.margins:
        found.setdefault(str(each["variable"]), {})[str(each["level"])] = float(each["total"])
    return found


def _column(source: Source, variable: str) -> Column:
    """A trait, the question with that role, or a question by its key."""
    name = f"trait:{variable}"
    if name in source.book:
        return source.book.column(name)
    found = source.with_role(variable)
    if found is None and variable in source.book:
        found = source.book.column(variable)
    if found is None or found.kind not in (SINGLE, TRAIT):
        known = ", ".join(column.name.removeprefix("trait:") for column in source.book.of_kind(SINGLE, TRAIT))
        message = _("The responses have no such groups.")
        raise Invalid([Fault(variable, message, _("Weigh by one of: %(known)s.") % {"known": known})])
    return found


def _prepared(source: Source, column: Column, variable: str, totals: Mapping[str, float]) -> tuple[Integers, Margin]:
    """(for each response its place among the levels, the margin), with a last level for those of whom it is not known
    or whose group has no total."""
    answers = source.answers(column)
    places = {name.casefold(): place for place, level in enumerate(column.levels) for name in (level.text, level.key)}
    strange = [level for level in totals if level.casefold() not in places]
    if strange:
        known = ", ".join(level.text for level in column.levels)
        mend = _("Name the groups as the responses do: %(known)s.") % {"known": known}
        faults = [Fault(variable, _("Nobody is “%(level)s”.") % {"level": level}, mend) for level in strange]
        raise Invalid(faults)
    codes = np.full(source.responses, len(totals), dtype=np.int64)
    for number, level in enumerate(totals):
        codes[answers.chosen[places[level.casefold()]]] = number
    left = int((codes == len(totals)).sum())
    levels, values = list(totals), np.array(list(totals.values()), dtype=np.float64)
    known_share = 1 - left / source.responses
    shares: list[Any] = (values / values.sum() * known_share).tolist()
    if left:
        levels.append(_("not known"))
        shares.append(left / source.responses)
    return codes, Margin(variable, tuple(levels), tuple(shares))
