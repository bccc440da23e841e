"""Nobody sits on this body and on certain others at once, as scrutiny and the executive are kept apart."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, Verdict
from folkmoot_core.composition.words import number_in_words


def asks(rule: Rule) -> str:
    return f"nobody who is also {rule.words}"


def check(rule: Rule, board: Board, day: date) -> Answer:
    bodies = set(rule.keys("bodies"))
    both = tuple(seat.person for seat in board.sitting(day) if seat.also_on & bodies)
    return Answer(
        Verdict.BROKEN if both else Verdict.KEPT, f"listed: {number_in_words(len(both)) if both else 'none'}", both
    )


KIND = Kind(
    "apart", "Kept apart from", (Field("bodies", "keys", "Bodies nobody may sit on as well", needed=True),), asks, check
)
