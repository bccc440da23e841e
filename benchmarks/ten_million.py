"""Ten million responses on this machine, from Parquet files to numbers: tables, cross-tabs, weights, intervals.

Six single choices, three "choose two of six", four demographics. Run: folkmoot bench ten_million. The files are made
once, in the folder for temporary files (FOLKMOOT_BENCH_CACHE names another). Each step runs in a process of its own, so
that memory is that step's. FOLKMOOT_BENCH_FULL=1 adds Spark on this machine, and R's intervals in full.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from driving.measures import say
from folkmoot_core.cubes import (
    ArrayEngine,
    Cube,
    DuckDBEngine,
    Engine,
    Source,
    Variable,
    all_pairs,
    count,
    cube_of,
    one_way,
)
from folkmoot_core.cubes.published import protected_tables
from folkmoot_core.weighting import Margin

ROWS = 10_000_000
SMALLER = 1_000_000
PART = 500_000
GIGABYTE = 1024.0
SINGLES = {f"q{number}": 5 for number in range(1, 7)}
TWO_OF_SIX = ("m1", "m2", "m3")
DEMOGRAPHICS = {"age": 8, "sex": 3, "district": 12, "ethnicity": 6}
FULL = bool(os.environ.get("FOLKMOOT_BENCH_FULL"))
QUESTIONS = [*SINGLES, *TWO_OF_SIX]
NAMES = [*QUESTIONS, *DEMOGRAPHICS]


def variables() -> tuple[Variable, ...]:
    def keys(size: int) -> tuple[str, ...]:
        return tuple(f"k{place}" for place in range(1, size + 1))

    single = [Variable(name, keys(size), tuple(range(1, size + 1))) for name, size in (SINGLES | DEMOGRAPHICS).items()]
    several = [
        Variable(name, keys(6), tuple(range(6)), many=True, masks=(name,), most_choices=2) for name in TWO_OF_SIX
    ]
    return (*single, *several)


def folder_of(rows: int) -> Path:
    cache = os.environ.get("FOLKMOOT_BENCH_CACHE") or str(Path(tempfile.gettempdir()) / "folkmoot-bench")
    return Path(cache) / f"responses-{rows}"


def make(rows: int) -> Source:
    """The same responses each time; written beside, and then given their name."""
    folder = folder_of(rows)
    if not folder.exists():
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        beside = folder.with_name(f".{folder.name}-{os.getpid()}")
        beside.mkdir(parents=True)
        chance = np.random.default_rng(2011)
        for number in range(rows // PART):
            columns = {name: answers(chance, size) for name, size in (SINGLES | DEMOGRAPHICS).items()}
            columns |= {name: two_of_six(chance) for name in TWO_OF_SIX}
            table = pa.table({name: pa.array(column, pa.uint8()) for name, column in columns.items()})
            pq.write_table(table, beside / f"{number:04d}.parquet", compression="zstd")
        beside.rename(folder)
    return Source(tuple(sorted(folder.glob("*.parquet"))), variables())


def answers(chance: np.random.Generator, size: int) -> np.ndarray:
    """Codes from 1, the first most often; one in twenty gave no reply, but everybody's demographics are known."""
    share = 1.0 / np.arange(1, size + 1)
    found = chance.choice(size, PART, p=share / share.sum()).astype(np.uint8) + 1
    if size == 5:
        found[chance.random(PART) < 0.05] = 0
    return found


def two_of_six(chance: np.random.Generator) -> np.ndarray:
    first, second = chance.integers(0, 6, PART), chance.integers(0, 6, PART)
    mask = (1 << first) | (1 << second)
    mask[chance.random(PART) < 0.1] = 0
    return mask.astype(np.uint8)


def margins() -> list[Margin]:
    """Every level as large as any other: far enough from what was answered for raking to have work to do."""
    whole = 1_440_000.0
    return [
        Margin(name, tuple(f"k{place}" for place in range(1, size + 1)), (whole / size,) * size)
        for name, size in DEMOGRAPHICS.items()
    ]


