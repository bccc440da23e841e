"""The one thing that is asked of an engine: group the rows by some columns, many times over, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb
import numpy as np

from folkmoot_core.cubes.source import Keys
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting import Counts, Floats

Grouping = tuple[str, ...]
# What DuckDB's GROUPING() can tell apart is as many columns as a whole number has bits.
_MOST_COLUMNS = 60


@dataclass(frozen=True)
class Groups:
    """The combinations that occur. keys: (groups, columns of the grouping); n, w, w2: rows, Σ weight, Σ weight².

    w and w2 are n as floats where nothing weighs.
    """

    keys: Keys
    n: Counts
    w: Floats
    w2: Floats


class Engine(Protocol):
    """Reads Parquet files and counts. Nothing else is asked of it, so that another is quickly added."""

    name: str

    def group(self, files: Sequence[Path], groupings: Sequence[Grouping], weight: str = "") -> list[Groups]:
        """For each grouping (column names, none twice) the groups that occur, in any order. An empty one is everybody.

        weight: a column of weights. Raises Invalid where the files cannot be read.
        """


class DuckDBEngine:
    """In this process, on all cores, with GROUPING SETS: one pass over the files for all groupings together."""

    name = "duckdb"

    def __init__(self, *, threads: int | None = None, memory: str = "") -> None:
        """threads, memory (as "500MB"): the most it may take; by default what DuckDB finds fit."""
        config: dict[str, Any] = {} if threads is None else {"threads": threads}
        if memory:
            config["memory_limit"] = memory
        self._connection = duckdb.connect(config=config)

    def group(self, files: Sequence[Path], groupings: Sequence[Grouping], weight: str = "") -> list[Groups]:
        if not files:
            return [empty(grouping) for grouping in groupings]
        found: list[Groups | None] = [None] * len(groupings)
        for places in _portions(groupings):
            for place, groups in zip(places, self._pass(files, [groupings[p] for p in places], weight), strict=True):
                found[place] = groups
        return [groups for groups in found if groups is not None]

    def _pass(self, files: Sequence[Path], groupings: Sequence[Grouping], weight: str) -> list[Groups]:
        columns = list(dict.fromkeys(name for grouping in groupings for name in grouping))
        quoted = [quote(name) for name in columns]
        sets = ", ".join("(" + ", ".join(map(quote, grouping)) + ")" for grouping in dict.fromkeys(groupings))
        which = f"GROUPING({', '.join(quoted)})" if columns else "0"
        # Bytes overflow when they are added up, so weights are made wide first.
        heavy = quote(weight) + "::DOUBLE"
        sums = f"sum({heavy}) AS w, sum({heavy} * {heavy}) AS w2" if weight else "0 AS w, 0 AS w2"
        wanted = ", ".join(f"{name} AS k{place}" for place, name in enumerate(quoted))
        query = (  # no value of anybody's stands in it: column names are quoted, files are an argument
            f"SELECT {which} AS which, {wanted + ', ' if columns else ''}count(*) AS n, {sums} "  # noqa: S608
            f"FROM read_parquet(?) GROUP BY GROUPING SETS ({sets})"
        )
        try:
            table: Any = self._connection.sql(query, params=[[str(path) for path in files]]).to_arrow_table()
        except duckdb.Error as problem:
            raise Invalid([Fault("", f"the files cannot be counted: {str(problem).splitlines()[0]}")]) from problem
        which_of_row = table.column("which").to_numpy()
        keys = [_whole(table.column(f"k{place}")) for place in range(len(columns))]
        sums_of = {name: table.column(name).to_numpy() for name in ("n", "w", "w2")}
        found = []
        for grouping in groupings:
            rows = np.flatnonzero(which_of_row == _mask(columns, grouping))
            own = [keys[columns.index(name)][rows] for name in grouping]
            n = sums_of["n"][rows].astype(np.int64)
            w, w2 = (sums_of[name][rows].astype(np.float64) if weight else n.astype(np.float64) for name in ("w", "w2"))
            found.append(Groups(_stacked(own, len(rows)), n, w, w2))
        return found


def quote(name: str) -> str:
    """A column's name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def empty(grouping: Grouping) -> Groups:
    """Nobody at all."""
    nothing = np.zeros(0)
    return Groups(np.zeros((0, len(grouping)), dtype=np.uint64), nothing.astype(np.int64), nothing, nothing)


def _portions(groupings: Sequence[Grouping]) -> list[list[int]]:
    """Places of groupings that one pass can tell apart, as few passes as will do."""
    portions: list[tuple[set[str], list[int]]] = []
    for place, grouping in enumerate(groupings):
        for columns, places in portions:
            if len(columns | set(grouping)) <= _MOST_COLUMNS:
                columns.update(grouping)
                places.append(place)
                break
        else:
            portions.append((set(grouping), [place]))
    return [places for _columns, places in portions]


def _mask(columns: Sequence[str], grouping: Grouping) -> int:
    """GROUPING()'s number of a grouping: a bit for each column that is not in it, the first column highest."""
    last = len(columns) - 1
    return sum(1 << (last - place) for place, name in enumerate(columns) if name not in grouping)


def _whole(column: Any) -> Keys:
    filled: Keys = column.fill_null(0).to_numpy().astype(np.uint64)
    return filled


def _stacked(own: Sequence[Keys], rows: int) -> Keys:
    return np.stack(own, axis=1) if own else np.zeros((rows, 0), dtype=np.uint64)
