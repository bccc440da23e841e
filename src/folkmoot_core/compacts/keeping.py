"""How a commitment is kept, all in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from folkmoot_core.compacts.values import Verdict


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many records kept a rule, broke it with a reason, broke it, or are not due yet."""

    kept: int = 0
    reasoned: int = 0
    broken: int = 0
    not_yet: int = 0

    @property
    def judged(self) -> int:
        return self.kept + self.reasoned + self.broken

    @property
    def share(self) -> float | None:
        """Per cent kept of those that can be judged; None where there are none."""
        return 100 * self.kept / self.judged if self.judged else None

    @property
    def worst(self) -> Verdict | None:
        """The gravest verdict there is; None without records."""
        for number, verdict in (
            (self.broken, Verdict.BROKEN),
            (self.reasoned, Verdict.REASONED),
            (self.kept, Verdict.KEPT),
            (self.not_yet, Verdict.NOT_YET),
        ):
            if number:
                return verdict
        return None

    def __add__(self, other: Keeping) -> Keeping:
        return Keeping(
            self.kept + other.kept,
            self.reasoned + other.reasoned,
            self.broken + other.broken,
            self.not_yet + other.not_yet,
        )


def tally(verdicts: Iterable[str]) -> Keeping:
    """Count verdicts; others than the four count for nothing."""
    counts = Counter(str(verdict) for verdict in verdicts)
    return Keeping(*(counts[verdict.value] for verdict in Verdict))
