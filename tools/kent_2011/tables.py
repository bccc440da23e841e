"""Where the source tables are, where the pack goes, and how its CSV files are written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "packs" / "kent-2011"
SOURCE = ROOT.parent / "shared"


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header row."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write rows as UTF-8 CSV with LF line ends; returns how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n", restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    print(f"{path.relative_to(ROOT)}: {count} rows")
    return count
