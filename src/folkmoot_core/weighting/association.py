"""Is there any connection between two questions? Rao and Scott's test (Annals of Statistics 12, 1984)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from folkmoot_core.weighting.margins import Floats
from folkmoot_core.weighting.tails import above_f


@dataclass(frozen=True, slots=True)
class Association:
    """F with its degrees of freedom; p: how often chance alone would show as much."""

    f: float
    numerator: float
    denominator: float
    p: float


def association(shares: Floats, covariance: Floats, degrees: int) -> Association | None:
    """Pearson's chi-squared, corrected for the design: `svychisq(statistic = "F")` of R's survey package.

    shares: (rows, columns), each cell's share of everybody who answered both questions; no row or column may be empty.
    covariance: of the shares, row by row, from `joint_covariance` or `calibrated_joint_covariance`. degrees: people in
    the data less one. None for a table of one row or column, where nothing can be connected.
    """
    rows, columns = shares.shape
    if rows < 2 or columns < 2:
        return None
    flat = shares.ravel()
    apart = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    contrasts = _interactions(rows, columns)
    inverse = np.divide(1.0, flat, out=np.zeros_like(flat), where=flat > 0)
    weighed = contrasts * inverse[:, None]
    delta = np.linalg.solve(contrasts.T @ weighed, weighed.T @ covariance @ weighed)
    trace = float(np.trace(delta))
    f = float(((shares - apart) ** 2 / apart).sum()) / trace
    numerator = trace**2 / float(np.trace(delta @ delta))
    return Association(f, numerator, numerator * degrees, float(above_f(numerator, numerator * degrees, f)))


def _interactions(rows: int, columns: int) -> Floats:
    """What differs between cells when rows and columns as such are taken out: ((rows × columns), free cells)."""
    across = np.eye(rows)[:, 1:] - 1 / rows
    down = np.eye(columns)[:, 1:] - 1 / columns
    both: Floats = np.kron(across, down).astype(np.float64)
    return both
