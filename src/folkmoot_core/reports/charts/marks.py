"""What a chart shows, taken out of its table: for each line its label, its figures, and the words beside them."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot_core.reports.document import Chart, ChartKind, Report
from folkmoot_core.reports.figures import Figure, Measure
from folkmoot_core.reports.speaking import in_cell_with_sign
from folkmoot_core.reports.tables import Column, Row, Table
from folkmoot_core.values import Fault, Invalid

TOPS = (10, 25, 50, 75, 100)
# More lines than these nobody compares, and they would not fit on a page: the table has the rest.
MOST_LINES = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart. `words` stand at the end of the bar; a hidden figure has its mark for words and no bar."""

    label: str
    figure: Figure
    words: str
    second: Figure | None = None
    second_words: str = ""
    low: Figure | None = None
    high: Figure | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """The lines, the value at the end of the scale, and how many lines the table has besides."""

    lines: tuple[Line, ...]
    top: float
    is_share: bool
    first_name: str = ""
    second_name: str = ""
    left_out: int = 0


def marks_of(report: Report, chart: Chart) -> Marks:
    """What to draw. Invalid where the chart names a table that the report has not."""
    table = report.table(chart.table)
    if table is None:
        raise Invalid([Fault(chart.id, f"The chart shows table {chart.table}, which is not in the report.")])
    if chart.kind is ChartKind.GROUPS:
        row = next(row for row in table.rows if row.key == chart.rows[0])
        columns = [column for column in table.columns if column.key in chart.columns]
        lines = tuple(_of_group(report, table, row, column) for column in columns)
    else:
        rows = {row.key: row for row in table.answers}
        keys = chart.rows or tuple(rows)
        lines = tuple(_of_row(report, chart, table, rows[key]) for key in keys)
    share = all(line.figure.measure is Measure.PERCENT for line in lines)
    first, second = chart.names if chart.kind is ChartKind.PAIRS else ("", "")
    return Marks(lines[:MOST_LINES], _top(lines), share, first, second, max(0, len(lines) - MOST_LINES))


def _of_group(report: Report, table: Table, row: Row, column: Column) -> Line:
    figure = _figure(table, row.key, column.key)
    return Line(column.header, figure, in_cell_with_sign(figure, report_language=report.language))


def _of_row(report: Report, chart: Chart, table: Table, row: Row) -> Line:
    figure = _figure(table, row.key, chart.columns[0])
    words = in_cell_with_sign(figure, report_language=report.language)
    if chart.kind is ChartKind.BARS:
        beside = _figure(table, row.key, chart.columns[1]) if len(chart.columns) > 1 else None
        if beside is not None and not beside.hidden and not figure.hidden:
            words = f"{words} ({beside.digits()})"
        return Line(row.header, figure, words)
    second = _figure(table, row.key, chart.columns[1])
    if chart.kind is ChartKind.PAIRS:
        return Line(row.header, figure, words, second, in_cell_with_sign(second, report_language=report.language))
    return Line(row.header, figure, words, low=second, high=_figure(table, row.key, chart.columns[2]))


def _figure(table: Table, row: str, column: str) -> Figure:
    return table.figure(row, column) or Figure(None)


def _top(lines: tuple[Line, ...]) -> float:
    """The end of the scale: for shares 10, 25, 50, 75 or 100, so that two charts are read alike; else the largest."""
    figures = [each for line in lines for each in (line.figure, line.second, line.low, line.high) if each is not None]
    largest = max((figure.value for figure in figures if figure.value is not None), default=0.0)
    if all(figure.measure is Measure.PERCENT for figure in figures):
        return float(next((top for top in TOPS if largest <= top), TOPS[-1]))
    return float(largest) or 1.0
