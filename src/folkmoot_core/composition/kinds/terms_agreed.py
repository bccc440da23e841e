"""The body agrees its own terms of reference by its first, second, … meeting."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, EventKind, Verdict
from folkmoot_core.composition.words import number_in_words

_ORDER = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}


def asks(rule: Rule) -> str:
    number = rule.months("by_meeting")
    return f"its own terms of reference agreed by its {_ORDER.get(number, f'{number}th')} meeting"


def check(rule: Rule, board: Board, day: date) -> Answer:
    number, met = rule.months("by_meeting"), board.days_of(EventKind.MET, day)
    agreed = min(board.days_of(EventKind.TERMS_AGREED, day), default=None)
    if agreed is not None:
        before = sum(1 for each in met if each < agreed)
        if not met:
            return Answer(Verdict.UNKNOWN, f"agreed on {agreed.isoformat()}; no meeting is on record")
        late = before >= number
        return Answer(
            Verdict.BROKEN if late else Verdict.KEPT,
            f"agreed on {agreed.isoformat()}, after {number_in_words(before)} meetings before that day",
        )
    if len(met) >= number:
        return Answer(Verdict.BROKEN, f"not agreed on record, and it has met {number_in_words(len(met))} times")
    return Answer(Verdict.UNKNOWN, "not agreed on record, and fewer meetings than that are on record")


KIND = Kind(
    "terms_agreed",
    "Terms of reference agreed",
    (Field("by_meeting", "count", "By which meeting (1, 2, …)", needed=True),),
    asks,
    check,
)
