"""The tables as CSV with a Data Package: what each column holds, on what terms, and what the marks stand for.

Data Package v2 and Table Schema v2 (datapackage.org, 2024). A row's `kind` tells answers from bases.
"""

from __future__ import annotations

import csv
import hashlib
from io import StringIO
from typing import Any, Final

import orjson

from folkmoot_core.reports.document import Report
from folkmoot_core.reports.figures import KEPT_BACK, LOW, NOT_APPLICABLE, NOT_SHOWN, Figure, Measure
from folkmoot_core.reports.forms.archive import zipped
from folkmoot_core.reports.naming import file_stem
from folkmoot_core.reports.speaking import Speaker
from folkmoot_core.reports.tables import Cell, Column, Table
from folkmoot_core.reports.xml_text import without_controls
from folkmoot_core.values import harmless_cell

PROFILE: Final = "https://datapackage.org/profiles/2.0"
MARKS: Final = {KEPT_BACK: "mark.kept_back", NOT_SHOWN: "mark.not_shown", LOW: "mark.low", NOT_APPLICABLE: "mark.none"}


def render(report: Report) -> bytes:
    """A zip archive of `datapackage.json` and a CSV file for each table of the report, shown or rested on."""
    files = {
        f"tables/{number:02d}-{file_stem(table.id)}.csv": (table, lines(table))
        for number, table in enumerate(report.tables, start=1)
    }
    package = _package(report, files)
    described = orjson.dumps(package, option=orjson.OPT_INDENT_2) + b"\n"
    return zipped({"datapackage.json": described, **{path: content for path, (_table, content) in files.items()}})


def lines(table: Table) -> bytes:
    """The table as CSV (RFC 4180, UTF-8): key, label and kind of the row, then its cells. Numbers are as they are
    shown, without a mark for thousands."""
    held = StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(["key", "label", "kind", *(column.key for column in table.columns)])
    for row in table.rows:
        kind = "base" if row.is_base else "answer"
        writer.writerow([_harmless(row.key), _harmless(row.header), kind, *(_plain(cell) for cell in row.cells)])
    return held.getvalue().encode()


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return _harmless(cell)
    return cell.in_cell().replace(",", "")


def _harmless(text: str) -> str:
    return harmless_cell(without_controls(text))


def _package(report: Report, files: dict[str, tuple[Table, bytes]]) -> dict[str, Any]:
    front, label = report.front, Speaker(report).label
    licence = front.licence
    package: dict[str, Any] = {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": file_stem(report.title),
        "title": report.title,
        "description": f"{label('book.about_csv')} {label('self_selected')}",
        "version": front.template,
        "licenses": [{"name": licence.name, "path": licence.path, "title": licence.title}],
        "contributors": [{"title": front.organisation, "roles": ["publisher"]}],
        "sources": [{"title": f"{label(f'label.snapshot{front.counts}')} {front.snapshot}"}],
        "resources": [_resource(path, table, content, label) for path, (table, content) in files.items()],
    }
    if front.reported:
        package["created"] = f"{front.reported.isoformat()}T00:00:00Z"
    if front.address.startswith(("https://", "http://")):
        package["homepage"] = front.address
    return package


def _resource(path: str, table: Table, content: bytes, label: Any) -> dict[str, Any]:
    return {
        "name": file_stem(path.rpartition("/")[2].removesuffix(".csv")),
        "type": "table",
        "path": path,
        "title": table.caption,
        "description": " ".join(table.notes) or table.caption,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "$schema": f"{PROFILE}/tableschema.json",
            "fields": [
                {"name": "key", "type": "string", "title": label("field.key"), "constraints": {"required": True}},
                {"name": "label", "type": "string", "title": table.corner},
                {"name": "kind", "type": "string", "title": label("field.kind"),
                 "constraints": {"enum": ["answer", "base"]}},
                *(_field(table, column) for column in table.columns),
            ],
            "primaryKey": ["key"],
            "missingValues": [{"value": "", "label": ""}] + [{"value": m, "label": label(n)} for m, n in MARKS.items()],
        },
    }  # fmt: skip


def _field(table: Table, column: Column) -> dict[str, Any]:
    cells = [table.cell(row.key, column.key) for row in table.rows]
    figures = [cell for cell in cells if isinstance(cell, Figure)]
    field: dict[str, Any] = {"name": column.key, "type": "string", "title": column.header}
    if figures and len(figures) == len(cells):
        whole = all(figure.decimals == 0 for figure in figures if not figure.hidden)
        field["type"] = "integer" if whole else "number"
        if any(figure.measure is Measure.PERCENT for figure in figures):
            field["constraints"] = {"minimum": 0, "maximum": 100} if _all_shares(figures) else {"minimum": 0}
    return field


def _all_shares(figures: list[Figure]) -> bool:
    return all(figure.measure is Measure.PERCENT for figure in figures if not figure.hidden)
