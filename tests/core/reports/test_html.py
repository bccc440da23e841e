"""The page as a browser's parser reads it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from tests.core.reports.reports_to_test import REPORTS

from driving.invented_report import invented_input
from folkmoot_core.reports.document import Report
from folkmoot_core.reports.forms import html, write
from folkmoot_core.reports.tables import on_a_page
from folkmoot_core.reports.templates import committee_report
from folkmoot_core.values import Invalid

VOID = {"meta", "wbr", "hr", "br", "rect", "line", "circle"}


class Reader(HTMLParser):
    """Collects the rows of every table and the levels of headings; refuses tags that are not closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.named: list[str] = []
        self.pictures = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        self.named += str(attributes.get("aria-labelledby") or "").split()
        if tag == "table":
            self.tables[str(attributes["id"])] = []
        elif tag == "tr":
            self.tables[list(self.tables)[-1]].append([])
        elif tag in {"th", "td"}:
            assert tag == "td" or attributes.get("scope") in {"row", "col"}
            self.tables[list(self.tables)[-1]][-1].append("")
        elif tag[0] == "h" and tag[1:].isdigit():
            self.levels.append(int(tag[1:]))
        elif tag == "svg":
            assert attributes["role"] == "img"
            self.pictures += 1
        elif tag == "a":
            self.links.append(str(attributes["href"]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"th", "td"}:
            self.tables[list(self.tables)[-1]][-1][-1] += data


def read(report: Report) -> Reader:
    reader = Reader()
    reader.feed(write(report, "html").content.decode())
    assert reader.open == []
    return reader


@pytest.mark.parametrize("name", REPORTS)
def test_tables_hold_the_figures_of_the_report(name: str) -> None:
    report, reader = REPORTS[name], read(REPORTS[name])
    for table in report.shown_tables:
        head, *rows = reader.tables[table.id]
        assert head == [table.corner, *(column.header for column in table.columns)]
        ordered = [*table.answers, *(row for row in table.rows if row.is_base)]
        assert rows == [[row.header, *map(on_a_page, row.cells)] for row in ordered]


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_has_one_title_headings_step_by_step_and_names_that_lead_somewhere(name: str) -> None:
    reader = read(REPORTS[name])
    assert reader.levels.count(1) == 1
    assert reader.levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(reader.levels, reader.levels[1:], strict=False))
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.named) <= set(reader.ids)
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)
    assert reader.pictures == len(REPORTS[name].charts)


def test_every_chart_has_its_table_beside_it_or_folded_under_it() -> None:
    for report in REPORTS.values():
        reader = read(report)
        for chart in report.charts:
            assert chart.table in reader.tables or f"{chart.id}.{chart.table}" in reader.tables


def test_what_people_wrote_is_text_and_never_markup() -> None:
    title = "<script>alert('a')</script> & “more” \x0b"
    report = committee_report(invented_input(title=title))
    page = html.page(report)
    assert "<script" not in page
    assert "\x0b" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", REPORTS)
def test_a_site_can_show_the_very_page_that_is_kept(name: str) -> None:
    report = REPORTS[name]
    assert html.body_of(html.page(report)) == html.fragment(report)
    with pytest.raises(Invalid):
        html.body_of("<h1>Something else</h1>")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_comes_in_pieces_too(name: str) -> None:
    report = REPORTS[name]
    pieces = list(html.pieces(report))
    assert tuple(block for block, _content in pieces) == report.blocks
    whole = html.fragment(report)
    assert all(content in whole for _block, content in pieces)
