"""Who chairs is looked at again every so many months, counted from when the chair began."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.cycles import said_every
from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, EventKind, Verdict
from folkmoot_core.composition.words import months_in_words


def asks(rule: Rule) -> str:
    return f"who chairs is reviewed every {months_in_words(rule.months('every_months', 12))}"


def check(rule: Rule, board: Board, day: date) -> Answer:
    chairs = [seat for seat in board.sitting(day) if seat.is_chair]
    if not chairs:
        return Answer(Verdict.UNKNOWN, "there is no chair to review")
    known = [seat.starts for seat in chairs if seat.starts is not None]
    begins = max(known, key=lambda each: each.first) if known else board.began
    days = [each for each in board.days_of(EventKind.CHAIR_REVIEWED, day) if begins is None or each >= begins.first]
    return said_every("review", days, begins, day, rule.months("every_months", 12))


KIND = Kind(
    "chair_review",
    "Review of the chair",
    (Field("every_months", "months", "Every how many months", needed=True),),
    asks,
    check,
)
