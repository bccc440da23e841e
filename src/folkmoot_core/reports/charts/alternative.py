"""A chart in words, for those who do not see it."""

from __future__ import annotations

from folkmoot_core.reports.charts.marks import Line, marks_of
from folkmoot_core.reports.document import Chart, ChartKind, Report
from folkmoot_core.reports.figures import Figure
from folkmoot_core.reports.phrases import book_of
from folkmoot_core.reports.speaking import in_cell_with_sign

# A text that a screen reader reads in one go stays short; the table beside the chart gives the rest.
MOST_ITEMS = 8


def alternative(report: Report, chart: Chart) -> str:
    """Kind of chart, then each line with its figures; what is hidden is said to be not shown."""
    book = book_of(report.language)
    marks = marks_of(report, chart)
    items = [_item(report, chart, line) for line in marks.lines[:MOST_ITEMS]]
    more = len(marks.lines) + marks.left_out - len(items)
    if more:
        items.append(book["alt.more"].format(more=more))
    words = {"items": "; ".join(items), "first": marks.first_name, "second": marks.second_name, "row": chart.title}
    return book[f"alt.{chart.kind}"].format(**words)


def _item(report: Report, chart: Chart, line: Line) -> str:
    book = book_of(report.language)

    def said(figure: Figure | None) -> str:
        if figure is None or figure.hidden:
            return book["alt.hidden"]
        return in_cell_with_sign(figure, report_language=report.language)

    if chart.kind is ChartKind.PAIRS:
        return book["alt.pair"].format(label=line.label, first=said(line.figure), second=said(line.second))
    if chart.kind is ChartKind.INTERVALS and not line.figure.hidden and line.low and line.high:
        low, high = said(line.low), said(line.high)
        return book["alt.interval"].format(label=line.label, value=said(line.figure), low=low, high=high)
    return book["alt.item"].format(label=line.label, value=line.words if not line.figure.hidden else said(line.figure))
