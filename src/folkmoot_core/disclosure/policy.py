"""How small is too small."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Counts from 1 to threshold - 1 are hidden; percentages need a base of at least `percent_base` people.

    Zero is shown: it tells of nobody.
    """

    threshold: int = 5
    percent_base: int = 10

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.percent_base < 0:
            raise ValueError("A disclosure policy needs a threshold of 1 or more and a percentage base of 0 or more.")

    def hides(self, count: int) -> bool:
        return 1 <= count < self.threshold
