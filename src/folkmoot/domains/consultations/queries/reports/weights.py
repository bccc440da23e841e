"""Weights that an analyst chose, worked out for the responses of one snapshot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from folkmoot_core.microdata.snapshot_answers import SnapshotAnswers
from folkmoot_core.reports.inputs import Weights
from folkmoot_core.snapshots.counting import Answers
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting import Moments, calibrated_shares
from folkmoot_core.weighting import Weighting as Raked

from ...models import Weighting
from ..tabulating import fitted_to
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
    """The weights that tables have, with what a report says of them. Raises Invalid, naming the margin."""
    fitted = fitted_to(weighting, SnapshotAnswers(source.files))
    raked = fitted.weighed.weighting
    if not raked.raking.usable:
        worst = raked.raking.worst
        message = _("No weights meet all margins: “%(level)s” stays %(percent)s%% off its total.") % {
            "level": worst.level,
            "percent": f"{100 * worst.relative:.1f}",
        }
        raise Invalid([Fault(worst.variable, message, _("Allow larger weights, or join small groups."))])
    effect, base = fitted.effect
    texts = tuple(source.book.column(margin.variable).text for margin in fitted.weighed.margins)
    return Weighed(raked, Weights(texts, weighting.source or weighting.name, effect, base))
