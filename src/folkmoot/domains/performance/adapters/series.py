"""Rows of figures as series that the core can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from folkmoot_core.indicators import Reading as CoreReading
from folkmoot_core.indicators import Unit, Worked, parse_of_kind, read, span_of
from folkmoot_core.spc import Kind as PeriodKind
from folkmoot_core.spc import Options, Period, Polarity, Rebase

from ..models import Indicator


@dataclass(frozen=True)
class Figure:
    """One period's figure; `pk` of its observation, or None where it was worked out of `inputs` (key, value)."""

    period: Period
    value: float
    pk: int | None = None
    revised: bool = False
    inputs: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Beside:
    """A target, benchmark, estimate or forecast."""

    kind: str
    period: Period
    begins: str
    value: float
    tolerance: float | None
    pk: int
    revised: bool = False


@dataclass(frozen=True)
class Gap:
    """A period for which a formula could not be worked out, and why."""

    period: Period
    worked: Worked


@dataclass(frozen=True)
class Series:
    """An indicator in one place: its figures, oldest first, what stands beside them, and what is not shown to all.
    `hidden`: periods whose figure everybody may not see."""

    indicator: Indicator
    place_id: int
    figures: tuple[Figure, ...] = ()
    beside: tuple[Beside, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    hidden: frozenset[str] = field(default_factory=frozenset)
    gaps: tuple[Gap, ...] = ()

    def for_everybody(self) -> Series:
        """Without the figures that only officers see."""
        if not self.hidden:
            return self
        kept = tuple(figure for figure in self.figures if figure.period.text not in self.hidden)
        return replace(self, figures=kept)

    @property
    def target(self) -> Beside | None:
        """The target that holds for the latest figure: the last that began by then, else the next to come."""
        targets = sorted((each for each in self.beside if each.kind == "target"), key=lambda each: each.begins)
        if not self.figures:
            return targets[0] if targets else None
        latest = span_of(self.figures[-1].period)[0].isoformat()
        begun = [each for each in targets if each.begins <= latest]
        return begun[-1] if begun else (targets[0] if targets else None)

    def options(self) -> Options:
        target = self.target
        return Options(
            polarity=Polarity(self.indicator.polarity or "neutral"),
            target=target.value if target else None,
            baseline=self.indicator.baseline,
            rebases=self.rebases,
            screening=self.indicator.screening,
            within=Unit(self.indicator.unit).within if self.indicator.unit else None,
        )

    def read(self) -> CoreReading:
        return read(*self.columns, self.options())

    @property
    def columns(self) -> tuple[Sequence[Period], Sequence[float]]:
        return [each.period for each in self.figures], [each.value for each in self.figures]


@lru_cache(maxsize=20_000)
def period_of(text: str, frequency: str) -> Period | None:
    """A period as it is kept, read again."""
    return parse_of_kind(text, PeriodKind(frequency)) if frequency else None


# Of a target that is set for a year where figures come by the month.
LONGER = ("financial year", "year", "financial quarter", "quarter", "month")


def period_given(text: str, frequency: str, kind: str) -> Period | None:
    """The period of a figure as somebody wrote it: of the indicator's own kind, and for what stands beside actual
    figures also of a longer one."""
    found = period_of(text, frequency)
    if found is None and kind != "actual":
        found = next((period for longer in LONGER if (period := period_of(text, longer))), None)
    return found
