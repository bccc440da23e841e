"""Parties share the seats of a committee as they share the council; see `composition.balance` for the law."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.balance import NO_GROUP
from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, Verdict


def asks(rule: Rule) -> str:
    return rule.words


def check(rule: Rule, board: Board, day: date) -> Answer:
    stands = board.balance
    if stands is None:
        return Answer(Verdict.UNKNOWN, "it is not known of every member of its council which party they belong to")
    said = ", ".join(f"{group or NO_GROUP} {held} (due {stands.due[group]})" for group, held in stands.held.items())
    faults = stands.faults()
    return Answer(Verdict.BROKEN if faults else Verdict.KEPT, f"listed: {said}", faults)


KIND = Kind(
    "balance",
    "Political balance",
    (Field("seats", "count", "Seats for councillors", "Leave it empty to count those listed with a party."),),
    asks,
    check,
)
