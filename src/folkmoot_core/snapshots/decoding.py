"""A snapshot's rows as answers again: for checking it against its source, and for whoever wants to look at a few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot_core.snapshots.columns import (
    BITS,
    DATE,
    MANY,
    NUMBER,
    QUANTITY,
    RANK,
    SINGLE,
    STATES,
    TRAIT,
    VERSION,
    WORDS,
    Column,
)
from folkmoot_core.snapshots.reading import Snapshot
from folkmoot_core.survey.codes import ANSWERED, NOT_ASKED, SAID_NO


@dataclass(frozen=True, slots=True)
class Row:
    """One response. values: {column: key, keys, places, number, date or words}, of what was answered. states: {column:
    "answered", "no_reply", "declined" or "not_asked"}. `version` counts from 1."""

    number: int
    version: int
    values: dict[str, Any]
    states: dict[str, str]


def rows_of(snapshot: Snapshot) -> Iterator[Row]:
    """Every response, by number."""
    book = snapshot.book
    words = {column.name: snapshot.words(column.name) for column in book.of_kind(WORDS)}
    for row in snapshot.counted().to_pylist():
        values, states = {}, {}
        for column in book.columns:
            states[column.name] = _state(column, row)
            if states[column.name] == "answered":
                values[column.name] = _value(column, row, words)
        yield Row(row[NUMBER], row[VERSION], values, states)


def _state(column: Column, row: Mapping[str, Any]) -> str:
    code = row[column.state_name]
    special = code in (0, NOT_ASKED, SAID_NO)
    return STATES[code if special or column.has_state else ANSWERED]


def _value(column: Column, row: Mapping[str, Any], words: Mapping[str, Mapping[int, str]]) -> Any:
    if column.kind in (SINGLE, TRAIT):
        return next(level.key for level in column.levels if level.code == row[column.name])
    if column.kind == MANY:
        bits = sum(row[name] << BITS * place for place, name in enumerate(column.mask_names))
        return [level.key for level in column.levels if bits >> level.code & 1]
    if column.kind == RANK:
        places = {level.key: row[column.rank_name(level)] for level in column.levels}
        ranked = {key: place for key, place in places.items() if 0 < place < NOT_ASKED}
        return sorted(ranked, key=ranked.__getitem__)
    if column.kind in (QUANTITY, DATE):
        return row[column.name]
    return words[column.name].get(row[NUMBER])
