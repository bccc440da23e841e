"""Every engine counts the same, and as plain Python does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import ibis
import numpy as np
import pytest
from tests.core.cubes.made_up import VARIABLES, counted_by_hand, made_up, write

from folkmoot_core.cubes import ArrayEngine, DuckDBEngine, Engine, Source, Variable, all_pairs, count, one_way
from folkmoot_core.cubes.engines import quote
from folkmoot_core.cubes.ibis_engine import IbisEngine, spark_engine
from folkmoot_core.values import Invalid

pytestmark = [
    # Ibis 12 calls DuckDB 2 by a name that is to go.
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
    # PySpark leaves the sockets by which results come from Java to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning"),
]

NAMES = [variable.name for variable in VARIABLES]


@pytest.fixture(scope="module", params=["arrays", "duckdb", "ibis", pytest.param("spark", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Spark is in this process's own Java; Ibis on DuckDB is there so that its queries are tested where no Java is."""
    if request.param == "arrays":
        yield ArrayEngine()
    elif request.param == "duckdb":
        yield DuckDBEngine()
    elif request.param == "ibis":
        yield IbisEngine(ibis.duckdb.connect())
    else:
        pytest.importorskip("pyspark", reason="pip install folkmoot[spark]")
        try:
            with spark_engine(memory="1g") as found:
                yield found
        except Invalid as missing:
            pytest.skip(str(missing))


@pytest.fixture(autouse=True)
def collect_sockets(engine_name: str) -> Iterator[None]:
    """While their warnings are still filtered, and not in some later test."""
    yield
    if engine_name == "spark":
        gc.collect()


@pytest.fixture
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(getattr(request.node, "callspec", None) and request.node.callspec.params.get("engine", ""))


@pytest.mark.parametrize("weight", ["", "weight"])
def test_every_table_is_what_counting_one_by_one_gives(engine: Engine, tmp_path: Path, weight: str) -> None:
    rows = made_up(300)
    source = write(tmp_path, rows, weight)
    tables = one_way(NAMES) + all_pairs(NAMES)
    found = count(engine, source, tables)
    assert list(found) == tables
    for names, counted in found.items():
        n, w, w2 = counted_by_hand([source.variable(name) for name in names], rows, weight)
        np.testing.assert_array_equal(counted.moments.n, n, err_msg=str(names))
        np.testing.assert_allclose(counted.moments.w, w, rtol=1e-12)
        np.testing.assert_allclose(counted.moments.w2, w2, rtol=1e-12)


def test_groups_hold_every_combination_once(engine: Engine, tmp_path: Path) -> None:
    rows = made_up(200, seed=2)
    source = write(tmp_path, rows)
    pairs, single, everybody = engine.group(source.files, [("q", "sex"), ("age",), ()])
    assert {tuple(map(int, key)): int(n) for key, n in zip(pairs.keys, pairs.n, strict=True)} == {
        key: number
        for key in product(range(256), repeat=2)
        if (number := sum((row["q"], row["sex"]) == key for row in rows))
    }
    assert single.n.sum() == everybody.n.sum() == 200
    assert everybody.keys.shape == (1, 0)


def test_bytes_do_not_overflow_when_weights_are_bytes(engine: Engine, tmp_path: Path) -> None:
    rows = [{**row, "age": 2} for row in made_up(300)]
    source = Source(write(tmp_path, rows).files, VARIABLES, weight="age")
    counted = count(engine, source, [("sex",)])["sex",]
    assert counted.moments.w[[2, 3, 4]].sum() == 600
    assert counted.moments.w2[[2, 3, 4]].sum() == 1200


def test_nobody_gives_empty_tables(engine: Engine, tmp_path: Path) -> None:
    for source in (write(tmp_path, []), Source((), VARIABLES)):
        counted = count(engine, source, [("q",), ("q", "which")])
        assert counted["q",].moments.n.tolist() == [0] * 7
        assert counted["q", "which"].moments.n.shape == (7, 7)
        assert not counted["q", "which"].moments.n.any()


def test_more_columns_than_one_pass_can_tell_apart(tmp_path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    names = [f"c{place}" for place in range(130)]
    path = tmp_path / "wide.parquet"
    pq.write_table(pa.table({name: pa.array([place % 3, 1], pa.uint8()) for place, name in enumerate(names)}), path)
    source = Source((path,), tuple(Variable(name, ("a", "b"), (1, 2)) for name in names))
    found = count(DuckDBEngine(), source, one_way(names))
    for place, name in enumerate(names):
        a, b, answered, no_reply, *_rest = found[name,].moments.n.tolist()
        first = place % 3
        assert (a, b, answered, no_reply) == (1 + (first == 1), first == 2, 1 + (first > 0), first == 0)


def test_a_code_that_stands_for_nothing_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path, [{**made_up(1)[0], "q": 9}])
    with pytest.raises(Invalid, match="the code 9 stands for nothing"):
        count(DuckDBEngine(), source, [("q",)])


def test_files_that_cannot_be_read_are_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "no.parquet"
    path.write_bytes(b"not at all")
    with pytest.raises(Invalid, match="cannot be counted"):
        count(DuckDBEngine(), Source((path,), VARIABLES), [("q",)])
    with pytest.raises(Invalid, match="there is no such column"):
        count(DuckDBEngine(), Source((path,), VARIABLES), [("nothing",)])


def test_names_are_quoted() -> None:
    assert quote('a"; DROP TABLE x') == '"a""; DROP TABLE x"'
