"""A file that somebody sends, CSV or workbook, as rows that know their line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from folkmoot_core.packfiles import Report, Row, read_csv, read_records

from .workbooks import records_of

WORKBOOK = ".xlsx"
ENDINGS = (".csv", WORKBOOK)


def spreadsheet_rows(
    content: bytes, name: str, report: Report, required: Sequence[str], optional: Sequence[str] = ()
) -> list[Row]:
    """Its rows; what is wrong with its shape goes to `report`. `name` tells a workbook from a CSV file. Raises Invalid
    (`file`) for what is no workbook."""
    if name.lower().endswith(WORKBOOK):
        return read_records(records_of(content), Path(name), report, required, optional)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sent.csv"
        path.write_bytes(content)
        return read_csv(path, report, required, optional)
