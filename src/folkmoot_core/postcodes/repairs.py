"""Offer the postcodes that one slip of the finger may have turned into what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from folkmoot_core.postcodes.parsing import Kind, parse, typed_words

_LOOK_ALIKES = ("0OQD", "1IL7", "2Z", "5S", "8B", "6G", "4A", "UV", "VY", "MN", "CG", "EF", "PR", "3E", "3B")
_KEYBOARD = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
_LONGEST = 8  # seven characters at most, and one typed twice


def suggestions(text: str, known: Callable[[str], bool], limit: int = 5) -> list[str]:
    """At most `limit` whole postcodes that are known and one slip away from `text`, the likeliest first; never raises
    of its own.

    `known` is asked about postcodes in standard form. What is typed is not offered again: a known postcode needs none.
    To ask a database once, use `candidates` and look them all up together.
    """
    typed = parse(text)
    if typed.kind is Kind.FULL and known(typed.normal):
        return []
    return list(islice(filter(known, candidates(text)), max(limit, 0)))


def candidates(text: str) -> list[str]:
    """Every whole postcode one slip away from `text`, the likeliest first; at most about a hundred.

    A slip is two neighbours swapped, one character taken for one that looks like it or lies beside it on the keyboard,
    or one typed twice or by accident.
    """
    typed = "".join(typed_words(text))
    if not 5 <= len(typed) <= _LONGEST:
        return []
    itself = parse(typed).normal
    found: dict[str, None] = {}
    for slip in _one_slip_away(typed):
        parsed = parse(slip)
        if parsed.kind is Kind.FULL and parsed.normal != itself:
            found.setdefault(parsed.normal)
    return list(found)


def _one_slip_away(typed: str) -> Iterator[str]:
    for at in range(len(typed) - 1):
        yield typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]
    for near in (_look_alikes(), _neighbour_keys()):
        for at, character in enumerate(typed):
            for other in near.get(character, ""):
                yield typed[:at] + other + typed[at + 1 :]
    for at in range(len(typed)):
        yield typed[:at] + typed[at + 1 :]


@cache
def _look_alikes() -> dict[str, str]:
    alike: dict[str, str] = {}
    for group in _LOOK_ALIKES:
        for character in group:
            alike[character] = alike.get(character, "") + group.replace(character, "")
    return alike


@cache
def _neighbour_keys() -> dict[str, str]:
    """Each key's neighbours left, right, above and below on the British keyboard, whose rows are half a key apart."""
    beside: dict[str, str] = {}
    for row, keys in enumerate(_KEYBOARD):
        for column, key in enumerate(keys):
            places = [(row, column - 1), (row, column + 1)]
            places += [(row - 1, column), (row - 1, column + 1), (row + 1, column - 1), (row + 1, column)]
            beside[key] = "".join(
                _KEYBOARD[r][c] for r, c in places if 0 <= r < len(_KEYBOARD) and 0 <= c < len(_KEYBOARD[r])
            )
    return beside
