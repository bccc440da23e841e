"""Coded responses as Parquet, and plain Python that counts them one by one."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from folkmoot_core.cubes import Source, Variable

ABC = tuple("abc")
VARIABLES = (
    Variable("q", ABC, (1, 2, 3)),
    Variable("wide", ("x", "y"), (1, 300)),
    Variable("which", ABC, (0, 1, 63), many=True, masks=("which",), state="which:state"),
    Variable("two", ABC, (0, 1, 2), many=True, masks=("two",)),
    Variable("age", ("young", "old"), (1, 2)),
    Variable("sex", ("f", "m"), (1, 2)),
)
STATES = (0, 1, 254, 255)
Row = dict[str, Any]


def made_up(rows: int, seed: int = 1) -> list[Row]:
    chance = np.random.default_rng(seed)
    found = []
    for _row in range(rows):
        state = int(chance.choice(STATES, p=[0.1, 0.7, 0.1, 0.1]))
        mask = sum(1 << bit for bit in (0, 1, 63) if chance.random() < 0.5) or 1
        found.append(
            {
                "q": int(chance.choice([0, 1, 2, 3, 254, 255])),
                "wide": int(chance.choice([0, 1, 300, 254, 255])),
                "which:state": state,
                "which": mask if state == 1 else 0,
                "two": int(chance.integers(0, 8)),
                "age": int(chance.choice([1, 2], p=[0.7, 0.3])),
                "sex": int(chance.choice([0, 1, 2, 255], p=[0.05, 0.45, 0.45, 0.05])),
                "weight": float(chance.choice([0.5, 1.0, 2.25])),
            }
        )
    return found


def write(folder: Path, rows: list[Row], weight: str = "", files: int = 2) -> Source:
    types = {"wide": pa.uint16(), "which": pa.uint64(), "weight": pa.float64()}
    names = ["q", "wide", "which:state", "which", "two", "age", "sex", "weight"]
    paths = []
    for number in range(files):
        part = rows[number::files]
        columns = {name: pa.array([row[name] for row in part], types.get(name, pa.uint8())) for name in names}
        paths.append(folder / f"{number}.parquet")
        pq.write_table(pa.table(columns), paths[-1])
    return Source(tuple(paths), VARIABLES, weight)


def slots_of(variable: Variable, row: Row) -> list[int]:
    """The places on the axis that one row is in."""
    levels, special = len(variable.levels), {0: 1, 255: 2, 254: 3}
    if not variable.many:
        code = row[variable.name]
        if code in special:
            return [levels + special[code]]
        return [variable.codes.index(code), levels]
    chosen = [place for place, bit in enumerate(variable.codes) if row[variable.name] >> bit & 1]
    state = row[variable.state] if variable.state else int(bool(chosen))
    return [*chosen, levels] if state == 1 else [levels + special[state]]


def counted_by_hand(variables: list[Variable], rows: list[Row], weight: str = "") -> tuple[Any, Any, Any]:
    shape = tuple(variable.slots for variable in variables)
    n, w, w2 = np.zeros(shape, dtype=np.int64), np.zeros(shape), np.zeros(shape)
    for row in rows:
        heavy = row[weight] if weight else 1.0
        for place in product(*(slots_of(variable, row) for variable in variables)):
            n[place] += 1
            w[place] += heavy
            w2[place] += heavy * heavy
    return n, w, w2
