"""`folkmoot survey rake`: weights that meet census totals."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from folkmoot.site.cli import CannotGoOnError
from folkmoot.site.survey_commands.shared import (
    as_json,
    columns_of,
    data_arguments,
    margin_arguments,
    margins_from,
    pair_of_numbers,
    read_responses,
    say,
    weighed,
)
from folkmoot.site.text_table import Table, as_text
from folkmoot_core.microdata.margins_file import Weighed
from folkmoot_core.microdata.reading import column_names
from folkmoot_core.microdata.tables import NOT_A_SAMPLE
from folkmoot_core.microdata.writing import copy_with_column
from folkmoot_core.weighting import Floats, Stop, effect_of, trim

HELP = "Weights whose sums meet census totals of several questions at once (raking); of one, post-stratification"


def arguments(parser: argparse.ArgumentParser) -> None:
    data_arguments(parser)
    margin_arguments(parser, required=True)
    parser.add_argument(
        "--base-weights", "--weights", metavar="COLUMN", help="weights to begin with; 1 each unless given"
    )
    parser.add_argument(
        "--bounds",
        type=pair_of_numbers,
        metavar="LOW,HIGH",
        help="least and greatest weight, as multiples of the mean weight, held while raking",
    )
    parser.add_argument(
        "--trim",
        type=pair_of_numbers,
        metavar="LOW,HIGH",
        help="after raking, cut weights to LOW and HIGH and share what was cut among the rest (R's trimWeights)",
    )
    parser.add_argument("--strict-trim", action="store_true", help="with --trim: repeat until no weight lies outside")
    parser.add_argument(
        "--stop-change",
        type=float,
        metavar="PEOPLE",
        help="end when no cell changes by this much in a pass; 1 gives the weights of R's rake() as it comes",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the data again with a column of weights")
    parser.add_argument("--weight-name", default="weight", metavar="COLUMN", help="its name in --out (weight)")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program: a weight for each row")


def run(args: argparse.Namespace) -> str:
    """What is to be printed."""
    margins = margins_from(args)
    columns = columns_of(margins, column_names(args.data))
    responses = read_responses(args, [*columns, *([args.base_weights] if args.base_weights else [])])
    start = responses.weights(args.base_weights) if args.base_weights else None
    stop = Stop(change=args.stop_change)
    found = weighed(args, responses, margins, start=start, stop=stop, bounds=args.bounds)
    raking = found.weighting.raking
    if not raking.usable:
        raise CannotGoOnError(_did_not_converge(found))
    if not raking.converged:
        say(f"The margins are met only to {raking.worst.relative:.0e} of a total, at '{raking.worst.level}'.")
    weights = trim(found.weights, *args.trim, strict=args.strict_trim) if args.trim else found.weights
    if args.out:
        copy_with_column(args.data, args.out, args.weight_name, weights.tolist())
    if args.json:
        effect, base = effect_of(weights)
        listed = weights.tolist()
        return as_json(
            {"weights": listed, "iterations": raking.iterations, "design_effect": effect, "effective_base": base}
        )
    written = f"\n\nWritten: {args.out}, with the weights in the column '{args.weight_name}'." if args.out else ""
    return report(found, weights) + written


def report(found: Weighed, weights: Floats) -> str:
    """For a person: how well the margins are met, how uneven the weights are, and what that costs."""
    effect, base = effect_of(weights)
    raking = found.weighting.raking
    codes, cell_of_row = found.weighting.cells.codes, found.weighting.cells.cell_of_row
    mean = float(weights.mean())
    rows = []
    for place, margin in enumerate(found.margins):
        level_of_row = codes[cell_of_row, place]
        people = np.bincount(level_of_row, minlength=len(margin.levels))
        reached = np.bincount(level_of_row, weights=weights, minlength=len(margin.levels))
        for name, count, sum_, total in zip(margin.levels, people, reached, margin.totals, strict=True):
            rows.append((margin.variable, name, int(count), float(sum_), total, f"{sum_ / count / mean:.2f}"))
    columns = ("variable", "level", "responses", "weighted", "total", "weight (1 = mean)")
    lines = [
        as_text(Table(columns, rows)),
        "",
        f"{len(weights):,} responses, raked in {raking.iterations} passes.",
        f"Weights run from {weights.min() / mean:.2f} to {weights.max() / mean:.2f} times their mean of {mean:,.4g}.",
        f"Design effect {effect:.2f}: as good as {base:,.0f} equally weighted responses (the effective base).",
        "",
        NOT_A_SAMPLE,
    ]
    return "\n".join(lines)


def _did_not_converge(found: Weighed) -> str:
    raking = found.weighting.raking
    misses = "\n".join(
        f"  {miss.variable}: '{miss.level}' got {miss.reached:,.6g} of {miss.wanted:,.6g}"
        for miss in raking.misses
        if miss.relative > 1e-9
    )
    return (
        f"No weights meet all margins (tried in {raking.iterations:,} passes). Furthest off:\n{misses}\n"
        "Some mix of levels that the margins ask for has nobody in the data, or the bounds are too narrow. "
        "Join small levels, leave a margin out, or widen the bounds."
    )
