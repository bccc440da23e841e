"""A point on the map, or a place in words, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from folkmoot_core.questionnaires.answers import WORDS_LIMIT, first_line, tidy_line
from folkmoot_core.questionnaires.kinds.base import Abilities, FormFields, Kind, Read, wrong_shape
from folkmoot_core.questionnaires.kinds.number import plain_number
from folkmoot_core.values import Fault

if TYPE_CHECKING:
    from folkmoot_core.questionnaires.model import Question

PARTS = ("lon", "lat", "words")
_LIMITS = {"lon": 180, "lat": 90}
# Six decimal places of a degree are about ten centimetres.
_PLACES = 6
_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,18})?")


class MapPoint(Kind):
    """Value: {"lon": degrees, "lat": degrees} (WGS 84, as in RFC 7946) and/or {"words": "by the old mill"}."""

    key = "map_point"
    label = "Place on the map"
    abilities = Abilities(personal=True)

    def fields(self, question: Question) -> tuple[str, ...]:
        return (question.key, *(f"{question.key}.{part}" for part in PARTS))

    def read(self, question: Question, form: FormFields) -> Read:
        typed = {part: first_line(form.get(f"{question.key}.{part}", ())) for part in PARTS}
        value: dict[str, Any] = {}
        faults: list[Fault] = []
        for part in ("lon", "lat"):
            plain = typed[part].replace("−", "-")
            if plain and plain.isascii() and _DEGREES.fullmatch(plain):
                value[part] = round(float(plain), _PLACES)
            elif plain:
                faults.append(Fault(f"{question.key}.{part}", "Enter degrees as a number.", "For example 0.52."))
        if typed["words"]:
            value["words"] = typed["words"]
        return Read(None if faults else value or None, tuple(faults))

    def write(self, question: Question, value: Any) -> dict[str, list[str]]:
        written = {part: value[part] for part in PARTS if part in value}
        return {
            f"{question.key}.{part}": [content if isinstance(content, str) else plain_number(content)]
            for part, content in written.items()
        }

    def check(self, question: Question, value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict) or not value or not set(value) <= set(PARTS):
            yield wrong_shape(question, "lon and lat, or words, or leave the question out")
            return
        if ("lon" in value) != ("lat" in value):
            missing = "lat" if "lon" in value else "lon"
            yield Fault(f"{question.key}.{missing}", "A point on the map needs both its numbers.")
        for part in ("lon", "lat"):
            if part in value:
                yield from self._check_degrees(question, part, value[part])
        if "words" in value:
            yield from self._check_words(question, value["words"])

    def _check_degrees(self, question: Question, part: str, degrees: Any) -> Iterator[Fault]:
        where, limit = f"{question.key}.{part}", _LIMITS[part]
        if isinstance(degrees, bool) or not isinstance(degrees, int | float):
            yield Fault(where, "Enter degrees as a number.", "For example 0.52.")
        elif not abs(degrees) <= limit:  # so written, it refuses NaN too
            yield Fault(where, f"The number must be between -{limit} and {limit}.")

    def _check_words(self, question: Question, words: Any) -> Iterator[Fault]:
        where = f"{question.key}.words"
        if not isinstance(words, str) or not words or words != tidy_line(words):
            yield Fault(where, "This answer is not in the right form.", "Give one line of words.")
        elif len(words) > WORDS_LIMIT:
            yield Fault(where, f"The place in words must be {WORDS_LIMIT} characters or fewer.")

    def ask_for(self, question: Question) -> str:
        return "Show the place on the map, or say in words where it is."

    def columns(self, question: Question) -> tuple[str, ...]:
        return tuple(f"{question.key}.{part}" for part in PARTS)

    def from_cells(self, question: Question, cells: Mapping[str, str]) -> Read:
        return self.read(question, {name: [cells[name]] for name in self.columns(question)})

    def to_cells(self, question: Question, value: Any) -> dict[str, str]:
        written = self.write(question, value)
        return {name: written.get(name, [""])[0] for name in self.columns(question)}
