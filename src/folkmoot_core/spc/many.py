"""Many series of the same length at once: ten thousand indicators in thirteen places take seconds, not minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from folkmoot_core.spc.charts import Options
from folkmoot_core.spc.limits import Floats, limits_of
from folkmoot_core.spc.rules import Signs, signals
from folkmoot_core.values import Fault, Invalid

# Rows at a time: what is worked on stays in the processor's cache.
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Classified:
    """One row a series. `codes` are those of `rules.signals`; `special_cause` puts them into words."""

    mean: Floats
    lower_limit: Floats
    upper_limit: Floats
    codes: Signs

    @property
    def direction(self) -> Signs:
        """Which way the latest point of each series is special: 1, -1 or 0."""
        return np.asarray(np.sign(self.codes[:, -1]), dtype=np.int8)


def classify(values: Floats, options: Options = Options()) -> Classified:  # noqa: B008 - frozen
    """Limits and signals of each row of `values` (series by points, no gaps). Rebases are for single charts."""
    if values.ndim != 2 or not values.size or not np.isfinite(values).all():
        mend = "Give one row a series, all of one length, without gaps."
        raise Invalid([Fault("values", "A table of numbers is needed.", mend)])
    if options.rebases:
        raise Invalid([Fault("rebase", "Limits of many series cannot begin anew.", "Use `chart` for each of them.")])
    parts = list(_parts(values, options))
    mean, lower, upper = (np.concatenate([part[place] for part in parts]) for place in range(3))
    return Classified(mean, lower, upper, np.concatenate([part[3] for part in parts]))


def _parts(values: Floats, options: Options) -> Iterator[tuple[Floats, Floats, Floats, Signs]]:
    for start in range(0, len(values), _CHUNK):
        rows = values[start : start + _CHUNK]
        limits = limits_of(rows, baseline=options.baseline, screening=options.screening)
        codes = signals(rows, limits, options.rules)
        yield limits.mean, limits.mean - limits.reach, limits.mean + limits.reach, codes
