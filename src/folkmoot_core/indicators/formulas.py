"""One indicator worked out from others, by a formula of five words that anybody can read.

    percent(kept_in_time, all_cases)      rate(burglaries, residents, 100000)      sum(north, south)
    ratio(spent, visits)                  difference(boys, girls)

Words may stand inside one another: percent(sum(a, b), c). There are no other words, signs or numbers, so a formula can
do nothing but this arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from folkmoot_core.indicators.units import Unit
from folkmoot_core.values import Fault, Invalid

LONGEST, DEEPEST, MOST_INPUTS = 300, 4, 20
PER = (100, 1000, 10_000, 100_000, 1_000_000)
_TOKEN = re.compile(r"\s*(?:([a-z][a-z0-9_-]*)|(\d{1,9})|([(),]))", re.ASCII)
_HOW = "Write it like percent(in_time, all_cases): percent, rate, ratio, sum or difference."


@dataclass(frozen=True, slots=True)
class Name:
    """Another indicator, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Call:
    """One of the five words with what it is told. `per` is for a rate only."""

    word: str
    parts: tuple[Node, ...]
    per: int = 1


Node = Name | Call


@dataclass(frozen=True, slots=True)
class Worked:
    """What a formula came to. `missing`: inputs without a figure; `why`: what else kept it from being worked out."""

    value: float | None
    missing: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read. `inputs` are the keys of the indicators in it, in the order they stand there."""

    text: str
    root: Call
    inputs: tuple[str, ...]

    def work_out(self, values: Mapping[str, float]) -> Worked:
        """The figure made of the inputs' figures of one place and period."""
        missing = tuple(key for key in self.inputs if key not in values)
        if missing:
            return Worked(None, missing)
        try:
            return Worked(_value(self.root, values))
        except ZeroDivisionError:
            return Worked(None, why="It would be divided by nothing: that figure is 0.")


def parse_formula(text: str) -> Formula:
    """Read a formula. Raises Invalid (`formula`) with what is wrong and where."""
    text = text.strip()
    if len(text) > LONGEST:
        raise _invalid(f"It is {len(text)} characters long; {LONGEST} are allowed.")
    tokens = _tokens(text)
    node, rest = _node(tokens, 0, 0)
    if rest != len(tokens):
        raise _invalid(f"After the formula stands more: “{tokens[rest]}”.")
    if isinstance(node, Name):
        raise _invalid("It names an indicator, and says nothing of what to do with it.")
    inputs = tuple(dict.fromkeys(_names(node)))
    if len(inputs) > MOST_INPUTS:
        raise _invalid(f"It names {len(inputs)} indicators; {MOST_INPUTS} are allowed.")
    return Formula(text, node, inputs)


def check_units(formula: Formula, units: Mapping[str, Unit], wanted: Unit) -> None:
    """Raises Invalid unless every word of the formula gets what it can work with, and `wanted` comes out."""
    found = _unit(formula.root, units)
    if found is not wanted:
        message = f"The formula gives a figure in {found}, and the indicator is in {wanted}."
        raise Invalid([Fault("formula", message, "Mend the formula or the unit.")])


def _tokens(text: str) -> list[str]:
    found, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _invalid(f"“{text[place : place + 10].strip()}” cannot stand in a formula.")
        found.append(match.group(match.lastindex or 0))
        place = match.end()
    return found


def _node(tokens: Sequence[str], place: int, depth: int) -> tuple[Node, int]:
    if depth > DEEPEST:
        raise _invalid(f"Words stand inside one another more than {DEEPEST} deep.")
    if place >= len(tokens):
        raise _invalid("At its end a word or the key of an indicator is missing.")
    if not tokens[place][0].isalpha():
        raise _invalid(f"“{tokens[place]}” stands where a word or the key of an indicator belongs.")
    word = tokens[place]
    if place + 1 >= len(tokens) or tokens[place + 1] != "(":
        return Name(word), place + 1
    if word not in _WORDS:
        raise _invalid(f"“{word}” is no word of formulas.")
    parts: list[Node] = []
    per, place = 1, place + 2
    while True:
        if place < len(tokens) and tokens[place].isdigit() and word == "rate" and len(parts) == 2:
            per, place = int(tokens[place]), place + 1
        else:
            part, place = _node(tokens, place, depth + 1)
            parts.append(part)
        if place >= len(tokens) or tokens[place] not in (",", ")"):
            raise _invalid(f"A comma or a bracket is missing after “{tokens[place - 1]}”.")
        place += 1
        if tokens[place - 1] == ")":
            return _call(word, tuple(parts), per), place


def _call(word: str, parts: tuple[Node, ...], per: int) -> Call:
    least, most = _WORDS[word]
    if not least <= len(parts) <= most:
        wanted = f"{least}" if least == most else f"{least} or more"
        raise _invalid(f"“{word}” works with {wanted} figures, and here stand {len(parts)}.")
    if word == "rate" and per not in PER:
        said = ", ".join(f"{each:,}".replace(",", "") for each in PER)
        raise _invalid(f"A rate needs to say in how many: one of {said}.")
    return Call(word, parts, per)


_WORDS = {"sum": (2, MOST_INPUTS), "difference": (2, 2), "ratio": (2, 2), "percent": (2, 2), "rate": (2, 2)}


def _names(node: Node) -> list[str]:
    return [node.key] if isinstance(node, Name) else [name for part in node.parts for name in _names(part)]


def _value(node: Node, values: Mapping[str, float]) -> float:
    if isinstance(node, Name):
        return values[node.key]
    parts = [_value(part, values) for part in node.parts]
    return _DO[node.word](parts) * node.per


_DO: dict[str, Callable[[Sequence[float]], float]] = {
    "sum": sum,
    "difference": lambda parts: parts[0] - parts[1],
    "ratio": lambda parts: parts[0] / parts[1],
    "percent": lambda parts: 100 * parts[0] / parts[1],
    "rate": lambda parts: parts[0] / parts[1],
}


def _unit(node: Node, units: Mapping[str, Unit]) -> Unit:
    if isinstance(node, Name):
        if node.key not in units:
            raise _invalid(f"There is no indicator “{node.key}” that a formula can use.")
        return units[node.key]
    parts = [_unit(part, units) for part in node.parts]
    if node.word == "difference":
        _alike(node, parts)
        return parts[0]
    added = [part for part in parts if not part.adds_up]
    if added:
        raise _invalid(f"“{node.word}” cannot work with figures in {added[0]}: they do not add up.")
    if node.word == "sum":
        _alike(node, parts)
        return parts[0]
    if node.word == "ratio":
        return Unit.NUMBER if parts[0] is parts[1] else _share(parts)
    _alike(node, parts)
    return Unit.PERCENT if node.word == "percent" else Unit.RATE


def _share(parts: Sequence[Unit]) -> Unit:
    """Pounds over a number are pounds each; a number over pounds is no figure that we have a name for."""
    if parts[1] is not Unit.NUMBER:
        raise _invalid(f"A ratio of {parts[0]} to {parts[1]} has no unit here.")
    return parts[0]


def _alike(node: Call, parts: Sequence[Unit]) -> None:
    if len(set(parts)) > 1:
        raise _invalid(f"“{node.word}” needs figures in one unit; here stand {' and '.join(dict.fromkeys(parts))}.")


def _invalid(message: str) -> Invalid:
    return Invalid([Fault("formula", message, _HOW)])
