"""Arrays of counters count what DuckDB counts, whatever the columns hold; groupings are joined where that is right."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import prod
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_core.cubes import ArrayEngine, DuckDBEngine, Groups
from folkmoot_core.cubes import arrays as under_test
from folkmoot_core.cubes.blocks import blocks_of
from folkmoot_core.values import Invalid

TYPES = {"uint8": pa.uint8(), "uint16": pa.uint16(), "uint64": pa.uint64(), "float64": pa.float64()}


def columns(rows: int, seed: int) -> dict[str, pa.Array]:
    """Codes with and without special ones, narrow and wide masks, a column with nothing in it, and weights."""
    chance = np.random.default_rng(seed)
    codes = chance.choice([0, 1, 2, 3, 254, 255], rows)
    return {
        "few": pa.array(chance.integers(0, 4, rows), pa.uint8()),
        "codes": pa.array(codes, pa.uint8()),
        "narrow": pa.array(chance.integers(0, 8, rows), pa.uint64()),
        "mask": pa.array(1 << chance.integers(0, 14, rows), pa.uint64()),
        "wide": pa.array(1 << chance.integers(0, 60, rows), pa.uint64()),
        "gaps": pa.array([None if value == 1 else int(value) for value in codes], pa.uint8()),
        "weight": pa.array(np.round(chance.random(rows), 3), pa.float64()),
    }


def written(folder: Path, rows: int, seed: int) -> tuple[Path, ...]:
    """Three files, of three row groups each, one of them without rows."""
    paths = []
    for number, size in enumerate((rows, 0, rows // 2)):
        path = folder / f"{number}.parquet"
        pq.write_table(pa.table(columns(size, seed + number)), path, row_group_size=max(rows // 3, 1))
        paths.append(path)
    return tuple(paths)


def as_counts(groups: Groups) -> dict[tuple[int, ...], tuple[int, float, float]]:
    """Nothing and 0 are the same; DuckDB gives a group to each."""
    found: dict[tuple[int, ...], list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    for key, *sums in zip(groups.keys, groups.n, groups.w, groups.w2, strict=True):
        found[tuple(map(int, key))] = [
            mine + more for mine, more in zip(found[tuple(map(int, key))], sums, strict=True)
        ]
    return {key: (int(n), round(float(w), 9), round(float(w2), 9)) for key, (n, w, w2) in found.items()}


@pytest.mark.parametrize("weight", ["", "weight"])
def test_counts_what_duckdb_counts(tmp_path: Path, weight: str) -> None:
    files = written(tmp_path, 3000, seed=1)
    names = ("few", "codes", "narrow", "mask", "wide", "gaps")
    groupings = [(), *((name,) for name in names), *combinations(names, 2), ("mask", "few", "codes"), names]
    mine = ArrayEngine().group(files, groupings, weight)
    theirs = DuckDBEngine().group(files, groupings, weight)
    for grouping, own, other in zip(groupings, mine, theirs, strict=True):
        assert as_counts(own) == as_counts(other), grouping


def test_what_has_too_many_combinations_goes_to_the_other_engine(tmp_path: Path) -> None:
    class Refusing:
        name = "refusing"

        def group(self, files: object, groupings: list[tuple[str, ...]], weight: str = "") -> list[Groups]:
            raise LookupError(groupings)

    files = written(tmp_path, 100, seed=2)
    ArrayEngine(otherwise=Refusing()).group(files, [("few", "codes")])  # type: ignore[arg-type]
    with pytest.raises(LookupError, match=r"\[\('wide',\)\]"):
        ArrayEngine(otherwise=Refusing()).group(files, [("few",), ("wide",)])  # type: ignore[arg-type]


def test_weights_give_every_digit_on_any_number_of_cores(tmp_path: Path) -> None:
    files = written(tmp_path, 5000, seed=3)
    one, four = (ArrayEngine(threads=threads).group(files, [("few", "mask")], "weight")[0] for threads in (1, 4))
    np.testing.assert_array_equal(one.w, four.w)
    np.testing.assert_array_equal(one.w2, four.w2)


def test_a_weight_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be counted"):
        ArrayEngine().group(written(tmp_path, 10, seed=4), [("few",)], "no_such_weight")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_grouping_lies_within_a_block_and_no_block_is_too_wide(data: st.DataObject) -> None:
    names = [f"c{number}" for number in range(data.draw(st.integers(1, 9)))]
    sizes = {name: data.draw(st.integers(1, 40)) for name in names}
    grouping = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)
    groupings = data.draw(st.lists(grouping, min_size=1, max_size=20))
    blocks = blocks_of(groupings, sizes, most=2000)
    asked = {frozenset(each) for each in groupings}
    assert all(any(each <= set(block) for block in blocks) for each in asked)
    for block in blocks:
        assert prod(sizes[name] for name in block) <= 2000 or frozenset(block) in asked
    assert len(blocks) <= len(asked)


def test_all_pairs_of_thirteen_columns_are_margins_of_few(tmp_path: Path) -> None:
    sizes = {f"c{number}": 6 for number in range(13)}
    assert len(blocks_of(list(combinations(sizes, 2)), sizes, under_test.MOST_JOINED)) <= 13
