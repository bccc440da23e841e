"""How long do control charts of all indicators take? Run: folkmoot bench control_charts

10,000 indicators in 13 places over 60 months, limits and rules of each, in the core alone; and single charts with their
sentence and picture. Where R has NHSRplotthedots, the same work there on a hundredth of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from driving.measures import say
from folkmoot_core.reports.charts.control_chart import draw_control_chart
from folkmoot_core.spc import Options, chart, classify, parse_periods

INDICATORS, PLACES, MONTHS = 10_000, 13, 60
GOAL_SECONDS = 20
PART = 100  # of the series for R, which is slower by far
SINGLE = 40

IN_R = """
suppressMessages(library(NHSRplotthedots))
set.seed(1); n <- {series}
d <- data.frame(f = rep(seq_len(n), each = 60), x = rep(seq(as.Date("2010-04-01"), by = "month", length.out = 60), n))
d$y <- rnorm(nrow(d), 80, 5)
t <- system.time(ptd_spc(d, y, x, facet_field = f))[["elapsed"]]
cat(t)
"""


def main() -> None:
    values = np.random.default_rng(2026).normal(80, 5, (INDICATORS * PLACES, MONTHS))
    halves = np.array_split(values, os.cpu_count() or 1)
    start, before = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(len(halves)) as workers:
        found = list(workers.map(classify, halves))
    seconds, processor = time.perf_counter() - start, time.process_time() - before
    if [len(part.codes) for part in found] != [len(half) for half in halves]:
        raise SystemExit("Some series were not read.")
    say(f"{len(values):,} series of {MONTHS} points, elapsed", seconds, "s", at_most=GOAL_SECONDS)
    say("the same, processor time", processor, "s")
    texts = [f"{2010 + month // 12}-{month % 12 + 1:02}" for month in range(MONTHS)]
    periods = [period for period in parse_periods(texts) if period]
    start = time.process_time()
    charts = [chart(periods, [float(value) for value in row], Options(target=80.0)) for row in values[:SINGLE]]
    drawn = time.process_time()
    for each in charts:
        draw_control_chart(each, "A chart")
    say("one chart with its sentence", 1000 * (drawn - start) / SINGLE, "ms")
    say("its picture as SVG", 1000 * (time.process_time() - drawn) / SINGLE, "ms")
    _beside_r(processor)


def _beside_r(processor: float) -> None:
    """How many times as long NHSRplotthedots takes, where R has it."""
    if not shutil.which("Rscript"):
        return
    script = IN_R.format(series=INDICATORS * PLACES // PART)
    asked = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=False)
    if asked.returncode == 0:
        say("NHSRplotthedots over the same", float(asked.stdout.split()[-1]) * PART / processor, "times as long")


if __name__ == "__main__":
    main()
