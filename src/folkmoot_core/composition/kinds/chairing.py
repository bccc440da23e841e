"""One chair and one vice-chair, from the core members, and from different tiers where the terms say so."""

from __future__ import annotations

from datetime import date

from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, Seat, Verdict
from folkmoot_core.composition.words import listed, number_in_words


def asks(rule: Rule) -> str:
    said = "one chair and one vice-chair" if rule.settings.get("vice_chair", True) else "one chair"
    if rule.keys("category"):
        said += " from the core members"
    return f"{said}, from different tiers" if rule.settings.get("different_tiers") else said


def check(rule: Rule, board: Board, day: date) -> Answer:
    sitting = board.sitting(day)
    chairs = [seat for seat in sitting if seat.is_chair]
    vices = [seat for seat in sitting if seat.is_vice_chair]
    with_vice = bool(rule.settings.get("vice_chair", True))
    names = tuple(f"{seat.person} ({seat.role})" for seat in (*chairs, *(vices if with_vice else ())))
    wrong = _counted("chair", chairs) + (_counted("vice-chair", vices) if with_vice else [])
    core = rule.keys("category")
    people = {seat.person for seat in sitting if seat.category in core}
    for seat in (*chairs, *(vices if with_vice else ())):
        if core and seat.person not in people:
            wrong.append(f"{seat.person} is not a core member")
    if with_vice and rule.settings.get("different_tiers") and len(chairs) == len(vices) == 1:
        tiers = {chairs[0].tier, vices[0].tier}
        if "" in tiers and not wrong:
            return Answer(Verdict.UNKNOWN, "the tier of one of them is not on the register", names)
        if len(tiers) == 1:
            wrong.append(f"both are of the {chairs[0].tier} tier")
    return Answer(
        Verdict.BROKEN if wrong else Verdict.KEPT,
        f"listed: {listed(wrong) if wrong else 'both' if with_vice else 'one'}",
        names,
    )


def _counted(noun: str, seats: list[Seat]) -> list[str]:
    if len(seats) == 1:
        return []
    return [f"no {noun}" if not seats else f"{number_in_words(len(seats))} {noun}s"]


KIND = Kind(
    "chairing",
    "Chair and vice-chair",
    (
        Field("vice_chair", "flag", "There is a vice-chair as well"),
        Field("different_tiers", "flag", "They come from different tiers"),
        Field("category", "keys", "Categories of the core members they are chosen from"),
    ),
    asks,
    check,
)
