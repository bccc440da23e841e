"""Rules of a good set of themes, as warnings: an analyst may have her reasons.

The limits are those that the UK government's Consult holds its own theme sets to, after evaluators found near-duplicate
themes and sets of very different length for the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.themes.codebooks import Codebook
from folkmoot_core.values import Fault

MOST_THEMES = 70
FEWEST_RESPONSES = 5
SMALLEST_SHARE = 0.001
LIKEST_TITLES = 0.9
LARGEST_OVERLAP = 0.7

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]


def theme_set_warnings(
    codebook: Codebook, memberships: NDArray[np.bool_] | None = None, vectors: Vectors | None = None
) -> tuple[Fault, ...]:
    """What should be looked at again; `where` names the theme or the pair.

    `memberships` has a row for each response and a column for each theme, in the codebook's order; without it nothing
    is said of sizes and overlaps. `vectors` gives rows of length 1 for titles; without it nothing is said of likeness.
    """
    found: list[Fault] = []
    if len(codebook.themes) > MOST_THEMES:
        message = f"There are {len(codebook.themes)} themes; people can hold {MOST_THEMES} apart at most."
        found.append(Fault("codebook", message, "Put together those that say the same."))
    if memberships is not None:
        found += _size_warnings(codebook, memberships)
    if vectors is not None:
        found += _title_warnings(codebook, vectors)
    if memberships is not None:
        found += _overlap_warnings(codebook, memberships)
    return tuple(found)


def _size_warnings(codebook: Codebook, memberships: NDArray[np.bool_]) -> list[Fault]:
    sizes = memberships.sum(axis=0)
    least = max(FEWEST_RESPONSES, SMALLEST_SHARE * len(memberships))
    return [
        Fault(name, f"It has {size} of {len(memberships)} responses.", "Put it under a wider theme, or leave it out.")
        for name, size in zip(codebook.names, sizes.tolist(), strict=True)
        if size < least
    ]


def _title_warnings(codebook: Codebook, vectors: Vectors) -> list[Fault]:
    titles = vectors(codebook.names)
    likeness = titles @ titles.T
    return [
        Fault(_pair(codebook, one, other), "Their titles say almost the same.", "Say in the titles how they differ.")
        for one, other in combinations(range(len(titles)), 2)
        if likeness[one, other] >= LIKEST_TITLES
    ]


def _overlap_warnings(codebook: Codebook, memberships: NDArray[np.bool_]) -> list[Fault]:
    counts = memberships.astype(np.int64)
    both = counts.T @ counts
    sizes = np.diag(both)
    found = []
    for one, other in combinations(range(len(sizes)), 2):
        either = sizes[one] + sizes[other] - both[one, other]
        if either and both[one, other] / either >= LARGEST_OVERLAP:
            share = round(100 * both[one, other] / either)
            message = f"{share}% of the responses under either are under both."
            found.append(Fault(_pair(codebook, one, other), message, "Make them one theme, or part them."))
    return found


def _pair(codebook: Codebook, one: int, other: int) -> str:
    return f"{codebook.names[one]} / {codebook.names[other]}"
