"""Core members named in the terms: each of these organisations sends somebody."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, Verdict
from folkmoot_core.composition.words import number_in_words


def asks(rule: Rule) -> str:
    return f"{rule.words} (from each of {number_in_words(len(rule.keys('organisations')))} organisations)"


def check(rule: Rule, board: Board, day: date) -> Answer:
    wanted = rule.keys("organisations")
    here = {seat.organisation for seat in board.sitting(day)}
    missing = tuple(board.titles.get(each, each) for each in wanted if each not in here)
    if not missing:
        return Answer(Verdict.KEPT, "all of them are listed")
    found = len(wanted) - len(missing)
    return Answer(
        Verdict.BROKEN,
        f"listed: {number_in_words(found) if found else 'none'}; missing: {number_in_words(len(missing))}",
        missing,
    )


KIND = Kind(
    "named",
    "Core members named",
    (Field("organisations", "keys", "Organisations that send somebody", needed=True),),
    asks,
    check,
)
