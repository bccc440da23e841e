"""Read a series from a CSV file with the columns period and value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from folkmoot_core.packfiles import Report, Row, read_csv
from folkmoot_core.spc.periods import HOW_TO_WRITE, Period, parse_periods
from folkmoot_core.spc.suitability import check_order

LARGEST = 1e15  # beyond it a sum of whole numbers is no longer exact
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Series:
    """One value a period, oldest first. `percent`: whether the values were written with a per cent sign."""

    periods: tuple[Period, ...]
    values: tuple[float, ...]
    percent: bool = False


def read_series(path: Path) -> Series:
    """The series in a file; other columns are passed over. Raises Invalid with each fault, its line and its mend."""
    report = Report(path.parent)
    rows = read_csv(path, report, required=("period", "value"), extra=True)
    periods = _periods(rows)
    values = [_value(row) for row in rows]
    percent = [row["value"].strip().endswith("%") for row in rows]
    if report.ok and not rows:
        report.fault(path, 2, "There are no rows below the header.", "Add a row for each period, the oldest first.")
    for row, sign in zip(rows, percent, strict=True):
        if sign != percent[0]:
            row.fault("value", "Some values have a per cent sign and some have none.", "Write all in one way.")
            break
    _check_order(rows, periods)
    report.raise_if_any()
    read = tuple(period for period in periods if period is not None)
    numbers = tuple(value for value in values if value is not None)
    check_order(read, numbers)
    return Series(read, numbers, bool(percent) and percent[0])


def _periods(rows: list[Row]) -> list[Period | None]:
    texts = [row.text("period") for row in rows]
    periods = parse_periods(texts)
    for row, text, period in zip(rows, texts, periods, strict=True):
        if text and period is None:
            row.fault("period", f"'{text[:60]}' is not a period.", HOW_TO_WRITE)
    return periods


def _value(row: Row) -> float | None:
    """A number; thousands may be parted by commas, and a per cent sign may stand behind it."""
    text = row["value"].strip()
    if not text:
        row.fault("value", "This cell is empty.", "Fill it in, or take the row out: the gap is then told.")
        return None
    bare = text.removesuffix("%").strip()
    if _THOUSANDS.fullmatch(bare):
        return float(bare.replace(",", ""))
    if bare != text:
        try:
            return float(bare)
        except ValueError:
            pass
    return row.number("value", -LARGEST, LARGEST)


def _check_order(rows: list[Row], periods: list[Period | None]) -> None:
    """The same faults as `suitability.check_order`, with the line they stand on."""
    for place, (row, period) in enumerate(zip(rows, periods, strict=True)):
        before = periods[place - 1] if place else None
        if before is None or period is None:
            continue
        if before.kind is not period.kind:
            message = f"'{period.text}' is a {period.kind}; the row before has a {before.kind}."
            row.fault("period", message, "Use one kind of period in a file.")
        elif period.number == before.number:
            row.fault("period", f"'{period.text}' is there twice.", "Keep one of them; a file holds one series.")
        elif period.number < before.number:
            row.fault("period", f"'{period.text}' comes after '{before.text}'.", "Put the oldest first.")
