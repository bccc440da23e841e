"""Rows that are alike on every weighting variable get the same factor, so rows are grouped before anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from folkmoot_core.weighting.margins import Codes, Counts, Floats

# Counting into a table of this many cells is quicker than sorting the rows.
_DENSE = 1 << 22


@dataclass(frozen=True)
class JointCells:
    """The cells that occur. codes[c, v]: the level of cell c on variable v. cell_of_row[i]: the cell of row i."""

    codes: Codes
    cell_of_row: Codes

    def sums(self, values: Floats) -> Floats:
        """The sum of `values` (one a row) in each cell."""
        return np.bincount(self.cell_of_row, weights=values, minlength=len(self.codes)).astype(np.float64)

    def sizes(self) -> Counts:
        return np.bincount(self.cell_of_row, minlength=len(self.codes)).astype(np.int64)


def group_rows(variables: Sequence[Codes]) -> JointCells:
    """Group rows by their levels (whole numbers from 0, one array a variable, all of one length)."""
    place = np.zeros(len(variables[0]), dtype=np.int64)
    for codes in variables:
        levels = int(codes.max(initial=0)) + 1
        place = _compact(place * levels + codes)
    _, first, cell_of_row = _unique(place)
    table = np.stack([np.asarray(codes, dtype=np.int64)[first] for codes in variables], axis=1)
    return JointCells(table, cell_of_row)


def _compact(place: Codes) -> Codes:
    """The same cells with numbers small enough to multiply again."""
    return place if int(place.max(initial=0)) < _DENSE else _unique(place)[2]


def _unique(place: Codes) -> tuple[Codes, Codes, Codes]:
    """The distinct numbers in order, the first row of each, and each row's rank."""
    if int(place.max(initial=0)) >= _DENSE:
        return np.unique(place, return_index=True, return_inverse=True)
    first = np.full(int(place.max(initial=0)) + 1, -1, dtype=np.int64)
    first[place[::-1]] = np.arange(len(place) - 1, -1, -1)
    found = np.flatnonzero(first >= 0)
    rank = np.cumsum(first >= 0) - 1
    return found, first[found], rank[place]
