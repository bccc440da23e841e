"""In its first months a board meets at least every so many months; after that it chooses for itself."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.cycles import longest_wait
from folkmoot_core.composition.months import months_after
from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, EventKind, Verdict
from folkmoot_core.composition.words import months_in_words, number_in_words


def asks(rule: Rule) -> str:
    every, first = rule.months("every_months"), rule.months("first_months")
    return f"a meeting at least every {months_in_words(every)} in the first {months_in_words(first)}"


def check(rule: Rule, board: Board, day: date) -> Answer:
    met = board.days_of(EventKind.MET, day)
    if not met:
        return _not_met(rule, board, day)
    # A board begins when it first meets.
    ends = min(day, months_after(met[0], rule.months("first_months")))
    wait = longest_wait(met, met[0], ends, rule.months("every_months"))
    said = f"meetings on record: {number_in_words(len(met))}"
    if wait is None:
        return Answer(Verdict.KEPT, said)
    return Answer(Verdict.BROKEN, f"{said}; none between {wait[0].isoformat()} and {wait[1].isoformat()}")


def _not_met(rule: Rule, board: Board, day: date) -> Answer:
    if board.began is None:
        return Answer(Verdict.UNKNOWN, "no meeting is on record, nor when the body began")
    late = day > months_after(board.began.last, rule.months("every_months"))
    return Answer(Verdict.BROKEN if late else Verdict.UNKNOWN, f"no meeting on record since it began ({board.began})")


KIND = Kind(
    "first_meetings",
    "Meetings in the first months",
    (
        Field("every_months", "months", "At least every how many months", needed=True),
        Field("first_months", "months", "For the first how many months", needed=True),
    ),
    asks,
    check,
)
