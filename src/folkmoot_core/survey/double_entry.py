"""Typing a sample of paper forms twice, to know how often typing goes wrong."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_core.questionnaires import Questionnaire

TOO_MANY = "too_many"
DRAWS = 10_000
"""A draw is a whole number from 0 to 9,999: one hundredth of a percent each."""

_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Comparison:
    """compared: fields in which at least one of the two typed something. differences: {field: (first, second)}."""

    compared: int
    differences: dict[str, tuple[Any, Any]]


def draw(seed: str, reference: str) -> int:
    """The lot of one form, 0 to 9,999; forms below `percent * 100` are in the sample.

    Anybody who knows the seed can work out the sample again, and nobody can steer it. A larger percentage keeps every
    form of a smaller one.
    """
    digest = hashlib.sha256(f"{seed}:{reference}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % DRAWS


def typed_values(answers: Mapping[str, Any], spoiled: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """All that one person typed, {field: value}; a field with too many ticks is {"too_many": keys}, keys in order."""
    return {**answers, **{field: {TOO_MANY: sorted(keys)} for field, keys in spoiled.items()}}


def compare_entries(questionnaire: Questionnaire, first: Mapping[str, Any], second: Mapping[str, Any]) -> Comparison:
    """Two typings of one form, as `typed_values` gives them. Words are the same when their letters and figures are:
    case, spacing and punctuation are no difference, since they do not change what somebody said."""
    in_words = {question.key for question in questionnaire.questions if question.kind in ("text", "map_point")}
    for question in questionnaire.questions:
        in_words.update(question.words_fields.values())
    fields = list(dict.fromkeys([*first, *second]))
    differences = {
        field: (first.get(field), second.get(field))
        for field in fields
        if not _same(first.get(field), second.get(field), words=field in in_words)
    }
    return Comparison(len(fields), differences)


def _same(first: Any, second: Any, *, words: bool) -> bool:
    if words and isinstance(first, str) and isinstance(second, str):
        return _plain(first) == _plain(second)
    return bool(first == second)


def _plain(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()
