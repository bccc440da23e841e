"""So many seats for those of some tier, category, role, standing or party; told of none of these, all members count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from folkmoot_core.composition.rules import Field, Kind, Rule
from folkmoot_core.composition.values import Answer, Board, Seat, Verdict
from folkmoot_core.composition.words import number_in_words

TRAITS = ("tier", "category", "role", "standing", "party")


def matches(rule: Rule, seat: Seat) -> bool:
    return all(getattr(seat, trait) in rule.keys(trait) for trait in TRAITS if rule.keys(trait))


def asks(rule: Rule) -> str:
    least, most = rule.settings.get("least"), rule.settings.get("most")
    if least is not None and least == most:
        return f"{number_in_words(least)} {rule.words}"
    if most is None:
        return f"at least {number_in_words(least or 0)} {rule.words}"
    if not least:
        return f"no more than {number_in_words(most)} {rule.words}" if most else f"no {rule.words}"
    return f"{number_in_words(least)} to {number_in_words(most)} {rule.words}"


def check(rule: Rule, board: Board, day: date) -> Answer:
    found = [seat.person for seat in board.sitting(day) if matches(rule, seat)]
    least, most = rule.settings.get("least") or 0, rule.settings.get("most")
    kept = len(found) >= least and (most is None or len(found) <= most)
    said = f"listed: {number_in_words(len(found)) if found else 'none'}"
    return Answer(Verdict.KEPT if kept else Verdict.BROKEN, said, tuple(found))


def fits(settings: Mapping[str, Any]) -> str:
    least, most = settings.get("least"), settings.get("most")
    if least is None and most is None:
        return "Say how many: at least, at most, or both."
    if least is not None and most is not None and least > most:
        return "The least is more than the most."
    return ""


KIND = Kind(
    "seats",
    "A number of seats",
    (
        Field("least", "count", "At least"),
        Field("most", "count", "At most", "The same number in both boxes means exactly so many."),
        Field(
            "tier", "keys", "Of these tiers", "Such as county, district. Leave all of these empty to count everybody."
        ),
        Field("category", "keys", "Of these categories"),
        Field("role", "keys", "In these roles"),
        Field("standing", "keys", "Primary or support"),
        Field("party", "keys", "Of these parties"),
    ),
    asks,
    check,
    fits,
)
