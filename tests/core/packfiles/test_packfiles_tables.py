"""CSV tables: what spreadsheets do to files is read through; what is wrong is told with its line."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.packfiles import PartialDate, Report, Row, read_csv
from folkmoot_core.values import Invalid


def read(tmp_path: Path, content: bytes | str, *columns: str, **options: object) -> tuple[list[Row], Report]:
    path = tmp_path / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    report = Report(tmp_path)
    return read_csv(path, report, columns or ("code", "name"), **options), report  # type: ignore[arg-type]


def told(report: Report) -> list[tuple[int | None, str]]:
    return [(fault.line, fault.message) for fault in report.faults]


def test_rows_know_their_line_through_blank_lines_and_quoted_line_ends(tmp_path: Path) -> None:
    rows, report = read(tmp_path, 'code,name\n\na,"one\r\ntwo"\n , \nb,three\n')
    assert report.ok
    assert [(row.line, row["code"], row["name"]) for row in rows] == [(3, "a", "one\ntwo"), (6, "b", "three")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_byte_order_mark_and_any_line_end_are_read(tmp_path: Path, line_end: str) -> None:
    rows, report = read(tmp_path, b"\xef\xbb\xbf" + line_end.join(["code,name", "a,Caf\u00e9"]).encode())
    assert report.ok
    assert dict(rows[0]) == {"code": "a", "name": "Café"}


def test_formulas_are_only_text(tmp_path: Path) -> None:
    rows, report = read(tmp_path, 'code,name\na,"=HYPERLINK(""x"")"\nb,@sum\n')
    assert report.ok
    assert [row.text("name") for row in rows] == ['=HYPERLINK("x")', "@sum"]


@pytest.mark.parametrize(
    ("content", "line", "part", "mend"),
    [
        (b"code,name\na,b\nc,Caf\xe9\n", 3, "not in UTF-8", "UTF-8"),
        ("code,name\n".encode("utf-16"), 1, "UTF-16", "UTF-8"),
        (b"code,name\na,b\x00c\n", 2, "control character here (code 0)", "Delete"),
        (b"code\na\n", 1, "column 'name' is missing", "header"),
        (b"code,name,code\na,b,c\n", 1, "'code' stands twice", "one of them"),
        (b"code,name,nmae\na,b,c\n", 1, "'nmae' is not known", "Take it out"),
        (b"code,name,\na,b,c\n", 1, "Column 3 has no name", "Name it"),
        (b"code,name\na\n", 2, "has 1 cells; the header has 2", "quote marks"),
        (b"code,name\na,b,c\n", 2, "has 3 cells", "quote marks"),
        (b'code,name\na,b\nc,"d\ne,f\n', 3, "cannot be read as CSV", "not closed"),
        (b'code,name\na,"b"c\n', 2, "cannot be read as CSV", "not closed"),
        (b"code,name\na," + b"x" * 100_001 + b"\n", 2, "longer than 100000", "not closed"),
        (b'code,name\na,"' + b"x" * 200_000 + b"\n", 2, "cannot be read as CSV", "not closed"),
        (b"", 1, "file is empty", "code, name"),
        (b"\xef\xbb\xbf\n\n", 1, "file is empty", "code, name"),
    ],
)
def test_broken_files_are_told_with_line_and_mend(
    tmp_path: Path, content: bytes, line: int, part: str, mend: str
) -> None:
    _, report = read(tmp_path, content)
    assert len(report.faults) == 1
    fault = report.faults[0]
    assert (fault.file, fault.line) == ("table.csv", line)
    assert part in fault.message
    assert mend in fault.mend


def test_misspelt_optional_column_names_the_one_meant(tmp_path: Path) -> None:
    _, report = read(tmp_path, "code,name,parnet\na,b,c\n", optional=("parent", "note"))
    assert report.faults[0].mend == "Did you mean 'parent'?"


def test_missing_file_and_folder_are_faults(tmp_path: Path) -> None:
    report = Report(tmp_path)
    assert read_csv(tmp_path / "none.csv", report, ("code",)) == []
    assert read_csv(tmp_path, report, ("code",)) == []
    assert [fault.file for fault in report.faults] == [".", "none.csv"]


def test_unique_columns_name_the_first_line(tmp_path: Path) -> None:
    _, report = read(tmp_path, "code,name\na,x\nb,x\na,x\n", unique=("code", "name"))
    assert told(report) == [(4, "'a, x' stands on line 2 already.")]


def test_required_cells_must_be_filled_and_optional_ones_need_not(tmp_path: Path) -> None:
    rows, report = read(tmp_path, "code,name,note\na,,\n", optional=("note", "parent"))
    row = rows[0]
    assert (row.text("note"), row.text("parent"), row.text("name", blank=True)) == ("", "", "")
    assert row.date("note") is None
    assert row.many("note") == ()
    assert report.ok
    row.text("name")
    row.text("parent", blank=False)
    assert told(report) == [(2, "This cell is empty."), (2, "This cell is empty.")]
    assert [fault.where for fault in report.faults] == ["name", "parent"]
    with pytest.raises(KeyError):
        row.text("never_declared")


def test_typed_cells_are_read(tmp_path: Path) -> None:
    columns = "words,key,count,share,open,day,since,kind,tags"
    rows, report = read(
        tmp_path, f"{columns}\nTwo words,a_b-1,-12,1.5e2,Yes,2011-06-20,2011-03,ward,b; a;\n", *columns.split(",")
    )
    row = rows[0]
    assert report.ok
    assert row.text("words", 9) == "Two words"
    assert row.key("key") == "a_b-1"
    assert row.whole("count") == -12
    assert row.whole("count", -12, -12) == -12
    assert row.number("share") == 150.0
    assert row.number("share", 150, 150) == 150.0
    assert row.flag("open") is True
    assert row.date("day") == date(2011, 6, 20)
    assert row.date("since", partial=True) == PartialDate(2011, 3)
    assert row.date("day", partial=True) == PartialDate(2011, 6, 20)
    assert row.choice("kind", ("ward", "district")) == "ward"
    assert row.many("tags") == ("b", "a")
    assert report.ok


@pytest.mark.parametrize(
    ("cell", "reading", "part"),
    [
        ("toolong", lambda row: row.text("cell", 6), "7 characters"),
        ("A1", lambda row: row.key("cell"), "cannot be a key"),
        ("a" * 101, lambda row: row.key("cell"), "cannot be a key"),
        ("é", lambda row: row.key("cell"), "cannot be a key"),
        ('"1,200"', lambda row: row.whole("cell"), "not a whole number"),
        ("1" * 19, lambda row: row.whole("cell"), "not a whole number"),
        ("٣", lambda row: row.whole("cell"), "not a whole number"),
        ("3", lambda row: row.whole("cell", 4), "too small"),
        ("3", lambda row: row.whole("cell", 0, 2), "too large"),
        ("nan", lambda row: row.number("cell"), "not a number"),
        ("1e999", lambda row: row.number("cell"), "not a number"),
        ("maybe", lambda row: row.flag("cell"), "neither yes nor no"),
        ("2011-02-29", lambda row: row.date("cell"), "not a date"),
        ("20/06/2011", lambda row: row.date("cell"), "not a date"),
        ("2011-03", lambda row: row.date("cell"), "not a date"),
        ("2011-13", lambda row: row.date("cell", partial=True), "not a date"),
        ("0000-01-01", lambda row: row.date("cell"), "not a date"),
        ("today+1", lambda row: row.date("cell"), "counts from today"),
        ("today+99999", lambda row: row.date("cell", today=date(9999, 1, 1)), "not a date"),
        ("wrad", lambda row: row.choice("cell", ("ward",)), "not one of"),
        ("a;a", lambda row: row.many("cell"), "twice"),
        ("a;x", lambda row: row.many("cell", ("a",)), "not one of"),
    ],
)
def test_bad_cells_are_told_and_read_as_nothing(tmp_path: Path, cell: str, reading: object, part: str) -> None:
    rows, report = read(tmp_path, f"cell\n{cell}\n", "cell")
    assert reading(rows[0]) in ("", None, False, ("a",))  # type: ignore[operator]
    assert [(fault.line, fault.where) for fault in report.faults] == [(2, "cell")]
    assert part in report.faults[0].message
    assert report.faults[0].mend


def test_report_lists_by_file_and_line_and_raises_with_all() -> None:
    report = Report(Path("/packs/x"))
    assert report.as_text() == "No faults."
    report.raise_if_any()
    report.fault(Path("/packs/x/b/two.csv"), 9, "Late.", "Be early.")
    report.fault("one.csv", 10, "Ten.", where="name")
    report.fault("one.csv", 9, "Nine.")
    assert not report.ok
    assert report.as_text().splitlines() == [
        "b/two.csv, line 9: Late. Be early.",
        "one.csv, line 9: Nine.",
        "one.csv, line 10, name: Ten.",
        "3 faults in 2 files. Nothing was loaded.",
    ]
    assert "… and 2 more." in report.as_text(limit=1)
    with pytest.raises(Invalid) as caught:
        report.raise_if_any()
    assert caught.value.faults == report.faults


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).filter(lambda cell: cell.strip() != "")


@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_what_the_csv_writer_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, pairs: object) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([("code", "name"), *pairs])  # type: ignore[misc]
    rows, report = read(tmp_path_factory.mktemp("csv"), buffer.getvalue())
    assert report.ok
    assert [tuple(row.values()) for row in rows] == pairs


@given(st.binary(max_size=200))
def test_no_bytes_can_make_the_reader_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    rows, report = read(tmp_path_factory.mktemp("csv"), b"code,name\n" + content)
    for row in rows:
        row.key("code"), row.whole("name"), row.number("name"), row.date("name", partial=True), row.many("name")
    assert report.ok or "table.csv" in report.as_text()
