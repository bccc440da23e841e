"""How small is too small."""

from __future__ import annotations

from dataclasses import dataclass

SPECIAL = frozenset(
    {"ethnicity", "ethnic_group", "religion", "belief", "disability", "health", "long_term_illness"}
    | {"sexual_orientation", "gender_identity", "politics", "political_opinion", "trade_union"}
)
"""How questions are called that ask for special categories of personal data (UK GDPR, article 9)."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Counts from 1 to threshold - 1 are hidden; percentages need a base of at least `percent_base` people.

    Zero is shown: it tells of nobody. sensitive: the questions (keys or columns) of which no group may be shown to have
    answered all the same: who knows that somebody is in the group would know her answer.
    """

    threshold: int = 5
    percent_base: int = 10
    sensitive: frozenset[str] = SPECIAL

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.percent_base < 0:
            raise ValueError("A disclosure policy needs a threshold of 1 or more and a percentage base of 0 or more.")

    def hides(self, count: int) -> bool:
        return 1 <= count < self.threshold

    def is_sensitive(self, question: str) -> bool:
        """Whether it is one of them, however it is written: "Sexual orientation" is "sexual_orientation". Of columns
        that are joined ("sex*ethnicity"), one is enough."""
        parts = question.casefold().replace("-", "_").replace(" ", "_").split("*")
        return any(part in self.sensitive or part.partition(".")[0] in self.sensitive for part in parts)
