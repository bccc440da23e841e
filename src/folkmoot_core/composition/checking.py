"""Look at a board on a day with every rule in force, and say of each whether it is kept, broken or waived, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from folkmoot_core.composition.kinds import KINDS
from folkmoot_core.composition.kinds.seats import TRAITS
from folkmoot_core.composition.rules import Rule
from folkmoot_core.composition.values import Board, Finding, Verdict, Waiver
from folkmoot_core.composition.words import number_in_words


def check_board(board: Board, rules: Iterable[Rule], day: date, waivers: Sequence[Waiver] = ()) -> tuple[Finding, ...]:
    """One finding for each rule in force on `day`, in the order of the rules."""
    return tuple(_finding(rule, board, day, waivers) for rule in rules if rule.in_force_on(day))


def _finding(rule: Rule, board: Board, day: date, waivers: Sequence[Waiver]) -> Finding:
    kind = KINDS[rule.kind]
    answer = kind.check(rule, board, day)
    verdict, waiver = answer.verdict, None
    if verdict == Verdict.BROKEN:
        waiver = next((each for each in waivers if each.rule == rule.key and each.holds_on(day)), None)
        verdict = Verdict.BROKEN if waiver is None else Verdict.WAIVED
    return Finding(rule.key, rule.kind, kind.asks(rule), answer.found, verdict, answer.names, rule.source, waiver)


def contradictions(rules: Sequence[Rule], day: date) -> tuple[str, ...]:
    """Where rules cannot all be kept: parts of a whole that ask for more seats than the whole has.

    Parts are rules on seats that look at what the whole looks at and at one trait more, each at other values of it.
    """
    seats = [rule for rule in rules if rule.kind == "seats" and rule.in_force_on(day)]
    found = []
    for whole in seats:
        most = whole.settings.get("most")
        for trait in TRAITS:
            parts = [rule for rule in seats if most is not None and _is_part(rule, whole, trait)]
            values = [value for part in parts for value in part.keys(trait)]
            least = sum(part.settings.get("least") or 0 for part in parts)
            if len(values) == len(set(values)) and most is not None and least > most:
                asked = " + ".join(str(part.settings.get("least") or 0) for part in parts)
                found.append(
                    f"{', '.join(part.words for part in parts)} come to {asked} = {least}, "
                    f"and {whole.words} are to be {number_in_words(most)}."
                )
    return tuple(found)


def _is_part(rule: Rule, whole: Rule, trait: str) -> bool:
    if rule is whole or whole.keys(trait) or not rule.keys(trait):
        return False
    return all(set(rule.keys(other)) == set(whole.keys(other)) for other in TRAITS if other != trait)
