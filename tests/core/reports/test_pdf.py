"""The PDF as a reading aid finds it: PDF/UA-1 (ISO 14289-1), which Typst promises, looked at from outside."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from tests.core.reports.pdf_inside import Inside
from tests.core.reports.reports_to_test import REPORTS

from driving.invented_report import invented_input
from folkmoot_core.reports.charts import alternative
from folkmoot_core.reports.document import Heading
from folkmoot_core.reports.edits import Edits, apply, insert
from folkmoot_core.reports.forms import write
from folkmoot_core.reports.outline import outline_of
from folkmoot_core.reports.tables import on_a_page
from folkmoot_core.reports.templates import committee_report, outcome_page

READ = {name: Inside(write(report, "pdf").content) for name, report in REPORTS.items()}


@pytest.mark.parametrize("name", REPORTS)
def test_document_says_what_it_is(name: str) -> None:
    inside, report = READ[name], REPORTS[name]
    root = inside.pdf.Root
    assert str(root.Lang) == "en-GB"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with inside.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == report.title
    assert inside.document.kind == "Document"


@pytest.mark.parametrize("name", REPORTS)
def test_headings_go_down_one_level_at_a_time_and_are_bookmarks(name: str) -> None:
    inside, report = READ[name], REPORTS[name]
    outline = outline_of(report)
    headings = [block for block in report.blocks if isinstance(block, Heading)]
    titles = [f"{outline.before(each.id)}{each.text}" for each in headings]
    found = inside.document.all("H1", "H2", "H3", "H4")
    contents = 1 if report.contents else 0
    assert [each.words for each in found][contents:] == titles
    assert [f"H{each.level}" for each in headings] == [each.kind for each in found][contents:]
    levels = [int(each.kind[1]) for each in found]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    assert inside.bookmarks() == titles


@pytest.mark.parametrize("name", REPORTS)
def test_every_picture_has_its_words_and_every_table_its_heads_and_figures(name: str) -> None:
    inside, report = READ[name], REPORTS[name]
    assert [each.alt for each in inside.document.all("Figure")] == [alternative(report, c) for c in report.charts]
    tables = inside.document.all("Table")
    assert len(tables) == len(report.shown_tables)
    for drawn, table in zip(tables, report.shown_tables, strict=True):
        head, *rows = [row.children for row in drawn.all("TR")]
        assert {(cell.kind, cell.scope) for cell in head} == {("TH", "/Column")}
        assert [cell.words for cell in head] == [table.corner, *(column.header for column in table.columns)]
        figures = [[row.header, *map(on_a_page, row.cells)] for row in table.rows]
        assert [[cell.words for cell in row] for row in rows] == figures


def test_nothing_stands_outside_the_tree_but_what_repeats_on_each_page() -> None:
    """Whatever is drawn is a marked piece of content or an artefact: nothing is left to be guessed at."""
    for inside in READ.values():
        for page in inside.pdf.pages:
            depth = 0
            for _operands, operator in pikepdf.parse_content_stream(page):
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                assert depth > 0 or str(operator) not in {"Tj", "TJ", "Do", "f", "S", "sh"}
            assert str(page.obj.get("/Tabs", "/S")) == "/S"


def test_characters_that_no_font_has_are_put_into_words() -> None:
    report = outcome_page(invented_input())
    text = "Thank you 😀 for সবাইকে ধন্যবাদ and łódź, Привет. 中文"
    edited = apply(report, insert(report, Edits(), report.blocks[0].id, text)).report
    words = Inside(write(edited, "pdf").content).document.words
    assert "Thank you [grinning face] for [Bengali script] [Bengali script] and łódź, Привет. [Cjk script]" in words


def test_markup_in_a_text_is_text() -> None:
    title = "#panic() $x$ *bold* \\ _under_ = [a] <b> `c` @d // e \x07"
    content = write(committee_report(invented_input(title=title)), "pdf").content
    with pikepdf.open(BytesIO(content)).open_metadata() as metadata:
        assert metadata["dc:title"] == f"Report on the consultation: {title[:-1]}"
