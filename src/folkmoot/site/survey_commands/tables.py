"""`folkmoot survey tables`: weighted tables with standard errors, under the disclosure policy."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
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
from folkmoot_core.microdata.protected import Shown, everything, shown_under, unweighted
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
    _question_arguments(parser)
    parser.add_argument(
        "--by",
        type=names_in,
        action="append",
        default=[],
        metavar="COLUMN",
        help="groups to compare; two columns may be joined: sex*age; several (A,B, or given again) stand side by side",
    )
    parser.add_argument("--all-pairs", action="store_true", help="each of --columns by each other one, too")
    parser.add_argument(
        "--declined",
        action="append",
        default=[],
        metavar="TEXT",
        help="answer that means 'I do not wish to say': kept apart from answers and from no reply; may be given again",
    )
    parser.add_argument(
        "--sensitive",
        type=names_in,
        default=[],
        metavar="A,B",
        help="questions of which no group may be shown to be all alike, besides ethnicity, religion, disability …",
    )
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
    parser.add_argument(
        "--details", action="store_true", help="with --json: also who gave no answer, and unweighted shares"
    )


def _question_arguments(parser: argparse.ArgumentParser) -> None:
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
    parser.add_argument(
        "--grid", type=names_in, action="append", default=[], metavar="A,B", help="the rows of a grid, a column each"
    )
    parser.add_argument(
        "--ranking",
        type=names_in,
        action="append",
        default=[],
        metavar="A,B",
        help="the options of a ranking, a column each with the place it was given (1 is best)",
    )


def run(args: argparse.Namespace) -> str:
    """What is to be printed."""
    plain = [*args.columns, *(name for grid in args.grid for name in grid)]
    ranked = [name for options in args.ranking for name in options]
    if not (plain or args.many or args.numbers or ranked):
        raise CannotGoOnError("Say which questions: --columns, --many, --grid, --ranking or --numbers.")
    responses, weights = _read(args)
    groupings = [responses.choice(name) for name in _groupings(args)]
    questions: list[Choice | Choices] = [responses.choice(name).without(args.declined) for name in plain]
    args.pairs = {question.name: question for question in questions if isinstance(question, Choice)}
    questions += [responses.choices(name, sign) for name, sign in args.many]
    policy = None if args.no_disclosure else Policy()
    if policy and args.sensitive:
        policy = replace(policy, sensitive=policy.sensitive | {name.casefold() for name in args.sensitive})
    banners = [
        [(table, _shown(table, policy, weights)) for table in _tables(args, weights, question, groupings)]
        for question in questions
    ]
    numbers = [
        summaries(weights, name, responses.numbers(name), by, policy)
        for name in (*args.numbers, *ranked)
        for by in (groupings or (None,))
    ]
    if args.json:
        return as_json(_as_json([made for banner in banners for made in banner], numbers, details=args.details))
    # What tests the differences takes a while to load.
    from folkmoot.site.survey_commands.reading_out import banner_as_text, numbers_as_text  # noqa: PLC0415

    parts = [banner_as_text(banner, args.correction) for banner in banners]
    parts += [numbers_as_text(group, ranked=group[0].column in ranked) for group in numbers]
    return "\n\n".join([*parts, NOT_A_SAMPLE])


def _groupings(args: argparse.Namespace) -> list[str]:
    return list(dict.fromkeys(name for names in args.by for name in names))


def _read(args: argparse.Namespace) -> tuple[Responses, Weights]:
    names = column_names(args.data)
    margins = margins_from(args) if args.margins else ()
    joined = [part for by in _groupings(args) for part in ([by] if by in names else by.split("*"))]
    several = [name for group in (*args.grid, *args.ranking) for name in group]
    others = [getattr(args, name) for name in ("weights", *DESIGN) if getattr(args, name)]
    columns = [*args.columns, *several, *(name for name, _ in args.many), *args.numbers, *joined, *others]
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
    args: argparse.Namespace, weights: Weights, question: Choice | Choices, groupings: list[Choice]
) -> list[WeightedTable]:
    """One question, by each grouping; whole where there is none. With --all-pairs also by the questions after it."""
    wanted: list[Choice | None] = list(groupings)
    if args.all_pairs and question.name in args.columns:
        later = args.columns[args.columns.index(question.name) + 1 :]
        there = {by.name for by in wanted if by is not None}
        wanted += [args.pairs[name] for name in later if name not in there]
    if not groupings or args.all_pairs:
        wanted.insert(0, None)
    return [weights.table(question, by, interval=args.interval) for by in wanted]


def _shown(table: WeightedTable, policy: Policy | None, weights: Weights) -> Shown:
    return everything(table) if policy is None else shown_under(table, policy, equal_weights=weights.equal)


def _as_json(
    made: list[tuple[WeightedTable, Shown]], numbers: list[tuple[NumberSummary, ...]], *, details: bool
) -> dict[str, Any]:
    tables: list[dict[str, Any]] = [
        {"column": table.column, "by": table.by, "base": shown.base, "rows": [asdict(row) for row in shown.rows]}
        for table, shown in made
    ]
    if details:
        for told, (table, shown) in zip(tables, made, strict=True):
            told["bases"] = {"answered": shown.base, "no_reply": shown.no_reply, "declined": shown.declined}
            for row, share in zip(told["rows"], unweighted(table, shown), strict=True):
                row["unweighted_percent"] = share
    if not numbers:
        return {"tables": tables}
    return {"tables": tables, "numbers": [asdict(summary) for group in numbers for summary in group]}


def _name_and_separator(text: str) -> tuple[str, str]:
    name, colon, sign = text.rpartition(":")
    return (name.strip(), sign.strip()) if colon and name and sign.strip() else (text.strip().rstrip(":"), "|")
