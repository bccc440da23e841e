"""How long from a file of a million responses to weights and tables? Run: folkmoot bench survey_files"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from driving.measures import say
from folkmoot_core.weighting import Calibration, Margin, Moments, calibrated_shares, rake, same_sum

ROWS = 1_000_000
LEVELS = {"sex": 2, "age": 6, "district": 12, "ethnicity": 8}
R_SCRIPT = """
suppressMessages(library(survey))
data <- read.csv("responses.csv", colClasses = "character")
margins <- read.csv("margins.csv", colClasses = c("character", "character", "numeric"))
start <- proc.time()["elapsed"]
design <- svydesign(ids = ~1, weights = ~1, data = data)
names <- unique(margins$variable)
totals <- lapply(names, function(name) {
  own <- margins[margins$variable == name, ]
  setNames(data.frame(own$level, own$total), c(name, "Freq"))
})
formulas <- lapply(names, function(name) as.formula(paste0("~", name)))
raked <- rake(design, formulas, totals, control = list(epsilon = 1e-10, maxit = 100))
cat(proc.time()["elapsed"] - start)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        margins = write_files(folder)
        weigh = seconds(lambda: folkmoot(folder, "rake", "responses.csv", "--margins", "margins.csv", "--json"))
        say(f"rake a file of {ROWS:,} responses to 4 margins, from the command line", weigh, "s", at_most=5)
        by = ("--columns", "view", "--by", "age", "--margins", "margins.csv", "--json")
        tables = seconds(lambda: folkmoot(folder, "tables", "responses.csv", *by))
        say(f"a table of {ROWS:,} responses by groups, raked, with calibrated errors", tables, "s", at_most=5)
        from_cells(margins)
        against_r(folder)


def write_files(folder: Path) -> tuple[Margin, ...]:
    random = np.random.default_rng(1)
    columns = {name: random.integers(0, levels, ROWS).astype(str) for name, levels in LEVELS.items()}
    columns["view"] = random.choice(["for", "against", "unsure", ""], ROWS)
    csv.write_csv(pa.table(columns), folder / "responses.csv")
    margins = same_sum(
        [
            Margin(name, tuple(str(level) for level in range(levels)), tuple(random.uniform(1, 3, levels)))
            for name, levels in LEVELS.items()
        ],
        rescale=True,
    )
    lines = ["variable,level,total"]
    for margin in margins:
        lines += [
            f"{margin.variable},{level},{total}" for level, total in zip(margin.levels, margin.totals, strict=True)
        ]
    (folder / "margins.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return margins


def from_cells(margins: tuple[Margin, ...]) -> None:
    """What the cube of ten million responses asks for: 36 tables from counts alone."""
    random = np.random.default_rng(2)
    shape = tuple(LEVELS.values())
    codes = np.stack(np.unravel_index(np.arange(np.prod(shape)), shape), axis=1)
    first = random.integers(100, 2000, (len(codes), 1, 6))
    counts = [np.roll(first, place, axis=2) for place in range(36)]
    everybody = first.sum(axis=(1, 2))

    def work() -> None:
        raking = rake(codes, everybody.astype(np.float64), margins)
        calibration = Calibration(codes, raking.factors, Moments.unweighted(everybody))
        for table in counts:
            calibrated_shares(calibration, Moments.unweighted(table))

    say(f"rake {len(codes):,} cells, then 36 tables with calibrated errors", 1000 * seconds(work), "ms", at_most=1000)


def against_r(folder: Path) -> None:
    """The raking alone, without reading: R's has its data in memory when its clock starts; ours reads the file too."""
    if not shutil.which("Rscript"):
        return
    found = subprocess.run(["Rscript", "-e", R_SCRIPT], cwd=folder, capture_output=True, text=True, check=False)
    if found.returncode == 0:
        say(f"R survey: rake {ROWS:,} responses to the same margins, without reading them", float(found.stdout), "s")


def folkmoot(folder: Path, *words: str) -> None:
    command = [sys.executable, "-m", "folkmoot.site.cli", "survey", *words]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
