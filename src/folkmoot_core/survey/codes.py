"""How one answer becomes bytes: one small coder for each family of questions.

Every coder keeps four states apart: answered, no reply, "I do not wish to say", and not asked.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from folkmoot_core.questionnaires import DECLINED, Question, is_declined

NO_REPLY = 0
ANSWERED = 1
NOT_ASKED = 254
SAID_NO = 255
STATES = {NO_REPLY: "no_reply", NOT_ASKED: "not_asked", SAID_NO: "declined"}


class Coder(ABC):
    """Codes one question into `width` bytes. The first byte tells the state."""

    name: str

    def __init__(self, question: Question) -> None:
        self.question = question
        self.width = self.measure()

    @abstractmethod
    def measure(self) -> int:
        """The number of bytes."""

    @abstractmethod
    def encode(self, value: Any) -> bytes:
        """The bytes of an answer (never declined, never None). ValueError for an unknown choice."""

    @abstractmethod
    def decode(self, coded: bytes) -> Any:
        """The answer in these bytes, or None where they hold none; ValueError for bytes that mean nothing."""

    @abstractmethod
    def layout(self) -> list[Any]:
        """What the meaning of the bytes depends on."""

    def pack(self, value: Any, *, asked: bool) -> bytes:
        if not asked:
            return bytes([NOT_ASKED]) * self.width
        if value is None:
            return bytes(self.width)
        if is_declined(value):
            return bytes([SAID_NO]) * self.width
        return self.encode(value)

    def state(self, coded: bytes) -> str:
        if coded[0] in (NOT_ASKED, SAID_NO):
            return STATES[coded[0]]
        return "answered" if any(coded) else "no_reply"

    def unpack(self, coded: bytes) -> Any:
        """The answer in these bytes, {"declined": true}, or None."""
        state = self.state(coded)
        if state == "declined":
            return dict(DECLINED)
        return self.decode(coded) if state == "answered" else None


class OneCoder(Coder):
    """One choice: one byte, the place of the option from 1."""

    name = "one"

    def measure(self) -> int:
        return 1

    def encode(self, value: Any) -> bytes:
        return bytes([_place(self.question.option_keys, value) + 1])

    def decode(self, coded: bytes) -> Any:
        return _at(self.question.option_keys, coded[0])

    def layout(self) -> list[Any]:
        return list(self.question.option_keys)


class ManyCoder(Coder):
    """Several choices: a state byte, then a bit for each option, lowest bit first."""

    name = "many"

    def measure(self) -> int:
        return 1 + -(-len(self.question.options) // 8)

    def encode(self, value: Any) -> bytes:
        keys = self.question.option_keys
        bits = sum(1 << _place(keys, key) for key in value)
        return bytes([ANSWERED]) + bits.to_bytes(self.width - 1, "little")

    def decode(self, coded: bytes) -> Any:
        keys = self.question.option_keys
        bits = int.from_bytes(coded[1:], "little")
        if coded[0] != ANSWERED or bits >> len(keys):
            raise ValueError("These bytes were coded under another layout.")
        return [key for place, key in enumerate(keys) if bits >> place & 1] or None

    def layout(self) -> list[Any]:
        return list(self.question.option_keys)


class GridCoder(Coder):
    """A grid: a byte for each row, the place of the column from 1. Rows may be answered one by one."""

    name = "grid"

    def measure(self) -> int:
        return len(self.question.rows)

    def encode(self, value: Any) -> bytes:
        columns = self.question.column_keys
        return bytes(_place(columns, value[row]) + 1 if row in value else NO_REPLY for row in self.question.row_keys)

    def decode(self, coded: bytes) -> Any:
        columns = self.question.column_keys
        return {row: _at(columns, code) for row, code in zip(self.question.row_keys, coded, strict=True) if code}

    def layout(self) -> list[Any]:
        return [list(self.question.row_keys), list(self.question.column_keys)]


class RankCoder(Coder):
    """A ranking: a byte for each option, its place from 1, or 0 where it was not ranked."""

    name = "rank"

    def measure(self) -> int:
        return len(self.question.options)

    def encode(self, value: Any) -> bytes:
        place = {key: number for number, key in enumerate(value, start=1)}
        for key in place:
            _place(self.question.option_keys, key)
        return bytes(place.get(key, 0) for key in self.question.option_keys)

    def decode(self, coded: bytes) -> Any:
        ranked = sorted((place, key) for key, place in zip(self.question.option_keys, coded, strict=True) if place)
        if [place for place, _key in ranked] != list(range(1, len(ranked) + 1)):
            raise ValueError("These bytes were coded under another layout.")
        return [key for _place, key in ranked]

    def layout(self) -> list[Any]:
        return list(self.question.option_keys)


class StateCoder(Coder):
    """Words, numbers, dates, places and files: one byte that says whether there is an answer, not which."""

    name = "state"

    def measure(self) -> int:
        return 1

    def encode(self, value: Any) -> bytes:
        return bytes([ANSWERED])

    def decode(self, coded: bytes) -> Any:
        return None

    def layout(self) -> list[Any]:
        return []


_CODERS: dict[str, type[Coder]] = {
    "choose_one": OneCoder,
    "choose_many": ManyCoder,
    "grid": GridCoder,
    "rank": RankCoder,
}


def coder_for(question: Question) -> Coder:
    """The coder for a question; questions that cannot be coded keep their state only."""
    return _CODERS.get(question.kind, StateCoder)(question)


def _place(keys: tuple[str, ...], key: str) -> int:
    try:
        return keys.index(key)
    except ValueError:
        raise ValueError(f"“{key}” is not one of the choices, so it cannot be coded.") from None


def _at(keys: tuple[str, ...], code: int) -> str:
    if not 1 <= code <= len(keys):
        raise ValueError("These bytes were coded under another layout.")
    return keys[code - 1]
