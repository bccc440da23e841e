"""What came of a round: how far two people agree, and how far the machine agrees with each."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from folkmoot_core.themes.agreement import Agreement, compare

from ...enums import RoundKind
from ...models import Assignment, CodingRound
from .assignments import confidences_of, newest_assignment
from .codebooks import keys_of
from .rounds import RoundProgress, codes_of

APPLIES = 0.5
Codes = dict[int, frozenset[str]]


def result_of(round_: CodingRound, progress: RoundProgress) -> dict[str, Any]:
    """What is kept of a round when it is closed."""
    codes = codes_of(round_, progress.answers)
    names = {coder.key: coder.name for coder in progress.coders}
    run = round_.assignment if round_.kind == RoundKind.AUDIT else newest_assignment(round_.work)
    machine = _machine_codes(run, progress.answers, set(keys_of(round_.codebook))) if run else {}
    result: dict[str, Any] = {
        "answers": progress.ready,
        "coders": [names[key] for key in codes],
        "machine": [
            {"coder": names[key], **told(_compared(machine, own))} for key, own in codes.items() if machine
        ] if round_.kind == RoundKind.DOUBLE else [{"coder": "", **told(_compared(machine, _pooled(codes)))}],
    }  # fmt: skip
    if round_.kind == RoundKind.DOUBLE:
        one, other = list(codes.values())[:2]
        result["people"] = told(_compared(one, other))
        result["differ"] = [number for number in progress.answers if _differ(one, other, number)]
    return result


def told(agreement: Agreement) -> dict[str, Any]:
    """An agreement as JSON."""
    return asdict(agreement)


def _compared(one: Codes, other: Codes) -> Agreement:
    numbers = sorted(one.keys() | other.keys())
    return compare([one.get(number) for number in numbers], [other.get(number) for number in numbers])


def _pooled(codes: dict[str, Codes]) -> Codes:
    """What several auditors said, each of answers of their own."""
    pooled: Codes = {}
    for own in codes.values():
        pooled = {**own, **pooled}
    return pooled


def _differ(one: Codes, other: Codes, number: int) -> bool:
    return number in one and number in other and one[number] != other[number]


def _machine_codes(run: Assignment, answers: tuple[int, ...], keys: set[str]) -> Codes:
    places, table = {number: row for row, number in enumerate(run.answers)}, confidences_of(run)
    return {
        number: frozenset(
            key for key, sure in zip(run.themes, table[places[number]], strict=True) if sure >= APPLIES and key in keys
        )
        for number in answers
        if number in places
    }
