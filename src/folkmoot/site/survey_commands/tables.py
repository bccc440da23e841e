"""`folkmoot survey tables`: weighted tables with standard errors, under the disclosure policy."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from folkmoot.site.cli import CannotGoOnError
from folkmoot.site.survey_commands.shared import (
    as_json,
    columns_of,
    data_arguments,
    margin_arguments,
    margins_from,
    names_in,
    read_responses,
    weighed,
)
from folkmoot_core.disclosure import Policy
from folkmoot_core.microdata import Choice, Choices, Responses
from folkmoot_core.microdata.numbers import NumberSummary, summaries
from folkmoot_core.microdata.protected import Shown, everything, shown_under
from folkmoot_core.microdata.reading import column_names
from folkmoot_core.microdata.responses import some
from folkmoot_core.microdata.tables import NOT_A_SAMPLE, WeightedTable, Weights
from folkmoot_core.values import Invalid
from folkmoot_core.weighting import Codes

HELP = "Tables of questions, whole or by groups: counts, weighted shares, standard errors, 95 per cent intervals"


DESIGN = {
    "strata": "the strata",
    "clusters": "what was drawn in each stratum, where it was not single people",
    "population": "how many clusters (or people) each stratum has in all",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    data_arguments(parser)
    parser.add_argument("--columns", type=names_in, default=[], metavar="A,B", help="questions with one answer")
    parser.add_argument(
        "--many",
        type=_name_and_separator,
        action="append",
        default=[],
        metavar="A[:SIGN]",
        help="a question with several answers in one cell, parted by a sign (|); may be given several times",
    )
    parser.add_argument("--numbers", type=names_in, default=[], metavar="A,B", help="questions answered by a number")
    parser.add_argument("--by", metavar="COLUMN", help="groups to compare; two columns may be joined: sex*age")
    parser.add_argument("--weights", metavar="COLUMN", help="weights as given; with --margins, those to begin with")
    margin_arguments(parser, required=False)
    for name, text in DESIGN.items():
        parser.add_argument(f"--{name}", metavar="COLUMN", help=f"for a drawn sample: {text}")
    parser.add_argument(
        "--interval", choices=("linear", "logit"), default="linear", help="kind of interval for shares (linear)"
    )
    parser.add_argument(
        "--correction",
        choices=("holm", "benjamini-hochberg", "none"),
        default="holm",
        help="for the many comparisons between groups (holm)",
    )
    parser.add_argument(
        "--no-disclosure", action="store_true", help="hide nothing: for those who may see single responses"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> str:
    """What is to be printed."""
    if not (args.columns or args.many or args.numbers):
        raise CannotGoOnError("Say which questions: --columns, --many or --numbers.")
    responses, weights = _read(args)
    by = responses.choice(args.by) if args.by else None
    questions: list[Choice | Choices] = [responses.choice(name) for name in args.columns]
    questions += [responses.choices(name, sign) for name, sign in args.many]
    policy = None if args.no_disclosure else Policy()
    made = [(table, _shown(table, policy, weights)) for table in _tables(args, weights, questions, by)]
    numbers = [summaries(weights, name, responses.numbers(name), by, policy) for name in args.numbers]
    if args.json:
        return as_json(_as_json(made, numbers))
    # What tests the differences takes a while to load.
    from folkmoot.site.survey_commands.reading_out import numbers_as_text, table_as_text  # noqa: PLC0415

    parts = [table_as_text(table, shown, args.correction) for table, shown in made]
    parts += [numbers_as_text(group) for group in numbers]
    return "\n\n".join([*parts, NOT_A_SAMPLE])


def _read(args: argparse.Namespace) -> tuple[Responses, Weights]:
    names = column_names(args.data)
    margins = margins_from(args) if args.margins else ()
    joined = args.by.split("*") if args.by and args.by not in names else [args.by] if args.by else []
    others = [getattr(args, name) for name in ("weights", *DESIGN) if getattr(args, name)]
    columns = [*args.columns, *(name for name, _ in args.many), *args.numbers, *joined, *others]
    responses = read_responses(args, [*columns, *columns_of(margins, names)])
    given = responses.weights(args.weights) if args.weights else None
    strata, clusters = (_drawn(responses, getattr(args, name)) for name in ("strata", "clusters"))
    population = responses.weights(args.population) if args.population else None
    if not margins:
        return responses, Weights(responses.rows, given, None, strata, clusters, population)
    found = weighed(args, responses, margins, start=given)
    if not found.weighting.raking.usable:
        raise CannotGoOnError("No weights meet all margins; `folkmoot survey rake` with the same files says where.")
    return responses, Weights(responses.rows, given, found, strata, clusters, population)


def _drawn(responses: Responses, column: str | None) -> Codes | None:
    """The strata or clusters; everybody is in one."""
    if column is None:
        return None
    codes = responses.choice(column).codes
    if (codes < 0).any():
        raise Invalid([responses.fault(column, f"{some(int((codes < 0).sum()), 'row')} without one.", "Fill them in.")])
    return codes


def _tables(
    args: argparse.Namespace, weights: Weights, questions: list[Choice | Choices], by: Choice | None
) -> list[WeightedTable]:
    return [weights.table(question, by, interval=args.interval) for question in questions]


def _shown(table: WeightedTable, policy: Policy | None, weights: Weights) -> Shown:
    return everything(table) if policy is None else shown_under(table, policy, equal_weights=weights.equal)


def _as_json(made: list[tuple[WeightedTable, Shown]], numbers: list[tuple[NumberSummary, ...]]) -> dict[str, Any]:
    tables = [
        {"column": table.column, "by": table.by, "base": shown.base, "rows": [asdict(row) for row in shown.rows]}
        for table, shown in made
    ]
    if not numbers:
        return {"tables": tables}
    return {"tables": tables, "numbers": [asdict(summary) for group in numbers for summary in group]}


def _name_and_separator(text: str) -> tuple[str, str]:
    name, colon, sign = text.rpartition(":")
    return (name.strip(), sign.strip()) if colon and name and sign.strip() else (text.strip().rstrip(":"), "|")
