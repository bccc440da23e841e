"""A series as whoever publishes it should show it: a control chart from twelve points on, a run chart of fewer, and no
chart of what none can be drawn of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from folkmoot_core.spc import (
    Assurance,
    Chart,
    Options,
    Period,
    Polarity,
    Rebase,
    RunChart,
    Variation,
    chart,
    run_chart,
)
from folkmoot_core.values import Invalid

FEWEST_FOR_LIMITS = 12


class Shape(StrEnum):
    """What a series is drawn as."""

    CONTROL = "control"
    RUN = "run"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a series says: `statement` for everybody, `warnings` for whoever publishes it. Of the two charts that one is
    there which `shape` names. `left_out`: rebases at periods that are not in the series."""

    shape: Shape
    variation: Variation
    assurance: Assurance | None
    statement: str
    control: Chart | None = None
    run: RunChart | None = None
    warnings: tuple[str, ...] = ()
    left_out: tuple[Rebase, ...] = ()


def read(periods: Sequence[Period], values: Sequence[float], options: Options) -> Reading:
    """Read a series, oldest first. Never raises for what is in it: what cannot be charted is told in the statement."""
    if not periods:
        return Reading(Shape.NONE, Variation.TOO_FEW, None, "There is no figure yet.")
    try:
        if len(periods) < FEWEST_FOR_LIMITS:
            short = run_chart(periods, values, options.polarity)
            said = short.statement + _beside_target(values[-1], options)
            return Reading(Shape.RUN, short.variation, None, said, run=short, warnings=short.warnings)
        fitting, left_out = _fitting(options.rebases, periods)
        told = Options(
            polarity=options.polarity,
            target=options.target,
            baseline=options.baseline,
            rebases=fitting,
            screening=options.screening,
            rules=options.rules,
            within=options.within,
        )
        found = chart(periods, values, told)
    except Invalid as problem:
        said = " ".join(f"{fault.message} {fault.mend}" for fault in problem.faults)
        said = f"No chart can be drawn. {said}".replace(" (--anyway draws it all the same)", "")
        return Reading(Shape.NONE, Variation.TOO_FEW, None, said, warnings=(said,))
    return Reading(
        Shape.CONTROL, found.variation, found.assurance, found.statement, found, warnings=found.warnings,
        left_out=left_out,
    )  # fmt: skip


def _fitting(rebases: Sequence[Rebase], periods: Sequence[Period]) -> tuple[tuple[Rebase, ...], tuple[Rebase, ...]]:
    """Rebases that the series has a period for, neither its first nor its last, each period once; and the others."""
    inside = {period.text for period in periods[1:-1]}
    fitting: dict[str, Rebase] = {}
    for rebase in rebases:
        if rebase.period in inside:
            fitting.setdefault(rebase.period, rebase)
    kept = tuple(fitting.values())
    return kept, tuple(rebase for rebase in rebases if rebase not in kept)


def _beside_target(latest: float, options: Options) -> str:
    """Of a short series only where the latest figure stands; nothing is said of whether it will meet its target."""
    if options.target is None or options.polarity is Polarity.NEUTRAL:
        return ""
    met = latest >= options.target if options.polarity is Polarity.UP else latest <= options.target
    words = "reaches" if met else "does not reach"
    return f" The latest figure {words} its target of {options.target:,.10g}; that alone says nothing of the next."
