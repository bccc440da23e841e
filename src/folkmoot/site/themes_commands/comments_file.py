"""Comments out of a spreadsheet saved as CSV."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NoReturn

from folkmoot_core.values import Fault, Invalid

SEPARATORS = ",;\t"
LONGEST_COMMENT = 10_000_000


def file_arguments(parser: argparse.ArgumentParser) -> None:
    """What every command on a file of comments is told."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the comments, as CSV with a line of column names")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="name of the column that holds them")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program; rows are counted from 0")


def read_comments(path: Path, column: str) -> list[str]:
    """The text of every row below the column names, in file order. Raises `Invalid`.

    Commas, semicolons or tabs part the columns. As in other readers of CSV, an empty line is no row.
    """
    csv.field_size_limit(LONGEST_COMMENT)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            comments = list(_column(file, path, column))
    except UnicodeDecodeError as problem:
        _refuse(path, "This is not UTF-8 text.", "Save it as “CSV UTF-8” and try again.", cause=problem)
    except OSError as problem:
        message = "There is no such file." if isinstance(problem, FileNotFoundError) else f"{problem.strerror}."
        _refuse(path, message, cause=problem)
    if not comments:
        _refuse(path, "There is no comment in it, only column names.")
    return comments


def _column(file: Iterator[str], path: Path, column: str) -> Iterator[str]:
    head = next(file, "")
    if not head.strip():
        _refuse(path, "The file is empty.")
    reader = csv.reader(chain([head], file), delimiter=max(SEPARATORS, key=head.count), strict=True)
    try:
        names = [name.strip() for name in next(reader)]
        if column not in names:
            _refuse(path, f"There is no column “{column}”.", f"There are: {', '.join(filter(None, names))}.", line=1)
        place = names.index(column)
        for row in reader:
            if row:
                yield row[place] if place < len(row) else ""
    except csv.Error as problem:
        _refuse(path, f"This cannot be read as CSV: {problem}.", line=reader.line_num, cause=problem)


def _refuse(
    path: Path, message: str, mend: str = "", line: int | None = None, cause: Exception | None = None
) -> NoReturn:
    raise Invalid([Fault("", message, mend, line, file=str(path))]) from cause
