"""CSV as people save it: with a byte order mark, with semicolons, in Windows-1252, with line breaks in comments."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import csv as arrow_csv

from folkmoot_core.microdata.responses import Responses, some, unknown_column, without_texts
from folkmoot_core.values import Fault, Invalid

_SEPARATORS = ",;\t"
_HEAD = 1 << 16
_MOST_SHOWN = 5
_UNKNOWN = ("the text is neither UTF-8 nor Windows-1252.", "Save it as “CSV UTF-8” and try again.")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MISSING_IN_R = "NA"


def read_csv(path: Path, columns: Iterable[str] | None = None, *, no_reply: Collection[str] = ()) -> Responses:
    """Read the columns asked for (all, if none is named). Invalid with every fault found.

    The first line holds the column names. Commas, semicolons or tabs part them. An empty cell is no reply, and so is
    one of `no_reply`, and in a file as R writes it NA without quotes. Text is UTF-8, UTF-16 with its mark, or else
    Windows-1252, which the notes then say.
    """
    for layout in _layouts(path):
        wanted = _wanted(layout, columns)
        try:
            table = _read(layout, wanted, no_reply)
        except (UnicodeError, _NotThisEncoding):
            continue
        notes = (f"{path.name} is not UTF-8; it was read as Windows-1252.",) if layout.encoding == "cp1252" else ()
        found = {name: table.column(name).combine_chunks() for name in wanted}
        if layout.by_r:  # where text in quotes was kept as it is
            found = {name: without_texts(column, no_reply) for name, column in found.items()}
        _refuse_open_quote(layout, found)
        return Responses(found, table.num_rows, str(path), notes)
    raise _invalid(path, *_UNKNOWN)


def column_names(path: Path) -> tuple[str, ...]:
    """The first line alone."""
    for layout in _layouts(path):
        return layout.names
    raise _invalid(path, *_UNKNOWN)


def layout_of(path: Path) -> Layout:
    """How the whole file is written. Invalid where it is in no encoding that we know."""
    for layout in _layouts(path):
        try:
            with path.open(encoding=layout.encoding) as file:
                while file.read(_HEAD):
                    pass
        except UnicodeError:
            continue
        return layout
    raise _invalid(path, *_UNKNOWN)


class _NotThisEncoding(Exception):
    """Bytes were found that the encoding does not have."""


@dataclass(frozen=True)
class Layout:
    """How a file is written: its column names, what parts them, and its encoding.

    `by_r`: all names stand in quotes, as R's `write.csv` has it. It puts all text in quotes, so that NA without them is
    a missing value, and "NA" in quotes is a text.
    """

    path: Path
    names: tuple[str, ...]
    separator: str
    encoding: str
    by_r: bool


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError as missing:
        raise _invalid(path, "there is no such file.") from missing
    except IsADirectoryError as folder:
        raise _invalid(path, "this is a folder, not a file.") from folder
    except OSError as problem:
        raise _invalid(path, f"it cannot be read: {problem.strerror}.") from problem
    if not head.strip(b"\xef\xbb\xbf\r\n\t "):
        raise _invalid(path, "the file is empty.")
    if head.startswith(b"PK\x03\x04"):
        raise _invalid(path, "this is a spreadsheet, not CSV.", "Save it as “CSV UTF-8” and try again.")
    return head


def _layouts(path: Path) -> Iterator[Layout]:
    """The layouts it may have, the likeliest first."""
    head = _head_of(path)
    for encoding in ("utf-16",) if head.startswith(_UTF16) else ("utf-8", "cp1252"):
        try:
            yield _layout(path, head, encoding)
        except UnicodeError:
            continue


def _layout(path: Path, head: bytes, encoding: str) -> Layout:
    text = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)().decode(head)
    text = text.lstrip("\r\n")
    if not text.strip():
        raise _invalid(path, "the file holds no text.")
    first = text.splitlines()[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        head_cells = next(csv.reader(text.splitlines(keepends=True), delimiter=separator))
    except (csv.Error, StopIteration) as problem:
        raise _invalid(path, "the line of column names cannot be read.") from problem
    names = [name.strip() for name in head_cells]
    twice = [name for name, times in Counter(names).items() if times > 1 and name]
    if twice:
        message = "the column '{}' is there twice."
        raise Invalid([Fault("", message.format(name), "Rename one.", 1, str(path)) for name in twice])
    named = tuple(name or f"column {place}" for place, name in enumerate(names, start=1))
    in_quotes = separator.join('"{}"'.format(cell.replace('"', '""')) for cell in head_cells)
    return Layout(path, named, separator, encoding, by_r=text.startswith(in_quotes))


def _wanted(layout: Layout, columns: Iterable[str] | None) -> list[str]:
    wanted = list(layout.names if columns is None else dict.fromkeys(columns))
    missing = [name for name in wanted if name not in layout.names]
    if missing:
        raise Invalid([unknown_column(name, layout.names, str(layout.path)) for name in missing])
    return wanted


def _read(layout: Layout, wanted: list[str], no_reply: Collection[str]) -> pa.Table:
    parsing = arrow_csv.ParseOptions(
        delimiter=layout.separator,
        newlines_in_values=True,
        # A line with nothing on it is no row, unless it is the empty answer of the only column.
        ignore_empty_lines=len(layout.names) > 1,
    )
    converting = arrow_csv.ConvertOptions(
        include_columns=wanted,
        column_types=dict.fromkeys(wanted, pa.dictionary(pa.int32(), pa.string())),
        strings_can_be_null=True,
        null_values=["", _MISSING_IN_R, *no_reply] if layout.by_r else ["", *no_reply],
        quoted_strings_can_be_null=not layout.by_r,
        check_utf8=True,
    )
    try:
        table = arrow_csv.read_csv(layout.path, _reading(layout), parsing, converting).unify_dictionaries()
    except pa.ArrowInvalid as problem:
        if "UTF8" in str(problem):
            raise _NotThisEncoding from problem
        raise Invalid(_ragged_rows(layout, parsing, converting) or [_cannot(layout.path)]) from problem
    if not table.num_rows:
        raise _invalid(layout.path, "there is no row below the column names.")
    return table


def _reading(layout: Layout, *, threads: bool = True) -> arrow_csv.ReadOptions:
    codec = "utf8" if layout.encoding == "utf-8" else layout.encoding
    names = list(layout.names)
    return arrow_csv.ReadOptions(column_names=names, skip_rows_after_names=1, encoding=codec, use_threads=threads)


def _ragged_rows(layout: Layout, parsing: arrow_csv.ParseOptions, converting: arrow_csv.ConvertOptions) -> list[Fault]:
    """Which lines have too few or too many cells. Arrow tells line numbers only when it reads on one thread."""
    faults: list[Fault] = []

    def note(row: arrow_csv.InvalidRow) -> str:
        if len(faults) < _MOST_SHOWN:
            message = f"{some(row.actual_columns, 'cell')}, but there are {row.expected_columns} columns."
            mend = "Put quotes around text that holds the sign between columns."
            faults.append(Fault("", message, mend, row.number, str(layout.path)))
        return "skip"

    parsing.invalid_row_handler = note
    try:
        arrow_csv.read_csv(layout.path, _reading(layout, threads=False), parsing, converting)
    except pa.ArrowInvalid:
        return []
    return faults


def _refuse_open_quote(layout: Layout, columns: dict[str, pa.DictionaryArray]) -> None:
    """A mark that is never closed makes one cell of the rest of the file."""
    ends = [str(column[-1].as_py() or "") for column in columns.values()]
    if any("\n" in text for text in ends) and layout.path.read_bytes().count(b'"') % 2:
        raise Invalid([_cannot(layout.path)])


def _cannot(path: Path) -> Fault:
    return Fault("", "this cannot be read as CSV.", "Is a quotation mark left open?", file=str(path))


def _invalid(path: Path, message: str, mend: str = "") -> Invalid:
    return Invalid([Fault("", message, mend, file=str(path))])
