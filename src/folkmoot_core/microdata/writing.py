"""A CSV file again, with one more column."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from folkmoot_core.microdata.reading import layout_of
from folkmoot_core.values import Fault, Invalid


def copy_with_column(source: Path, target: Path, name: str, values: Iterable[float]) -> None:
    """Copy `source` to `target` (UTF-8) with the column `name` behind the others, one value a row, in full precision.

    Invalid where the column is there already, or both are one file. It is put in place only when it is whole.
    """
    layout = layout_of(source)
    if name in layout.names:
        raise Invalid(
            [Fault("", f"there is a column '{name}' already.", "Name another for the weights.", 1, str(source))]
        )
    if target.resolve() == source.resolve():
        raise Invalid([Fault("", "it would be written over the data.", "Name another file.", file=str(target))])
    part = target.with_name(f"{target.name}.part")
    encoding = "utf-8-sig" if layout.encoding == "utf-8" else layout.encoding
    try:
        with source.open(encoding=encoding, newline="") as old, part.open("w", encoding="utf-8", newline="") as new:
            writer = csv.writer(new, delimiter=layout.separator)
            records = csv.reader(old, delimiter=layout.separator)
            kept = (record for record in records if record or len(layout.names) == 1)
            writer.writerow([*next(kept), name])
            writer.writerows([*(record or [""]), repr(value)] for record, value in zip(kept, values, strict=True))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
