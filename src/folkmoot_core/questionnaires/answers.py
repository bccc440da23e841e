"""What an answer is: a JSON value under the question's key. No reply is the absence of the key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

# JSON has no precise type in Python; each kind of question checks a value before anybody relies on it.
Answers = Mapping[str, Any]

DECLINED = {"declined": True}
DECLINED_FIELD = "__declined__"
DECLINED_LABEL = "I do not wish to say"
DECLINED_CELLS = frozenset({"do not wish to say", "i do not wish to say", "prefer not to say", DECLINED_FIELD})
DECLINED_CELL = "Do not wish to say"
WORDS_LIMIT = 500

# Controls but for line ends and tabs (NUL among them), lone surrogates and the two non-characters cannot be stored or
# exported everywhere.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def is_declined(value: object) -> bool:
    """Whether a stored answer says "I do not wish to say"."""
    return isinstance(value, Mapping) and value.get("declined") is True and len(value) == 1


def tidy_lines(text: str) -> str:
    """Several lines of words: line ends as "\\n", no control characters, nothing blank around them."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNFIT.sub("", unified).strip()


def tidy_line(text: str) -> str:
    """One line of words: as `tidy_lines`, and every run of white space is one space."""
    return " ".join(tidy_lines(text).split())


def first_line(values: Sequence[str]) -> str:
    """The first filled-in value of a form field, as one line, or an empty string."""
    for value in values:
        tidied = tidy_line(value)
        if tidied:
            return tidied
    return ""


def distinct_lines(values: Sequence[str]) -> list[str]:
    """The filled-in values of a form field, each once, in order."""
    return list(dict.fromkeys(tidied for value in values if (tidied := tidy_line(value))))


def plain_key(text: str) -> str:
    """Text as people compare it: case and white space do not matter."""
    return re.sub(r"\s+", " ", text).strip().casefold()
