"""Answers packed into bytes of fixed width, so that a hundred thousand responses are counted in one pass."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.questionnaires import Answers, Question, Questionnaire
from folkmoot_core.survey.codes import Coder, StateCoder, coder_for

Matrix = NDArray[np.uint8]
"""A row for each response, `Codebook.width` columns."""


@dataclass(frozen=True)
class CodedQuestion:
    """Where one question lies in the bytes: from `offset`, `coder.width` of them."""

    question: Question
    coder: Coder
    offset: int

    @property
    def end(self) -> int:
        return self.offset + self.coder.width


@dataclass(frozen=True)
class Codebook:
    """How the answers to one questionnaire are packed. Build it with `Codebook.of`."""

    columns: tuple[CodedQuestion, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Codebook:
        columns: list[CodedQuestion] = []
        offset = 0
        for question in questionnaire.questions:
            coded = CodedQuestion(question, coder_for(question), offset)
            columns.append(coded)
            offset = coded.end
        return cls(tuple(columns))

    @cached_property
    def width(self) -> int:
        """Bytes for one response."""
        return self.columns[-1].end if self.columns else 0

    @cached_property
    def layout(self) -> str:
        """A fingerprint (SHA-256, hexadecimal) of all that the meaning of the bytes depends on.

        Wording is no part of it, so mending a typing slip does not ask for coding again; keys and their order are.
        Keep it beside the coded bytes, and code again where it differs.
        """
        parts = [[column.question.key, column.coder.name, column.coder.layout()] for column in self.columns]
        return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode("ascii")).hexdigest()

    @cached_property
    def _by_key(self) -> dict[str, CodedQuestion]:
        return {column.question.key: column for column in self.columns}

    def column(self, key: str) -> CodedQuestion:
        """Where the question with this key lies; KeyError where there is none."""
        return self._by_key[key]

    def encode(self, counted: Answers, visible: Collection[str]) -> bytes:
        """The bytes of one response: its counted answers, and which questions it was asked (`routing.visible`).

        The answers must be fit (`validate`): ValueError for a choice that the questionnaire does not offer.
        """
        asked = frozenset(visible)
        return b"".join(
            column.coder.pack(counted.get(column.question.key), asked=column.question.key in asked)
            for column in self.columns
        )

    def decode(self, coded: bytes) -> dict[str, Any]:
        """The choices in the bytes of one response. Questions of which only the state is kept are left out.

        ValueError for bytes that this layout cannot have written.
        """
        found: dict[str, Any] = {}
        for column, part in self._parts(coded):
            value = None if isinstance(column.coder, StateCoder) else column.coder.unpack(part)
            if value is not None:
                found[column.question.key] = value
        return found

    def states(self, coded: bytes) -> dict[str, str]:
        """{question: "answered", "no_reply", "declined" or "not_asked"} of one response."""
        return {column.question.key: column.coder.state(part) for column, part in self._parts(coded)}

    def matrix(self, rows: Iterable[bytes]) -> Matrix:
        """The rows as one array. ValueError where one of them has another width."""
        listed = list(rows)
        if set(map(len, listed)) - {self.width}:
            raise ValueError(f"A response is not {self.width} bytes wide: it was coded under another layout.")
        return np.frombuffer(b"".join(listed), dtype=np.uint8).reshape(len(listed), self.width)

    def _parts(self, coded: bytes) -> Iterable[tuple[CodedQuestion, bytes]]:
        if len(coded) != self.width:
            raise ValueError(f"A response is not {self.width} bytes wide: it was coded under another layout.")
        return [(column, coded[column.offset : column.end]) for column in self.columns]