def one_way_tables(engine: Engine, source: Source) -> float:
    return checked(len(count(engine, source, one_way(NAMES))), 13)


def cross_tabs(engine: Engine, source: Source) -> float:
    return checked(len(count(engine, source, all_pairs(NAMES))), 78)


def raking(engine: Engine, source: Source) -> float:
    weighed = cube_of(engine, source, list(DEMOGRAPHICS), []).rake(margins())
    return checked(int(weighed.raking.converged), 1)


def weighted(engine: Engine, source: Source) -> float:
    cube = cube_of(engine, source, list(DEMOGRAPHICS), [(name,) for name in QUESTIONS])
    return checked(intervals(cube, margins()), 36)


def intervals(cube: Cube, wanted: list[Margin]) -> int:
    """36 weighted tables (nine questions by four demographics) with calibrated 95 % intervals."""
    weighed = cube.rake(wanted)
    found = [weighed.shares(question, by) for question in QUESTIONS for by in DEMOGRAPHICS]
    return sum(bool(np.all(table.low <= table.high)) for table in found)


def disclosure(engine: Engine, source: Source) -> float:
    """Protects the 78 cross-tabs; returns its own seconds, without the counting."""
    counted = count(engine, source, all_pairs(NAMES))
    began = time.perf_counter()
    checked(len(protected_tables(counted)), 78)
    return time.perf_counter() - began


def what_if(engine: Engine, source: Source) -> float:
    """Other margins, from a cube that is there; returns seconds for raking and 36 tables."""
    cube = cube_of(engine, source, list(DEMOGRAPHICS), [(name,) for name in QUESTIONS])
    began = time.perf_counter()
    rising = [(margin, [total * (1 + place) for place, total in enumerate(margin.totals)]) for margin in margins()]
    intervals(cube, [Margin(margin.variable, margin.levels, tuple(totals)).scaled_to(1e6) for margin, totals in rising])
    return time.perf_counter() - began


def checked(found: int, wanted: int) -> float:
    if found != wanted:
        raise SystemExit(f"{found} came out, and {wanted} should have.")
    return 0.0


# Step, words, seconds it may take at ten million rows.
STEPS = {
    "one_way_tables": ("13 one-way tables", 1.0),
    "cross_tabs": ("78 cross-tabs", 3.0),
    "raking": ("raking to four margins", 0.5),
    "weighted": ("36 weighted tables with calibrated 95 % intervals", 2.5),
    "disclosure": ("disclosure pass over the 78 cross-tabs", 2.0),
    "what_if": ("other weights and 36 tables again, from the cube", 1.0),
}
OWN_CLOCK = ("disclosure", "what_if")


