"""Every form opened by a reader that had no part in making it: the same figures as the tables, the same bytes again."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.core.reports.reports_to_test import DATA, REPORTS

from driving.invented_report import invented_input
from folkmoot_core.reports.charts import alternative
from folkmoot_core.reports.document import Heading, Quote, Report
from folkmoot_core.reports.figures import Figure
from folkmoot_core.reports.forms import FORMS, forms_of, write
from folkmoot_core.reports.outline import outline_of
from folkmoot_core.reports.tables import as_text, on_a_page
from folkmoot_core.reports.templates import outcome_page
from folkmoot_core.values import Invalid

COMMITTEE = REPORTS["committee"]


# Word


@pytest.fixture(scope="module", params=list(REPORTS))
def word(request: pytest.FixtureRequest) -> tuple[Report, object]:
    report = REPORTS[request.param]
    return report, Document(BytesIO(write(report, "docx").content))


def test_word_has_headings_captions_and_properties(word) -> None:
    report, document = word
    outline = outline_of(report)
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading ")]
    expected = [b for b in report.blocks if isinstance(b, Heading)]
    assert headings == [(f"Heading {b.level}", f"{outline.before(b.id)}{b.text}") for b in expected]
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [report.title]
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert len(captions) == len(report.charts) + len(report.shown_tables)
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (report.title, DATA.organisation, "en-GB")
    assert {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    quotes = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    assert quotes == [f"“{b.text}”" for b in report.blocks if isinstance(b, Quote)]


def test_word_tables_hold_the_figures_and_repeat_their_heads(word) -> None:
    report, document = word
    assert len(document.tables) == len(report.shown_tables)
    for made, table in zip(document.tables, report.shown_tables, strict=True):
        head, *rows = [[cell.text for cell in row.cells] for row in made.rows]
        assert head == [table.corner, *(column.header for column in table.columns)]
        assert rows == [[row.header, *map(on_a_page, row.cells)] for row in table.rows]
        assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in made.rows] == [True] + [False] * len(
            rows
        )
        assert made._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == table.caption
        assert made._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"


def test_word_pictures_carry_their_words(word) -> None:
    report, document = word
    words = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert words == [alternative(report, chart) for chart in report.charts]


# The workbook


def test_workbook_has_a_cover_contents_notes_and_one_table_a_sheet() -> None:
    book = openpyxl.load_workbook(BytesIO(write(COMMITTEE, "xlsx").content))
    tables = [f"Table {number}" for number in range(1, len(COMMITTEE.tables) + 1)]
    assert book.sheetnames == ["Cover", "Contents", "Notes", *tables]
    cover = [row[0].value for row in book["Cover"].iter_rows()]
    assert cover[0] == COMMITTEE.title
    assert any("not a random sample" in text for text in cover)
    assert None not in cover
    linked = [row[0].hyperlink.location for row in book["Contents"].iter_rows(min_row=4)]
    assert linked == ["'Notes'!A1", *(f"'{name}'!A1" for name in tables)]
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == (0 if sheet.title == "Cover" else 1)
    assert book.properties.title == COMMITTEE.title


def test_workbook_holds_the_figures_as_numbers_with_their_marks() -> None:
    book = openpyxl.load_workbook(BytesIO(write(COMMITTEE, "xlsx").content))
    notes = {row[0].value: row[1].value for row in book["Notes"].iter_rows(min_row=4)}
    for number, table in enumerate(COMMITTEE.tables, start=1):
        sheet = book[f"Table {number}"]
        for note in table.notes:
            mark = next(name for name, text in notes.items() if text == note)
            assert f"[{mark}]" in sheet["A1"].value
        (marked,) = sheet.tables.values()
        first, last = marked.ref.split(":")
        grid = [[cell.value for cell in row] for row in sheet[first:last]]
        assert len({str(head).casefold() for head in grid[0]}) == len(table.columns) + 1
        for read, row in zip(grid[1:], table.rows, strict=True):
            assert read[0] == row.header
            for value, cell in zip(read[1:], row.cells, strict=True):
                assert value == (cell if isinstance(cell, str) else cell.as_number())
                assert value is not None


def test_text_is_never_a_formula() -> None:
    report = outcome_page(invented_input(title="=1+1"))
    shown = replace(report, title="=cmd()")
    book = openpyxl.load_workbook(BytesIO(write(shown, "xlsx").content))
    assert book["Cover"]["A1"].value == "=cmd()"
    assert book["Cover"]["A1"].data_type == "s"


# CSV


def test_csv_has_a_data_package_that_describes_every_column() -> None:
    with ZipFile(BytesIO(write(COMMITTEE, "csv").content)) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        assert package["licenses"][0]["name"] == "OGL-UK-3.0"
        assert "not a random sample" in package["description"]
        assert {r["path"] for r in package["resources"]} == set(archive.namelist()) - {"datapackage.json"}
        assert len({r["name"] for r in package["resources"]}) == len(COMMITTEE.tables)
        for resource, table in zip(package["resources"], COMMITTEE.tables, strict=True):
            content = archive.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert resource["bytes"] == len(content)
            head, *rows = csv.reader(StringIO(content.decode(), newline=""))
            fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
            assert head == list(fields) == ["key", "label", "kind", *(column.key for column in table.columns)]
            marks = {each["value"] for each in resource["schema"]["missingValues"]}
            for read, row in zip(rows, table.rows, strict=True):
                assert read[1] == row.header
                for value, cell, kind in zip(read[3:], row.cells, list(fields.values())[3:], strict=True):
                    assert value == as_text(cell).replace(",", "") or isinstance(cell, str)
                    if kind in {"integer", "number"} and value not in marks:
                        assert Decimal(value) == (cell.rounded if isinstance(cell, Figure) else None)
                        assert kind == "number" or Decimal(value) % 1 == 0


# Slides


def test_slides_have_each_chart_as_svg_png_text_and_table() -> None:
    with ZipFile(BytesIO(write(COMMITTEE, "slides").content)) as archive:
        names = archive.namelist()
        assert len(names) == 4 * len(COMMITTEE.charts)
        for number, chart in enumerate(COMMITTEE.charts):
            svg, png, text, table = names[4 * number : 4 * number + 4]
            root = ElementTree.fromstring(archive.read(svg))
            said = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
            assert root.attrib["viewBox"] == "0 0 1280 720"
            assert said
            assert archive.read(png)[:8] == b"\x89PNG\r\n\x1a\n"
            assert alternative(COMMITTEE, chart) in archive.read(text).decode()
            assert table.endswith(".csv")


# All


def test_same_report_same_bytes_in_another_process() -> None:
    """Another process has another hash seed, another clock and another time zone."""
    code = (
        "import hashlib\n"
        "from folkmoot_core.reports.forms import FORMS, write\n"
        "from tests.core.reports.reports_to_test import REPORTS\n"
        "for form in FORMS: print(form, hashlib.sha256(write(REPORTS['district'], form).content).hexdigest())"
    )
    path = [path for path in sys.path if path]
    made = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}\n{code}"],
        capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo"},
    )  # fmt: skip
    here = {form: hashlib.sha256(write(REPORTS["district"], form).content).hexdigest() for form in FORMS}
    assert dict(line.split() for line in made.stdout.splitlines()) == here


def test_forms_are_named_and_only_those_that_make_sense_are_offered() -> None:
    written = write(COMMITTEE, "xlsx")
    assert written.name == "report-on-the-consultation-getting-about-in-hartshire.xlsx"
    assert [form.name for form in forms_of(COMMITTEE)] == list(FORMS)
    assert "slides" not in {form.name for form in forms_of(REPORTS["outcome"])}
    with pytest.raises(Invalid, match="no form"):
        write(REPORTS["outcome"], "slides")
    with pytest.raises(Invalid, match="no form"):
        write(COMMITTEE, "odt")


@pytest.mark.parametrize("form", FORMS)
def test_an_unsound_report_is_written_in_no_form(form: str) -> None:
    quotes = tuple(replace(b, consent=False) if isinstance(b, Quote) else b for b in COMMITTEE.blocks)
    with pytest.raises(Invalid, match="quoted"):
        write(replace(COMMITTEE, blocks=quotes), form)
