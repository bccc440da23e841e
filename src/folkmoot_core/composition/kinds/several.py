"""Members come from at least so many organisations, as a joint committee is of two councils or more."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, Verdict
from folkmoot_core.composition.words import number_in_words


def asks(rule: Rule) -> str:
    return f"members from at least {number_in_words(rule.months('least'))} {rule.words}"


def check(rule: Rule, board: Board, day: date) -> Answer:
    sitting = board.sitting(day)
    names = tuple(
        sorted({board.titles.get(seat.organisation, seat.organisation) for seat in sitting if seat.organisation})
    )
    if len(names) >= rule.months("least"):
        return Answer(Verdict.KEPT, f"listed: {number_in_words(len(names))}", names)
    if any(not seat.organisation for seat in sitting) or not sitting:
        return Answer(
            Verdict.UNKNOWN,
            f"listed: {number_in_words(len(names)) if names else 'none'}; for others it is not known",
            names,
        )
    return Answer(Verdict.BROKEN, f"listed: {number_in_words(len(names))}", names)


KIND = Kind(
    "several", "Several organisations", (Field("least", "count", "At least how many", needed=True),), asks, check
)
