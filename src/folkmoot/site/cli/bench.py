"""Measure the figures we hold ourselves to. A benchmark is a program `benchmarks/NAME.py` that prints one JSON object a
line: {"measure": words, "figure": number, "unit": words, "at_most" or "at_least": number}; the goal may be left out."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from folkmoot.site.cli import CannotGoOnError
from folkmoot.site.text_table import Table, as_text

HELP = "Run the benchmarks and print their figures beside the goals"
# Each benchmark makes a data folder of its own and chooses its mode.
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", help="which ones (all)")
    parser.add_argument("--folder", type=Path, default=Path("benchmarks"), help="where they are (benchmarks)")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> int:
    measures: list[dict[str, Any]] = []
    failed = []
    for path in chosen(args.folder, args.names):
        print(f"{path.stem} …", file=sys.stderr, flush=True)
        done = subprocess.run([sys.executable, str(path)], stdout=subprocess.PIPE, text=True, check=False)
        measures.extend({"benchmark": path.stem, **measure} for measure in read_measures(path.stem, done.stdout))
        if done.returncode:
            failed.append(path.stem)
    if args.json:
        print(json.dumps(measures, indent=2))
    else:
        print(as_text(table_of(measures)))
    if failed:
        print(f"These did not come to an end: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed or any(met(measure) is False for measure in measures) else 0


def chosen(folder: Path, names: list[str]) -> list[Path]:
    """The programs to run; names that are not there are an error."""
    there = {path.stem: path for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")}
    if not there:
        raise CannotGoOnError(f"There are no benchmarks in {folder}. --folder says where they are.")
    unknown = [name for name in names if name not in there]
    if unknown:
        raise CannotGoOnError(f"There is no benchmark '{unknown[0]}'. There are: {', '.join(there)}.")
    return [there[name] for name in names] if names else list(there.values())


def read_measures(name: str, output: str) -> list[dict[str, Any]]:
    """The measures among the lines that a benchmark printed."""
    found = []
    for line in output.splitlines():
        try:
            measure = json.loads(line)
        except ValueError:
            continue
        if isinstance(measure, dict) and {"measure", "figure"} <= measure.keys():
            found.append(measure)
    if not found:
        found.append({"measure": f"{name} printed no figure", "figure": float("nan"), "at_least": 0})
    return found


def met(measure: dict[str, Any]) -> bool | None:
    """Whether the goal was reached; None where there is no goal."""
    if "at_most" in measure:
        return bool(measure["figure"] <= measure["at_most"])
    if "at_least" in measure:
        return bool(measure["figure"] >= measure["at_least"])
    return None


def table_of(measures: list[dict[str, Any]]) -> Table:
    rows = [
        (
            measure["benchmark"],
            measure["measure"],
            float(measure["figure"]),
            measure.get("unit", ""),
            _goal(measure),
            {True: "met", False: "MISSED", None: ""}[met(measure)],
        )
        for measure in measures
    ]
    return Table(("benchmark", "measure", "figure", "unit", "goal", ""), rows)


def _goal(measure: dict[str, Any]) -> str:
    if "at_most" in measure:
        return f"at most {measure['at_most']}"
    return f"at least {measure['at_least']}" if "at_least" in measure else ""
