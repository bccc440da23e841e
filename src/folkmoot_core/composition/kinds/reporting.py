"""The board reports every so many months to those above it."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.cycles import said_every
from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, EventKind
from folkmoot_core.composition.words import months_in_words


def asks(rule: Rule) -> str:
    return f"{rule.words} every {months_in_words(rule.months('every_months'))}"


def check(rule: Rule, board: Board, day: date) -> Answer:
    return said_every("report", board.days_of(EventKind.REPORTED, day), board.began, day, rule.months("every_months"))


KIND = Kind(
    "reporting", "Reporting", (Field("every_months", "months", "Every how many months", needed=True),), asks, check
)
