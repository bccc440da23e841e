"""Weights for responses, and estimates that know their error: raking, standard errors, tests between groups.

Everything works on arrays. From sums over table cells (`Moments`): `shares`, `calibrated_shares`. From rows:
`rake_rows`, `Design`, `means`, `totals`, `trim`. What needs scipy is imported from its own module:
`differences` (tests of pairs, words, letters), `association` (Rao and Scott), `intervals` (logit, quantiles).
Agreement with R's survey package is held to 1e-9 by tests/core/weighting.

A consultation is not a sample: people chose to answer. A standard error says how much the figures would vary among
equally keen people; it does not say what those think who stayed away.
"""

from folkmoot_core.weighting.calibration import (
    Calibration,
    calibrated_group_covariance,
    calibrated_joint_covariance,
    calibrated_shares,
)
from folkmoot_core.weighting.cells import JointCells, group_rows
from folkmoot_core.weighting.design import Design, Estimates, Weighting, means, rake_rows, totals
from folkmoot_core.weighting.effect import design_effect, effect_of, effective_base
from folkmoot_core.weighting.margins import Codes, Counts, Floats, Margin, same_sum
from folkmoot_core.weighting.raking import Miss, Raking, Stop, rake
from folkmoot_core.weighting.shares import (
    Z_95,
    Moments,
    Overlap,
    Shares,
    joint_covariance,
    overlap_covariance,
    shares,
)
from folkmoot_core.weighting.trimming import trim

__all__ = [
    "Z_95",
    "Calibration",
    "Codes",
    "Counts",
    "Design",
    "Estimates",
    "Floats",
    "JointCells",
    "Margin",
    "Miss",
    "Moments",
    "Overlap",
    "Raking",
    "Shares",
    "Stop",
    "Weighting",
    "calibrated_group_covariance",
    "calibrated_joint_covariance",
    "calibrated_shares",
    "design_effect",
    "effect_of",
    "effective_base",
    "group_rows",
    "joint_covariance",
    "means",
    "overlap_covariance",
    "rake",
    "rake_rows",
    "same_sum",
    "shares",
    "totals",
    "trim",
]
