"""A table that somebody sends: a CSV file or a workbook, as rows that know their line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from folkmoot_core.packfiles import Report, Row, read_csv, read_records

from .workbooks import records_of

WORKBOOK = ".xlsx"


def rows_of_file(
    content: bytes, name: str, report: Report, required: Sequence[str], optional: Sequence[str] = ()
) -> list[Row]:
    """Its rows, by the ending of `name`; faults go to `report`. Raises Invalid for a workbook that cannot be read."""
    if name.lower().endswith(WORKBOOK):
        return read_records(records_of(content), Path(name), report, required, optional)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        return read_csv(path, report, required, optional)
