"""A number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from folkmoot_core.questionnaires.answers import first_line
from folkmoot_core.questionnaires.kinds.base import Abilities, FormFields, Kind, Read, wrong_shape
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question

# Fifteen digits pass through a binary float and back unchanged.
_NUMBER = re.compile(r"[+-]?(?=[\d.])\d{0,15}(\.\d{0,15})?")
_LARGEST = 10**15


class Number(Kind):
    """Value: an int, or a float where there are decimal places. No more than 15 digits."""

    key = "number"
    label = "Number"
    abilities = Abilities()
    settings = frozenset({"min", "max", "decimals"})

    def read(self, question: Question, form: FormFields) -> Read:
        typed = first_line(form.get(question.key, ()))
        if not typed:
            return Read()
        plain = typed.replace("−", "-").replace(",", "").replace(" ", "")
        digits = sum(character.isdigit() for character in plain)
        if not plain.isascii() or not _NUMBER.fullmatch(plain) or not 1 <= digits <= 15:
            return Read(faults=(Fault(question.key, "Enter a number, in figures.", "For example 12."),))
        return Read(_as_json(Decimal(plain)))

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        return {question.key: [plain_number(value)]}

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield wrong_shape(question, "a number")
            return
        # So written, it refuses infinity and NaN too, and never turns a very long integer into a float.
        if not abs(value) < _LARGEST:
            yield Fault(question.key, "This number cannot be kept.", "Use no more than 15 digits.")
            return
        places = -int(Decimal(repr(value)).normalize().as_tuple().exponent)
        if places > question.decimals:
            most = question.decimals
            limit = f"no more than {most} decimal place{'' if most == 1 else 's'}" if most else "a whole number"
            yield Fault(question.key, f"The number must {'have' if most else 'be'} {limit}.")
        if question.minimum is not None and value < question.minimum:
            yield Fault(question.key, f"The number must be {plain_number(question.minimum)} or more.")
        if question.maximum is not None and value > question.maximum:
            yield Fault(question.key, f"The number must be {plain_number(question.maximum)} or less.")

    def ask_for(self, question: Question) -> str:
        return "Enter a number."

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        return self.read(question, {question.key: [cells[question.key]]})

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        return {question.key: plain_number(value)}


def plain_number(value: int | float) -> str:
    """A number in figures without an exponent: 0.00001, not 1e-05."""
    return format(Decimal(repr(value)), "f")


def _as_json(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
