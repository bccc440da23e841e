"""A control chart of one series: has anything really changed, and will the target be met?"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from folkmoot.site.cli import CannotGoOnError
from folkmoot.site.survey_commands.shared import pair_of_numbers
from folkmoot.site.text_table import Table, as_text
from folkmoot_core.spc import Chart, Options, Polarity, Rebase, Rules, RunChart, Series, chart, read_series, run_chart
from folkmoot_core.spc.statements import decimals_for, decimals_of_values

HELP = "Say whether a figure has really changed and whether it will meet its target, with a control chart"
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE.csv", help="the columns period and value, a row for each period, oldest first"
    )
    parser.add_argument("--target", type=_number, metavar="N", help="what the figure should reach")
    parser.add_argument("--polarity", choices=list(map(str, Polarity)), default="neutral", help="which way is better")
    parser.add_argument("--baseline", type=int, metavar="N", help="fix the limits from the first N points")
    parser.add_argument(
        "--rebase",
        action="append",
        default=[],
        metavar="PERIOD[=REASON]",
        help="limits begin anew at this period, and why: 2010-04=new opening hours; may be given several times",
    )
    parser.add_argument("--no-screening", action="store_true", help="keep odd moving ranges in (NHS Excel tools do)")
    parser.add_argument(
        "--rules", type=int, choices=(6, 7, 8), default=7, help="how many points make a run or a trend (7)"
    )
    parser.add_argument(
        "--within", type=pair_of_numbers, metavar="LOW,HIGH", help="show limits no further than values can lie: 0,100"
    )
    parser.add_argument("--run-chart", action="store_true", help="for a short series: its median and runs, no limits")
    parser.add_argument("--anyway", action="store_true", help="also draw what looks like running totals")
    parser.add_argument("--title", default="", help="over the picture (else the name of the file)")
    parser.add_argument("--svg", type=Path, metavar="OUT", help="also write a picture as SVG")
    parser.add_argument("--png", type=Path, metavar="OUT", help="also write a picture as PNG")
    parser.add_argument(
        "--json", action="store_true", help="as JSON, for another program; limits are not cut off there"
    )


def run(args: argparse.Namespace) -> int:
    series = read_series(args.file)
    polarity = Polarity(args.polarity)
    if args.run_chart:
        for name in ("svg", "png", "target", "baseline", "within"):
            if getattr(args, name) is not None:
                raise CannotGoOnError(f"A run chart has no use for --{name}; leave it or --run-chart out.")
        found = run_chart(series.periods, series.values, polarity, despite_doubts=args.anyway)
        print(json.dumps(run_chart_as_json(found), indent=2) if args.json else run_chart_as_text(found))
        return 0
    options = Options(
        polarity=polarity,
        target=args.target,
        baseline=args.baseline,
        rebases=tuple(Rebase(period, reason) for period, _, reason in (text.partition("=") for text in args.rebase)),
        screening=not args.no_screening,
        rules=Rules(args.rules, args.rules),
        within=args.within,
    )
    read = chart(series.periods, series.values, options, despite_doubts=args.anyway)
    write_pictures(read, args)
    print(json.dumps(as_json(read), indent=2) if args.json else as_words(read, series))
    return 0


def write_pictures(read: Chart, args: argparse.Namespace) -> None:
    """SVG and PNG files, where they are asked for."""
    wanted = [path for path in (args.svg, args.png) if path is not None]
    for path in wanted:
        if not path.parent.is_dir():
            raise CannotGoOnError(f"There is no folder {path.parent}; make it first.")
    if not wanted:
        return
    # The room of charts brings the picture engine with it, which takes a moment to load.
    from folkmoot_core.reports.charts.control_chart import draw_control_chart  # noqa: PLC0415
    from folkmoot_core.reports.charts.pictures import png  # noqa: PLC0415

    svg = draw_control_chart(read, args.title or args.file.stem, source=_method(read))
    if args.svg:
        args.svg.write_text(svg, encoding="utf-8")
    if args.png:
        args.png.write_bytes(png(svg, scale=2))


def as_json(read: Chart) -> dict[str, Any]:
    """Every digit. Limits as they were calculated, also where they lie beyond what a value can be."""
    return {
        "points": [
            {
                "period": point.period.text,
                "value": point.value,
                "mean": point.mean,
                "lower_limit": point.lower_limit,
                "upper_limit": point.upper_limit,
                "near_lower_limit": point.near_lower,
                "near_upper_limit": point.near_upper,
                "special_cause": point.special_cause.name if point.special_cause else None,
                "shows": str(point.shows),
            }
            for point in read.points
        ],
        "variation": str(read.variation),
        "assurance": str(read.assurance) if read.assurance else None,
        "statement": read.statement,
        "warnings": list(read.warnings),
        "segments": [
            {
                "from": read.points[segment.first].period.text,
                "to": read.points[segment.last].period.text,
                "points": segment.points,
                "points_used": segment.used,
                "trial_limits": segment.trial,
                "reason": segment.reason or None,
                "moving_range": segment.moving_range,
                "screened_out": list(segment.left_out),
            }
            for segment in read.segments
        ],
        "method": {
            "chart": "XmR",
            "screening": read.options.screening,
            "rules": {"run": read.options.rules.run, "trend": read.options.rules.trend},
            "polarity": str(read.options.polarity),
            "target": read.options.target,
            "baseline": read.options.baseline,
        },
    }


def as_words(read: Chart, series: Series) -> str:
    """The statement, the points, and what was done."""
    decimals, of_values = decimals_for(series.values), decimals_of_values(series.values)
    sign = "%" if series.percent else ""

    def said(limit: float | None) -> str:
        return "" if limit is None else f"{limit:,.{decimals}f}{sign}"

    rows = [
        (
            point.period.text,
            f"{point.value:,.{of_values}f}{sign}",
            said(point.mean),
            said(read.shown(point.lower_limit)),
            said(read.shown(point.upper_limit)),
            f"{point.shows.word}: {point.special_cause.words}" if point.special_cause else "",
        )
        for point in read.points
    ]
    parts = [read.statement, *(f"Note: {warning}" for warning in read.warnings), ""]
    parts += [as_text(Table(("period", "value", "mean", "lower limit", "upper limit", "what it shows"), rows)), ""]
    parts.append(_method(read))
    return "\n".join(parts)


def _method(read: Chart) -> str:
    """How the limits came about, in a line under the table and the picture."""
    screened = [period for segment in read.segments for period in segment.left_out]
    text = "XmR chart: limits at 2.66 mean moving ranges from the mean"
    if read.options.baseline:
        text += f" of the first {read.options.baseline} points"
    if not read.options.screening:
        text += "; moving ranges not screened"
    elif screened:
        text += f"; moving ranges screened, left out: into {', '.join(screened)}"
    else:
        text += "; moving ranges screened, none left out"
    for segment in read.segments[1:]:
        reason = f" ({segment.reason})" if segment.reason else ""
        text += f"; anew from {read.points[segment.first].period.text}{reason}"
    return f"{text}. Runs and trends of {read.options.rules.run} points."


def run_chart_as_json(found: RunChart) -> dict[str, Any]:
    return {
        "points": [
            {
                "period": point.period.text,
                "value": point.value,
                "median": found.median,
                "special_cause": str(point.signal) if point.signal else None,
            }
            for point in found.points
        ],
        "variation": str(found.variation),
        "runs": found.runs,
        "runs_allowed": list(found.allowed) if found.allowed else None,
        "statement": found.statement,
        "warnings": list(found.warnings),
    }


def run_chart_as_text(found: RunChart) -> str:
    values = [point.value for point in found.points]
    middle, of_values = f"{found.median:,.{decimals_for(values)}f}", decimals_of_values(values)
    rows = [
        (point.period.text, f"{point.value:,.{of_values}f}", middle, str(point.signal or "")) for point in found.points
    ]
    parts = [found.statement, *(f"Note: {warning}" for warning in found.warnings), ""]
    return "\n".join([*parts, as_text(Table(("period", "value", "median", "what it shows"), rows))])


def _number(text: str) -> float:
    try:
        return float(text.strip().removesuffix("%"))
    except ValueError as wrong:
        raise argparse.ArgumentTypeError("a number is needed, such as 95") from wrong
