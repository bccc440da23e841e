"""Counting with arrays of counters: what has few combinations is counted much faster than any hash table can.

Coded answers have few values, so the combinations of four or five columns have a counter each, and a row is counted by
one addition. Groupings that share columns are counted together, as margins of a wider one: the 78 pairs of 13 columns
are margins of some 15 groupings of four. What has too many combinations goes to DuckDB.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from folkmoot_core.cubes.blocks import blocks_of
from folkmoot_core.cubes.engines import DuckDBEngine, Engine, Grouping, Groups, empty
from folkmoot_core.cubes.source import Keys

# Counters of a grouping: beyond these a hash table of what occurs is smaller and no slower.
MOST_COUNTERS = 1 << 18
# Groupings are joined as long as their counters stay within a core's own cache (half a megabyte), and so do the rows
# counted in one go.
MOST_JOINED = 1 << 16
ROWS_AT_ONCE = 1 << 15
# Codes are a byte; the masks of a question with up to sixteen options are two.
HIGHEST_VALUE = (1 << 16) - 1
# Up to here a counter for a value that does not occur costs less than looking which do.
PLAIN_VALUES = 16
# Sums of weights are added up in this many runs, however many cores there are, so that every machine gives every digit.
RUNS = 8

Places = NDArray[np.int32]


@dataclass(frozen=True)
class Axis:
    """The values that occur in a column, in order, and the place of each among them (None: it is the value)."""

    values: Keys
    place: NDArray[np.uint16] | None

    def of(self, column: NDArray[Any]) -> NDArray[Any]:
        return column.astype(np.uint8, copy=False) if self.place is None else self.place[column]


@dataclass(frozen=True)
class Part:
    """One row group of one file."""

    path: Path
    number: int


class ArrayEngine:
    """In this process, on all cores. `otherwise` counts what has more combinations than counters are kept for."""

    name = "arrays"

    def __init__(self, *, threads: int | None = None, otherwise: Engine | None = None) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._otherwise = otherwise

    def group(self, files: Sequence[Path], groupings: Sequence[Grouping], weight: str = "") -> list[Groups]:
        axes, parts = _axes(files, {name for grouping in groupings for name in grouping}, weight)
        sizes = {name: len(axis.values) for name, axis in axes.items()}
        few = [
            place
            for place, grouping in enumerate(groupings)
            if grouping and sizes.keys() >= set(grouping) and prod(sizes[n] for n in grouping) <= MOST_COUNTERS
        ]
        found = dict(zip(few, self._count(parts, axes, [groupings[place] for place in few], weight), strict=True))
        many = [place for place in range(len(groupings)) if place not in found]
        if many:
            otherwise = self._otherwise or DuckDBEngine(threads=self._threads)
            found |= zip(many, otherwise.group(files, [groupings[place] for place in many], weight), strict=True)
        return [found[place] for place in range(len(groupings))]

    def _count(
        self, parts: Sequence[Part], axes: Mapping[str, Axis], groupings: Sequence[Grouping], weight: str
    ) -> list[Groups]:
        if not groupings or not parts:
            return [empty(grouping) for grouping in groupings]
        sizes = {name: len(axis.values) for name, axis in axes.items()}
        blocks = blocks_of(groupings, sizes, MOST_JOINED)
        edges = [len(parts) * run // RUNS for run in range(RUNS + 1)]
        runs = [parts[start:end] for start, end in pairwise(edges) if end > start]
        with ThreadPoolExecutor(self._threads) as pool:
            counted = pool.map(lambda run: _counters(run, axes, blocks, weight), runs)
            summed = next(counted)
            for counters in counted:
                summed = [mine + more for mine, more in zip(summed, counters, strict=True)]
        found = []
        for grouping in groupings:
            place = next(place for place, block in enumerate(blocks) if set(grouping) <= set(block))
            found.append(_margin(summed[place], blocks[place], axes, grouping))
        return found


def _counters(
    run: Sequence[Part], axes: Mapping[str, Axis], blocks: Sequence[Grouping], weight: str
) -> list[NDArray[Any]]:
    """For each block n, Σw and Σw² (only n where nothing weighs) of each combination: (1 or 3, combinations)."""
    names = list(dict.fromkeys(name for block in blocks for name in block))
    widths = [prod(len(axes[name].values) for name in block) for block in blocks]
    kinds = 3 if weight else 1
    counters = [np.zeros((kinds, width), dtype=np.float64 if weight else np.int64) for width in widths]
    for part in run:
        # Somebody may have put another file in its place; each is opened only as long as it is read.
        with pq.ParquetFile(part.path) as file:
            wanted = list(dict.fromkeys([*names, *([weight] if weight else [])]))
            table = file.read_row_group(part.number, columns=wanted, use_threads=False)
        columns = {name: axes[name].of(_numbers(table, name)) for name in names}
        heavy = _numbers(table, weight).astype(np.float64) if weight else None
        for start in range(0, table.num_rows, ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            weights = None if heavy is None else heavy[rows]
            for place, key in enumerate(_keys({n: c[rows] for n, c in columns.items()}, axes, blocks)):
                counters[place][0] += np.bincount(key, minlength=widths[place])
                if weights is not None:
                    counters[place][1] += np.bincount(key, weights, minlength=widths[place])
                    counters[place][2] += np.bincount(key, weights * weights, minlength=widths[place])
    return counters


def _keys(
    columns: Mapping[str, NDArray[Any]], axes: Mapping[str, Axis], blocks: Sequence[Grouping]
) -> Iterator[Places]:
    """For each block the number of the combination that each row has; what blocks begin with alike is made once."""
    known: dict[Grouping, Places] = {}
    for block in blocks:
        key = known.setdefault(block[:1], columns[block[0]].astype(np.int32))
        for end in range(2, len(block) + 1):
            if block[:end] not in known:
                known[block[:end]] = key * len(axes[block[end - 1]].values) + columns[block[end - 1]]
            key = known[block[:end]]
        yield key


def _margin(counters: NDArray[Any], block: Grouping, axes: Mapping[str, Axis], grouping: Grouping) -> Groups:
    """The combinations that occur of a grouping within a block."""
    sizes = [len(axes[name].values) for name in block]
    whole = counters.reshape(len(counters), *sizes)
    others = tuple(1 + place for place, name in enumerate(block) if name not in grouping)
    order = [name for name in block if name in grouping]
    sums = whole.sum(axis=others).reshape(len(counters), -1)
    occurs = np.flatnonzero(sums[0])
    places = np.unravel_index(occurs, [len(axes[name].values) for name in order])
    by_name = dict(zip(order, places, strict=True))
    keys = np.stack([axes[name].values[by_name[name]] for name in grouping], axis=1)
    n = sums[0, occurs].astype(np.int64)
    w, w2 = (sums[kind, occurs] if len(sums) > 1 else n.astype(np.float64) for kind in (1, 2))
    return Groups(keys, n, w, w2)


def _axes(files: Sequence[Path], wanted: set[str], weight: str) -> tuple[dict[str, Axis], list[Part]]:
    """The columns that have few values, and the row groups. Nothing at all for files that are not what they should be:
    DuckDB then says what is wrong with them."""
    highest: dict[str, int] = dict.fromkeys(wanted, 0)
    parts: list[Part] = []
    try:
        for path in files:
            metadata = pq.read_metadata(path)
            place = {metadata.schema.column(each).path: each for each in range(metadata.num_columns)}
            if weight and weight not in place:
                return {}, []
            for number in range(metadata.num_row_groups):
                group = metadata.row_group(number)
                if not group.num_rows:
                    continue
                parts.append(Part(path, number))
                for name in list(highest):
                    top = _highest(group.column(place[name]).statistics) if name in place else None
                    if top is None:
                        del highest[name]
                    else:
                        highest[name] = max(highest[name], top)
        return _axes_of(parts, highest), parts
    except (OSError, pa.ArrowException):
        return {}, []


def _highest(statistics: Any) -> int | None:
    """The highest value of a column of whole numbers from 0; None where that is not known, or too high."""
    if statistics is None or not statistics.has_min_max:
        return 0 if statistics is not None and statistics.null_count and not statistics.num_values else None
    least, most = statistics.min, statistics.max
    if isinstance(least, bool) or not isinstance(least, int) or least < 0 or most > HIGHEST_VALUE:
        return None
    return int(most)


def _axes_of(parts: Sequence[Part], highest: Mapping[str, int]) -> dict[str, Axis]:
    """Of columns with high values those that occur are looked for, in one reading of all such columns."""
    axes = {
        name: Axis(np.arange(top + 1, dtype=np.uint64), None) for name, top in highest.items() if top < PLAIN_VALUES
    }
    occurs = {name: np.zeros(top + 1, dtype=np.bool_) for name, top in highest.items() if name not in axes}
    for part in parts if occurs else ():
        with pq.ParquetFile(part.path) as file:
            table = file.read_row_group(part.number, columns=list(occurs))
        for name, found in occurs.items():
            found[_numbers(table, name)] = True
    for name, found in occurs.items():
        place = (np.cumsum(found) - 1).clip(0).astype(np.uint16)
        axes[name] = Axis(np.flatnonzero(found).astype(np.uint64), place)
    return axes


def _numbers(table: Any, name: str) -> NDArray[Any]:
    """A column with 0 for nothing."""
    column = table.column(name)
    found: NDArray[Any] = (column.fill_null(0) if column.null_count else column).to_numpy()
    return found
