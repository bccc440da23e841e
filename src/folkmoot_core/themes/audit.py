"""How common is each theme? A random audit by people supplies the numbers; the machine only makes them sharper.

People label a random sample without seeing the machine's labels. In each of the two groups that the machine made (theme
or not) the audit tells how often people see the theme; weighed by the size of the groups among all comments this is
the prediction-powered estimate with power tuning (Angelopoulos et al., 2023, PPI++), which for a yes-or-no prediction
is the same as post-stratification. A machine that errs makes intervals wide, never wrong.

Intervals keep their word for rare themes too, where the usual ones cover far too seldom: each group's is Clopper and
Pearson's, and they are put together by variance recovery (Zou and Donner's MOVER, 2008), with the correction for a
finite number of comments. The audit must be drawn from all comments, apart from how examples were chosen, and its
answers must not be learnt from before the counts are made.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta, norm

from folkmoot_core.values import Fault, Invalid

LEVEL = 0.95
# A group of which people read fewer says too little by itself: then the machine is left aside.
FEWEST_IN_GROUP = 5

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Estimate:
    """A theme's share of all comments, with its 95% interval; `comments` were counted and `audited` read by people.

    `sharpened` tells whether the machine's labels made it sharper. Without an audited comment the share is None and the
    interval says nothing: 0 to 1.
    """

    share: float | None
    low: float
    high: float
    comments: int
    audited: int
    sharpened: bool

    @property
    def count(self) -> int | None:
        return None if self.share is None else round(self.share * self.comments)

    @property
    def count_low(self) -> int:
        return math.floor(self.low * self.comments + 1e-9)

    @property
    def count_high(self) -> int:
        return math.ceil(self.high * self.comments - 1e-9)


def draw_audit(comments: int, size: int, seed: int) -> tuple[int, ...]:
    """Rows for people to read, drawn by chance without repetition, in the order to read them."""
    drawn = np.random.default_rng(seed).permutation(comments)[: min(size, comments)]
    return tuple(drawn.tolist())


def audit_size(comments: int, margin: float, share: float = 0.5) -> int:
    """How many comments people must read for an interval of a share ± `margin` (0.05 for five points), before the
    machine helps. With a share of a half it is enough for every theme. Raises `Invalid`."""
    if not 0 < margin < 1 or not 0 < share < 1:
        raise Invalid([Fault("margin", "Margin and share are between 0 and 1.", "Write 0.05 for five points.")])
    endless = norm.ppf((1 + LEVEL) / 2) ** 2 * share * (1 - share) / margin**2
    return min(comments, math.ceil(endless / (1 + (endless - 1) / comments))) if comments else 0


def estimate_share(people: Flags, audited: Sequence[int] | NDArray[np.intp], machine: Flags) -> Estimate:
    """The share of one theme. `people` tells of each audited row whether a person saw the theme; `machine` tells of
    every comment whether the machine did. Raises `Invalid` where the lengths do not fit or a row is audited twice."""
    rows = np.asarray(audited, np.intp)
    _check(people, rows, machine)
    if not len(rows):
        return Estimate(None, 0.0, 1.0, len(machine), 0, sharpened=False)
    groups = [machine, ~machine] if _is_telling(machine, rows) else [np.ones(len(machine), np.bool_)]
    share = below = above = 0.0
    for group in groups:
        read = group[rows]
        found, weight = float(people[read].mean()), float(group.mean())
        low, high = _interval(found, int(read.sum()), int(group.sum()))
        share += weight * found
        below += (weight * (found - low)) ** 2
        above += (weight * (high - found)) ** 2
    low, high = max(0.0, share - math.sqrt(below)), min(1.0, share + math.sqrt(above))
    return Estimate(share, low, high, len(machine), len(rows), sharpened=len(groups) > 1)


def estimate_shares(people: Flags, audited: Sequence[int] | NDArray[np.intp], machine: Flags) -> tuple[Estimate, ...]:
    """`estimate_share` of every theme: `people` is (audited, themes), `machine` (comments, themes)."""
    if people.ndim != 2 or machine.ndim != 2 or people.shape[1] != machine.shape[1]:
        raise Invalid([Fault("themes", "People and machine do not have the same themes.", "Use one codebook.")])
    return tuple(estimate_share(people[:, theme], audited, machine[:, theme]) for theme in range(machine.shape[1]))


def estimate_by_stance(
    people: Flags, audited: Sequence[int] | NDArray[np.intp], machine: Flags, stance: Sequence[str]
) -> dict[str, tuple[Estimate, ...]]:
    """Every theme among those of each stance, their answer to the closed question beside the comment: those for and
    those against are kept apart. One stance for each comment; stances in their order of first appearance."""
    if len(stance) != len(machine):
        raise Invalid([Fault("stance", f"{len(stance)} stances for {len(machine)} comments.", "Give one for each.")])
    held, rows = np.array(stance, dtype=object), np.asarray(audited, np.intp)
    found = {}
    for each in dict.fromkeys(stance):
        inside = held == each
        place = np.cumsum(inside) - 1
        read = inside[rows]
        found[each] = estimate_shares(people[read], place[rows[read]], machine[inside])
    return found


def _is_telling(machine: Flags, rows: NDArray[np.intp]) -> bool:
    seen = int(machine[rows].sum())
    return FEWEST_IN_GROUP <= seen <= len(rows) - FEWEST_IN_GROUP


def _interval(found: float, read: int, of: int) -> tuple[float, float]:
    """Clopper and Pearson's, with as many comments as the `read` ones are worth among `of` (all of them: no doubt)."""
    if read == of:
        return found, found
    worth = read * (of - 1) / (of - read)
    good, tail = found * worth, (1 - LEVEL) / 2
    low = float(beta.ppf(tail, good, worth - good + 1)) if good else 0.0
    high = float(beta.ppf(1 - tail, good + 1, worth - good)) if found < 1 else 1.0
    return low, high


def _check(people: Flags, rows: NDArray[np.intp], machine: Flags) -> None:
    if len(people) != len(rows):
        raise Invalid([Fault("audit", f"{len(people)} labels for {len(rows)} audited rows.", "Give one for each.")])
    if len(np.unique(rows)) != len(rows):
        raise Invalid([Fault("audit", "A row is audited twice.", "Keep one of its labels.")])
    if len(rows) and not (rows.min() >= 0 and rows.max() < len(machine)):
        raise Invalid([Fault("audit", "An audited row is not among the comments.", "Count rows from 0.")])
