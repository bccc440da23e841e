"""An action plan of so many priorities, set anew every so many months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from folkmoot_core.composition.months import months_after
from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, EventKind, Verdict
from folkmoot_core.composition.words import months_in_words, number_in_words


def asks(rule: Rule) -> str:
    least, most = rule.settings.get("least") or 0, rule.settings.get("most") or 0
    several = number_in_words(least) if least == most else f"{number_in_words(least)} to {number_in_words(most)}"
    return f"{several} priorities every {months_in_words(rule.months('every_months', 12))}"


def check(rule: Rule, board: Board, day: date) -> Answer:
    least, most = rule.settings.get("least") or 0, rule.settings.get("most") or 0
    months = rule.months("every_months", 12)
    plans = sorted(
        (event for event in board.events if event.kind == EventKind.PRIORITIES_SET and event.on <= day),
        key=lambda event: event.on,
    )
    if not plans:
        if board.began is None:
            return Answer(Verdict.UNKNOWN, "no priorities are on record, nor when the body began")
        due = months_after(board.began.last, months)
        late = day > due
        return Answer(
            Verdict.BROKEN if late else Verdict.UNKNOWN, f"none on record; the first are due by {due.isoformat()}"
        )
    last = plans[-1]
    if last.number is None:
        return Answer(Verdict.UNKNOWN, f"set on {last.on.isoformat()}, but not how many")
    said = f"set on {last.on.isoformat()}: {number_in_words(last.number)}"
    due = months_after(last.on, months)
    if day > due:
        return Answer(Verdict.BROKEN, f"{said}; new ones were due by {due.isoformat()}")
    return Answer(Verdict.KEPT if least <= last.number <= most else Verdict.BROKEN, said)


def fits(settings: Mapping[str, Any]) -> str:
    return "The least is more than the most." if (settings.get("least") or 0) > (settings.get("most") or 0) else ""


KIND = Kind(
    "priorities",
    "Priorities of the action plan",
    (
        Field("least", "count", "At least", needed=True),
        Field("most", "count", "At most", needed=True),
        Field("every_months", "months", "Set anew every how many months", needed=True),
    ),
    asks,
    check,
    fits,
)
