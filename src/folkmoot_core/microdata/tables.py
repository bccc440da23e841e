"""Weighted tables of a question, whole or by groups, with standard errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from folkmoot_core.microdata.margins_file import Weighed
from folkmoot_core.microdata.responses import Choice, Choices
from folkmoot_core.weighting import (
    Calibration,
    Codes,
    Design,
    Floats,
    Moments,
    Shares,
    calibrated_group_covariance,
    calibrated_shares,
    means,
    shares,
)
from folkmoot_core.weighting.shares import shares_of

NOT_A_SAMPLE = (
    "A consultation is not a sample: people chose to answer. Weights give each group its share of the population; they "
    "cannot say what those think who stayed away. Intervals show how much such figures vary by chance alone."
)
Interval = Literal["linear", "logit"]


@dataclass(frozen=True)
class WeightedTable:
    """A question by groups (one group, all, where `by` is None).

    `shares` has shape (groups, levels). `groups` names the groups. `low` and `high` are the 95 % interval asked for.
    `covariance`, (levels, groups, groups), is there where calibration or clusters tie the groups together, and
    `degrees`, (groups, groups), of freedom for a test of two groups, where the design has strata or clusters.
    `additive`: the levels add up to those who answered. `most_choices`: the greatest number that one person gave.
    `no_reply` and `declined` (do not wish to say): the people of the groups who are in no share, kept apart.
    """

    column: str
    by: str | None
    levels: tuple[str, ...]
    groups: tuple[str, ...]
    shares: Shares
    low: Floats
    high: Floats
    covariance: Floats | None = None
    degrees: Codes | None = None
    additive: bool = True
    most_choices: int = 1
    no_reply: int = 0
    declined: int = 0

    @property
    def base(self) -> int:
        """Unweighted: who answered, and is in one of the groups."""
        return int(self.shares.base.sum())


@dataclass(frozen=True)
class Weights:
    """How rows count: 1 each, weights as given, or (`weighed`) raked to margins, with calibrated standard errors.

    For a drawn sample: strata and clusters (as codes), and how many units there are in each row's stratum in all.
    """

    rows: int
    given: Floats | None = None
    weighed: Weighed | None = None
    strata: Codes | None = None
    clusters: Codes | None = None
    population: Floats | None = None

    @cached_property
    def _cell(self) -> Codes:
        """The weighting cell of each row; one for all where nothing was raked."""
        return np.zeros(self.rows, dtype=np.int64) if self.weighed is None else self.weighed.weighting.cells.cell_of_row

    @cached_property
    def _calibration(self) -> Calibration | None:
        return None if self.weighed is None else self.weighed.weighting.calibration

    @cached_property
    def design(self) -> Design:
        weighting = None if self.weighed is None else self.weighed.weighting
        return Design(self.final, self.strata, self.clusters, self.population, weighting)

    @property
    def _drawn(self) -> bool:
        return self.strata is not None or self.clusters is not None or self.population is not None

    @property
    def final(self) -> Floats:
        """The weight of each row."""
        return self.weighed.weights if self.weighed is not None else self.start

    @property
    def start(self) -> Floats:
        if self.weighed is not None:
            return self.weighed.weighting.start
        return np.ones(self.rows) if self.given is None else self.given

    @property
    def equal(self) -> bool:
        final = self.final
        return bool(np.all(final == final[0]))

    def table(
        self, question: Choice | Choices, by: Choice | None = None, *, interval: Interval = "linear"
    ) -> WeightedTable:
        """Count and estimate one question in the groups of `by`; who has no reply to either is left out."""
        group = np.zeros(self.rows, dtype=np.int64) if by is None else by.codes
        groups = ("",) if by is None else by.levels
        cells, answered = self._counted(question, group, len(groups))
        covariance, degrees = None, None
        if self._drawn:
            found, covariance, degrees = self._from_rows(question, group, cells, answered)
        elif self._calibration is None:
            found = shares(_first(cells), self.rows, _first(answered))
        else:
            found = calibrated_shares(self._calibration, cells, answered)
            covariance = calibrated_group_covariance(self._calibration, cells, answered) if by is not None else None
        low, high = found.low, found.high
        if interval == "logit":
            # scipy takes a while to load, and most tables do without.
            from folkmoot_core.weighting.intervals import logit_interval  # noqa: PLC0415

            alone = found.base - 1 if degrees is None else np.diagonal(degrees) + 1
            freedom = np.maximum(alone, 1).astype(np.float64)[:, None]
            low, high = logit_interval(found.share, found.se, np.broadcast_to(freedom, found.share.shape))
        silent = (group >= 0) & ~question.answered
        if question.not_asked is not None:
            silent &= ~question.not_asked
        declined = 0 if question.declined is None else int((silent & question.declined).sum())
        return WeightedTable(
            column=question.name,
            by=None if by is None else by.name,
            levels=question.levels,
            groups=groups,
            shares=found,
            low=low,
            high=high,
            covariance=covariance,
            degrees=degrees,
            additive=isinstance(question, Choice),
            most_choices=1 if isinstance(question, Choice) else int(question.members.sum(axis=1).max(initial=1)),
            no_reply=int(silent.sum()) - declined,
            declined=declined,
        )

    def _from_rows(
        self, question: Choice | Choices, group: Codes, cells: Moments, answered: Moments
    ) -> tuple[Shares, Floats, Codes]:
        """Shares, their covariance and degrees of freedom under the whole design."""
        final = self.final
        there = question.answered & (group >= 0)
        groups = answered.n.shape[1]
        estimates = [means(self.design, _chosen(question, level), group) for level in range(len(question.levels))]
        share = np.stack([estimate.value for estimate in estimates], axis=1)
        se = np.stack([estimate.se for estimate in estimates], axis=1)
        total = [np.bincount(group[there], weights=final[there] ** power, minlength=groups) for power in (1, 2)]
        base = Moments(answered.n.sum(axis=0), *(sums.astype(np.float64) for sums in total))
        weighted = np.nan_to_num(share * base.w[:, None])
        found = shares_of(Moments(cells.n.sum(axis=0), weighted, weighted), base, share, se)
        inside = [there & (group == place) for place in range(groups)]
        degrees = [[self.design.degrees_of_freedom(one | other) - 1 for other in inside] for one in inside]
        return found, np.stack([estimate.covariance for estimate in estimates]), np.array(degrees, dtype=np.int64)

    def _counted(self, question: Choice | Choices, group: Codes, groups: int) -> tuple[Moments, Moments]:
        """Start-weight moments: (weighting cells, groups, levels), and (weighting cells, groups) of who answered."""
        there = question.answered & (group >= 0)
        place = self._cell[there] * groups + group[there]
        weights = self.start[there]
        shape = (int(self._cell.max(initial=0)) + 1, groups)
        if isinstance(question, Choice):
            levels = len(question.levels)
            cells = _sums(place * levels + question.codes[there], weights, (*shape, levels))
            return cells, cells.sum(axis=2)
        combinations = question.combinations[there]
        each = []
        for member in question.members.T:
            chosen = member[combinations]
            each.append(_sums(place[chosen], weights[chosen], shape))
        parts = [np.stack([getattr(level, name) for level in each], axis=2) for name in ("n", "w", "w2")]
        return Moments(*parts), _sums(place, weights, shape)


@dataclass(frozen=True)
class Row:
    """One level in one group, as it is shown: None is hidden, or has no base. Shares are in per cent."""

    level: str
    by_level: str | None
    count: int | None
    weighted: float | None
    percent: float | None
    se: float | None
    low: float | None
    high: float | None
    suppressed: bool = False


def rows_of(table: WeightedTable) -> Iterator[Row]:
    """Every level of every group, with nothing hidden."""
    found = table.shares
    for group, name in enumerate(table.groups):
        for level, text in enumerate(table.levels):
            yield Row(
                level=text,
                by_level=None if table.by is None else name,
                count=int(found.n[group, level]),
                weighted=float(found.weighted[group, level]),
                percent=_per_cent(found.share[group, level]),
                se=_per_cent(found.se[group, level]),
                low=_per_cent(table.low[group, level]),
                high=_per_cent(table.high[group, level]),
            )


def _per_cent(share: float) -> float | None:
    return None if np.isnan(share) else 100.0 * float(share)


def _chosen(question: Choice | Choices, level: int) -> Floats:
    """1 for rows with the level, 0 for those without, NaN for no reply."""
    if isinstance(question, Choice):
        chosen = question.codes == level
    else:
        chosen = question.members[:, level][question.combinations]
    return np.where(question.answered, chosen, np.nan)


def _first(cells: Moments) -> Moments:
    """Without the axis of weighting cells, of which there is one."""
    return Moments(cells.n[0], cells.w[0], cells.w2[0])


def _sums(place: Codes, weights: Floats, shape: tuple[int, ...]) -> Moments:
    size = int(np.prod(shape))
    return Moments(
        np.bincount(place, minlength=size).astype(np.int64).reshape(shape),
        np.bincount(place, weights, size).astype(np.float64).reshape(shape),
        np.bincount(place, weights * weights, size).astype(np.float64).reshape(shape),
    )
