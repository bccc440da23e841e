"""The same counting through Ibis: on Spark for what outgrows one machine, or on any engine that Ibis speaks to.

`pip install folkmoot[spark]`, and Java 17. Ibis has no grouping sets, and Spark is four times slower with them than
with a union (measured), so each grouping is a query of its own, and all are one union.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from folkmoot_core.cubes.engines import Grouping, Groups, empty
from folkmoot_core.values import Fault, Invalid

_VIEW = "folkmoot_rows"
INSTALL = "Install it with: pip install 'folkmoot[spark]' (it needs Java 17)."


class IbisEngine:
    """Counts with an Ibis backend. `read` makes one Ibis table of several Parquet files, `collect` an Arrow table of
    what was asked; by default as the backend does it itself."""

    def __init__(
        self,
        backend: Any,
        read: Callable[[list[str]], Any] | None = None,
        collect: Callable[[Any], Any] | None = None,
    ) -> None:
        self.name = str(backend.name)
        self._read = read or backend.read_parquet
        self._collect = collect or backend.to_pyarrow

    def group(self, files: Sequence[Path], groupings: Sequence[Grouping], weight: str = "") -> list[Groups]:
        import ibis  # noqa: PLC0415 (an optional extra)

        if not files:
            return [empty(grouping) for grouping in groupings]
        rows = self._read([str(path) for path in files])
        width = max(map(len, groupings), default=0)
        queries = [_query(rows, place, grouping, width, weight) for place, grouping in enumerate(groupings)]
        table = self._collect(ibis.union(*queries) if len(queries) > 1 else queries[0])
        which = table.column("which").to_numpy()
        # Spark has no whole numbers without a sign: 64 bits come as decimals, and go back here.
        keys = [np.array(table.column(f"k{k}").to_pylist(), dtype=object) for k in range(width)]
        sums = {name: table.column(name).to_numpy() for name in ("n", "w", "w2")}
        found = []
        for place, grouping in enumerate(groupings):
            own = np.flatnonzero(which == place)
            key = np.zeros((len(own), len(grouping)), dtype=np.uint64)
            for k in range(len(grouping)):
                key[:, k] = [int(value or 0) for value in keys[k][own]]
            n = sums["n"][own].astype(np.int64)
            w, w2 = (sums[name][own].astype(np.float64) if weight else n.astype(np.float64) for name in ("w", "w2"))
            found.append(Groups(key, n, w, w2))
        return found


def _query(rows: Any, place: int, grouping: Grouping, width: int, weight: str) -> Any:
    import ibis  # noqa: PLC0415

    sums: dict[str, Any] = {"n": rows.count()}
    if weight:
        heavy = rows[weight].cast("float64")
        sums |= {"w": heavy.sum(), "w2": (heavy * heavy).sum()}
    grouped = rows.group_by([rows[name].name(f"k{k}") for k, name in enumerate(grouping)]) if grouping else rows
    found = grouped.aggregate(**sums)
    zero = ibis.literal(0.0, "float64")
    keys = {
        f"k{k}": found[f"k{k}"].cast("decimal(20, 0)") if k < len(grouping) else ibis.literal(0).cast("decimal(20, 0)")
        for k in range(width)
    }
    moments = {name: found[name].cast("float64") if weight else zero for name in ("w", "w2")}
    return found.select(which=ibis.literal(place, "int32"), **keys, n=found["n"].cast("int64"), **moments)


@contextmanager
def spark_engine(*, memory: str = "2g") -> Iterator[IbisEngine]:
    """Spark on this machine alone, until the end of the block. On a cluster, hand a session to `over_spark`.

    Raises Invalid where Spark or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError as missing:
        raise Invalid([Fault("engine", "Spark is not installed.", INSTALL)]) from missing
    builder = SparkSession.builder.master("local[*]").appName("folkmoot")
    settings = {
        "spark.driver.memory": memory,
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except Exception as problem:
        # PySpark has an exception for each way in which Java can be absent; all come to this.
        raise Invalid([Fault("engine", "Spark does not start: is Java there?", INSTALL)]) from problem
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield over_spark(session)
    finally:
        session.stop()


def over_spark(session: Any) -> IbisEngine:
    """An engine on a Spark session of yours, such as a cluster's."""
    import ibis  # noqa: PLC0415

    backend = ibis.pyspark.connect(session)

    def read(paths: list[str]) -> Any:
        # Through Spark itself, since Ibis gives it one path only.
        session.read.parquet(*paths).createOrReplaceTempView(_VIEW)
        return backend.table(_VIEW)

    def collect(found: Any) -> Any:
        # As Arrow, where Ibis would go through pandas, which PySpark calls in ways that pandas gives up.
        return session.sql(str(backend.compile(found))).toArrow()

    return IbisEngine(backend, read, collect)
