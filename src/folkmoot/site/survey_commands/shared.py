"""What both commands are told, and how they read it."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from folkmoot_core.microdata import Responses, read_csv
from folkmoot_core.microdata.margins_file import Weighed, read_margins, weigh
from folkmoot_core.microdata.responses import are_numbers
from folkmoot_core.weighting import Floats, Margin, Stop

# Programs that write CSV put these where there is nothing. Among numbers they can mean nothing else; among texts they
# may be an answer.
_SUSPECTS = frozenset({"NA", "NaN", "nan", "NULL", "null", "None", "#N/A", "<NA>"})


def data_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", type=Path, metavar="DATA.csv", help="the responses: column names, then a row for each")
    parser.add_argument(
        "--also-no-reply",
        action="append",
        default=[],
        metavar="TEXT",
        help="text that means no reply, besides an empty cell (such as NA); may be given several times",
    )


def margin_arguments(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--margins",
        type=Path,
        required=required,
        metavar="M.csv",
        help="totals to weigh to, with the columns variable, level, total; a variable may join two columns: sex*age",
    )
    parser.add_argument("--rescale-margins", action="store_true", help="bring all margins to the sum of the first")
    parser.add_argument(
        "--keep-no-reply",
        action="store_true",
        help="people with no reply to a weighting question keep their share, instead of being refused",
    )


def names_in(text: str) -> list[str]:
    """Column names parted by commas; quotes around one that holds a comma."""
    names = [name.strip() for name in next(csv.reader([text], skipinitialspace=True), [])]
    if not all(names) or not names:
        raise argparse.ArgumentTypeError("column names parted by commas are needed, such as age,district")
    return names


def pair_of_numbers(text: str) -> tuple[float, float]:
    low, comma, high = text.partition(",")
    try:
        pair = float(low), float(high)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError("two numbers are needed, such as 0.3,3") from wrong
    if not comma or not 0 <= pair[0] < pair[1]:
        raise argparse.ArgumentTypeError("the first number must be below the second, such as 0.3,3")
    return pair


def read_responses(args: argparse.Namespace, columns: Iterable[str]) -> Responses:
    """The columns needed, with what is odd about the file said on the error stream."""
    responses = read_csv(args.data, columns, no_reply=args.also_no_reply)
    for note in responses.notes:
        say(note)
    for name in responses.columns:
        texts = responses.texts(name)
        suspects = sorted(texts & _SUSPECTS)
        others = texts - _SUSPECTS
        if suspects and others and are_numbers(others):
            responses = responses.without_reply(name, suspects)
            say(f"{name}: {_quoted(suspects)} among numbers is taken as no reply.")
        else:
            for suspect in suspects:
                say(f"{name}: '{suspect}' is counted as an answer. If it means no reply: --also-no-reply {suspect}")
    return responses


def _quoted(texts: Iterable[str]) -> str:
    return " and ".join(f"'{text}'" for text in texts)


def margins_from(args: argparse.Namespace) -> tuple[Margin, ...]:
    return read_margins(args.margins, rescale=args.rescale_margins)


def columns_of(margins: Iterable[Margin], there: Iterable[str]) -> list[str]:
    """The columns that margins need; "sex*age" needs two, unless a column has that very name."""
    known = set(there)
    return [
        part
        for margin in margins
        for part in ([margin.variable] if margin.variable in known else margin.variable.split("*"))
    ]


def weighed(
    args: argparse.Namespace,
    responses: Responses,
    margins: Iterable[Margin],
    *,
    start: Floats | None,
    stop: Stop = Stop(),  # noqa: B008 - frozen
    bounds: tuple[float, float] | None = None,
) -> Weighed:
    return weigh(responses, tuple(margins), start=start, keep_no_reply=args.keep_no_reply, stop=stop, bounds=bounds)


def as_json(value: Any) -> str:
    """Every digit of every number; what is not a number becomes null."""
    return orjson.dumps(value).decode()


def say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
