"""Tables of a Word document, written as markup at once: python-docx looks every cell and style up anew, which takes a
second a page."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from folkmoot_core.reports.charts.sheet import safe
from folkmoot_core.reports.figures import Figure
from folkmoot_core.reports.tables import Cell, Table, on_a_page

TWIPS_OF_A_CENTIMETRE = 567


def table_markup(table: Table, *, table_style: str, text_style: str, width: float) -> Any:
    """The element (ECMA-376, 17.4.37) of a table `width` centimetres wide: its first row and column are heads, the row
    of heads stands again on every page, and no row is split. Styles are given by their ids."""
    widths = [round(each * TWIPS_OF_A_CENTIMETRE) for each in _widths(table, width)]
    has_figures = any(isinstance(cell, Figure) for row in table.rows for cell in row.cells)
    heads = [table.corner, *(column.header for column in table.columns)]
    head = _row(
        [_cell(text, text_style, w, bold=True, right=has_figures and n > 0) for n, (text, w) in _with(heads, widths)],
        repeats=True,
    )
    body = [_row([_cell(each, text_style, w) for _n, (each, w) in _with([row.header, *row.cells], widths)])
            for row in table.rows]  # fmt: skip
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    notes = f'<w:tblDescription w:val="{safe(" ".join(table.notes))}"/>' if table.notes else ""
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{table_style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val="{safe(table.caption)}"/>{notes}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{head}{''.join(body)}</w:tbl>"
    )


def _with(cells: list[Any], widths: list[int]) -> enumerate[tuple[Any, int]]:
    return enumerate(zip(cells, widths, strict=True))


def _row(cells: list[str], *, repeats: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if repeats else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, style: str, width: int, *, bold: bool = False, right: bool = False) -> str:
    align = '<w:jc w:val="right"/>' if right or isinstance(cell, Figure) else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    text = safe(cell if isinstance(cell, str) else on_a_page(cell))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{align}</w:pPr>'
        f'<w:r>{weight}<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )


def _widths(table: Table, width: float) -> list[float]:
    """Centimetres: the heads of rows have what the columns leave, at least a quarter of the page."""
    columns = len(table.columns)
    if not columns:
        return [width]
    words = not any(isinstance(cell, Figure) for row in table.rows for cell in row.cells)
    each = min(7.0 if words else 2.6, width * 0.75 / columns)
    return [width - each * columns, *([each] * columns)]
