"""Which groups differ: tests of every pair, said in words and in the column letters of printed tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_uppercase

import numpy as np

from folkmoot_core.weighting.corrections import Correction, adjusted
from folkmoot_core.weighting.margins import Counts, Floats
from folkmoot_core.weighting.shares import Shares
from folkmoot_core.weighting.tails import below_t

LEAST_BASE = 30


@dataclass(frozen=True, slots=True)
class Difference:
    """One level in two groups; `more` and `fewer` are the groups with the higher and the lower share.

    difference: of the shares, above zero. p: of this pair alone; adjusted: corrected for all pairs of the table.
    """

    level: int
    more: int
    fewer: int
    difference: float
    t: float
    degrees: int
    p: float
    adjusted: float

    def holds(self, risk: float = 0.05) -> bool:
        return self.adjusted < risk


def differences(
    table: Shares,
    covariance: Floats | None = None,
    degrees: Counts | None = None,
    *,
    correction: Correction = "holm",
    least_base: int = LEAST_BASE,
) -> tuple[Difference, ...]:
    """Test each level between each two groups with at least `least_base` effective answers, corrected over the table.

    covariance: (levels, groups, groups); without it groups are independent, as they are with given weights and nobody
    in two groups. The t-test is `svyttest` of R. degrees: its degrees of freedom, shape (groups, groups), for
    a design with strata or clusters; else the people who answered in both groups less two. A pair without spread
    (nobody or everybody in both) is not tested.
    """
    groups, levels = table.share.shape
    tested = [group for group in range(groups) if table.base[group] and table.effective_base[group] >= least_base]
    found = []
    for level in range(levels):
        for first, second in combinations(tested, 2):
            variance = table.se[first, level] ** 2 + table.se[second, level] ** 2
            if covariance is not None:
                variance -= 2 * covariance[level, first, second]
            if variance > 0:
                gap = float(table.share[first, level] - table.share[second, level])
                free = (
                    int(table.base[first] + table.base[second]) - 2 if degrees is None else int(degrees[first, second])
                )
                t = abs(gap) / float(np.sqrt(variance))
                more, fewer = (first, second) if gap >= 0 else (second, first)
                found.append((level, more, fewer, abs(gap), t, free, 2 * float(below_t(free, -t))))
    corrected = adjusted(np.array([row[-1] for row in found], dtype=np.float64), correction)
    return tuple(Difference(*row, adjusted=float(p)) for row, p in zip(found, corrected, strict=True))


def letters(found: Sequence[Difference], groups: int, levels: int, risk: float = 0.05) -> tuple[tuple[str, ...], ...]:
    """For each group and level, the letters of the groups that it exceeds: "AC" in column B of a printed table."""
    exceeded: list[list[list[int]]] = [[[] for _ in range(levels)] for _ in range(groups)]
    for pair in found:
        if pair.holds(risk):
            exceeded[pair.more][pair.level].append(pair.fewer)
    return tuple(tuple("".join(letter(group) for group in sorted(cell)) for cell in row) for row in exceeded)


def letter(group: int) -> str:
    """A to Z, then Aa, Ab … so that letters set side by side can be told apart."""
    if group < len(ascii_uppercase):
        return ascii_uppercase[group]
    first, second = divmod(group - len(ascii_uppercase), len(ascii_uppercase))
    return ascii_uppercase[first % len(ascii_uppercase)] + ascii_uppercase[second].lower()


def in_words(
    found: Sequence[Difference], table: Shares, groups: Sequence[str], levels: Sequence[str], risk: float = 0.05
) -> tuple[str, ...]:
    """One sentence for each level and group that exceeds others, the greatest share first.

    "for: Fen (68%) more often than Hill (44%) and Town (41%)."
    """
    sentences = []
    real = [pair for pair in found if pair.holds(risk)]
    for level, name in enumerate(levels):
        shown = np.nan_to_num(table.share[:, level], nan=-1.0)
        for group in np.argsort(-shown, kind="stable"):
            below = sorted({pair.fewer for pair in real if pair.level == level and pair.more == group})
            if below:
                others = [f"{groups[other]} ({_percent(table.share[other, level])})" for other in below]
                mine = f"{groups[group]} ({_percent(table.share[group, level])})"
                sentences.append(f"{name}: {mine} more often than {_listed(others)}.")
    return tuple(sentences)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