def step(name: str, rows: int, engine_name: str = "arrays") -> None:
    """In a process of its own: prints the best seconds of three, and the most memory it took, in MB."""
    source, work = make(rows), globals()[name]
    if engine_name == "spark":
        from folkmoot_core.cubes.ibis_engine import spark_engine  # noqa: PLC0415

        with spark_engine(memory="4g") as engine:
            seconds = [timed(work, engine, source, name)]
    else:
        counting = DuckDBEngine() if engine_name == "duckdb" else ArrayEngine()
        seconds = [timed(work, counting, source, name) for _turn in range(3)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    walls, processor = zip(*seconds, strict=True)
    print(json.dumps({"seconds": min(walls), "processor": min(processor), "memory": memory}))


def timed(work: object, engine: Engine, source: Source, name: str) -> tuple[float, float]:
    """Seconds by the clock, and of all processors together: where others use the machine, the second says more."""
    began, used = time.perf_counter(), time.process_time()
    own = work(engine, source)  # type: ignore[operator]
    processor = time.process_time() - used
    return (own if name in OWN_CLOCK else time.perf_counter() - began), processor


def apart(name: str, rows: int, engine: str = "arrays") -> dict[str, float]:
    command = [sys.executable, __file__, "--step", name, str(rows), engine]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


R_PROGRAM = """
suppressMessages(library(survey))
d <- read.csv(file("stdin"), colClasses = "factor")
d$one <- 1
timed <- function(label, expr) cat(label, system.time(expr)[["elapsed"]], "\\n")
flat <- svydesign(ids = ~1, weights = ~one, data = d)
singles <- c("q1", "q2", "q3", "q4", "q5", "q6", "age", "sex", "district", "ethnicity")
pairs <- combn(singles, 2)
formula_of <- function(k) as.formula(paste("~", pairs[1, k], "+", pairs[2, k]))
timed("cross_tabs", for (k in seq_len(ncol(pairs))) svytable(formula_of(k), flat))
people <- function(v) data.frame(setNames(list(levels(d[[v]])), v), Freq = 1440000 / nlevels(d[[v]]))
raked <- NULL
by <- c("age", "sex", "district", "ethnicity")
timed("raking", raked <- rake(flat, lapply(by, function(v) as.formula(paste("~", v))), lapply(by, people)))
for (item in c("q1", "q2")[seq_len(as.integer(Sys.getenv("ITEMS")))])
  timed("intervals", confint(svyby(as.formula(paste("~", item)), ~age, raked, svymean, na.rm = TRUE)))
"""


def against_r(ours: dict[str, float]) -> None:
    """R's survey package at one million rows, side by side. It has no several choices in one column, so it makes the 45
    cross-tabs of single choices; and of the 36 tables it makes one (with FULL two), which takes it minutes. The rest is
    extrapolated by the number of tables, and said to be."""
    if not shutil.which("Rscript"):
        print("Rscript is not here, so nothing is compared with R.", file=sys.stderr)
        return
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.csv  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pa.concat_tables([pq.read_table(path) for path in make(SMALLER).files])
    with tempfile.TemporaryDirectory() as folder:
        path, program = Path(folder) / "rows.csv", Path(folder) / "survey.R"
        pa.csv.write_csv(table, path)
        program.write_text(R_PROGRAM)
        environment = {**os.environ, "ITEMS": "2" if FULL else "1"}
        with path.open("rb") as rows:
            done = subprocess.run(
                ["Rscript", str(program)], stdin=rows, stdout=subprocess.PIPE, text=True, env=environment, check=False
            )
    if done.returncode:
        print("R has no package `survey`, so nothing is compared with it.", file=sys.stderr)
        return
    took: dict[str, list[float]] = {}
    for line in done.stdout.splitlines():
        label, seconds = line.split()
        took.setdefault(label, []).append(float(seconds))
    pairs = took["cross_tabs"][0] * 78 / 45
    tables = 36 * sum(took["intervals"]) / len(took["intervals"])
    for label, theirs, mine, goal in (
        ("78 cross-tabs (R: 45 made, by number to 78)", pairs, "cross_tabs", 30),
        ("raking", took["raking"][0], "raking", 70),
        (f"36 weighted tables (R: {len(took['intervals'])} made, by number to 36)", tables, "weighted", 100),
    ):
        say(f"1 million: R survey, {label}", theirs, "s")
        say(f"1 million: R survey to ours, {label}", theirs / ours[mine], "times", at_least=goal)


def main() -> None:
    make(ROWS)
    make(SMALLER)
    for name, (words, most) in STEPS.items():
        found = apart(name, ROWS)
        say(f"10 million: {words}", found["seconds"], "s", at_most=most)
        if name not in OWN_CLOCK:
            say(f"10 million: {words}: both processors together", found["processor"], "s")
        say(f"10 million: {words}: memory at most", found["memory"], "MB", at_most=GIGABYTE)
    ours = {}
    for name in ("cross_tabs", "raking", "weighted"):
        ours[name] = apart(name, SMALLER)["seconds"]
        say(f"1 million: {STEPS[name][0]}", ours[name], "s")
    against_r(ours)
    if FULL and importlib.util.find_spec("pyspark") and shutil.which("java"):
        for name in ("one_way_tables", "cross_tabs", "raking", "weighted"):
            say(f"10 million: {STEPS[name][0]}, Spark on this machine", apart(name, ROWS, "spark")["seconds"], "s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        step(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        main()
