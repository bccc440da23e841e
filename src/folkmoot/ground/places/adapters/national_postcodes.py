"""Read the national postcode files, a line at a time.

Sources: Office for National Statistics, ONS Postcode Directory (ONSPD) and National Statistics Postcode Lookup (NSPL)
user guides: a header row, one row for every postcode that ever was, `doterm` (YYYYMM) filled when it has ended,
latitude 99.999999 where the position is not known. Ordnance Survey, Code-Point Open user guide: no header row, ten
columns, live postcodes only, positions in metres on the National Grid (0, 0 where not known).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot_core.packfiles import Report
from folkmoot_core.postcodes import Kind, parse

from .national_grid import to_wgs84

# Column names over the editions; since 2025 they carry the year of the geography (lad25cd).
NAMES = {
    "postcode": re.compile(r"pcds|pcd|pcd2|pcd[78]|postcode|pc"),
    "ended": re.compile(r"doterm"),
    "district": re.compile(r"oslaua|laua|lad\d\dcd|admin_district_code|dc"),
    "ward": re.compile(r"osward|ward|wd\d\dcd|admin_ward_code|wc"),
    "longitude": re.compile(r"long"),
    "latitude": re.compile(r"lat"),
    "easting": re.compile(r"eastings?|ea"),
    "northing": re.compile(r"northings?|no"),
}
NEEDED = ("postcode", "district")
CODE_POINT = {"postcode": 0, "easting": 2, "northing": 3, "district": 8, "ward": 9}
CODE_POINT_COLUMNS = 10
CODE = re.compile(r"[A-Z]\d{8}", re.ASCII)
# Codes that mean "nowhere": no ward, the Channel Islands, the Isle of Man.
NOWHERE = re.compile(r"[A-Z]9{8}|[LM]\d{8}", re.ASCII)
# The commonest form, to spare millions of rows the forgiving reading, which says the same of all that fits this.
PLAIN = re.compile(r"[A-PR-UWYZ][A-HK-Y]?(?:\d|[1-9]\d) \d[ABD-HJLNP-UW-Z]{2}", re.ASCII)
NORTH_POLE_AND_BEYOND = 90.0


@dataclass(frozen=True, slots=True)
class NationalPostcode:
    """One row: where a postcode is; codes are "" where the file has none. Degrees are WGS 84."""

    line: int
    postcode: str
    district: str
    ward: str
    ended: bool
    cells: tuple[str, str, str, str]  # longitude, latitude, easting, northing as written

    def position(self) -> tuple[float | None, float | None]:
        """(longitude, latitude), or (None, None) where the file does not know. Raises ValueError on a bad number."""
        longitude, latitude, easting, northing = self.cells
        if longitude and latitude:
            where = float(longitude), float(latitude)
            return where if abs(where[1]) <= NORTH_POLE_AND_BEYOND and abs(where[0]) <= 180 else (None, None)
        if easting and northing and 0 < float(easting) < 700_000 and 0 < float(northing) < 1_300_000:
            return tuple(round(degrees, 6) for degrees in to_wgs84(float(easting), float(northing)))  # type: ignore[return-value]
        return None, None


def read_national(path: Path, report: Report) -> Iterator[NationalPostcode]:
    """Every row of the file that has a district; a row that cannot be read is a fault and is left out."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _rows(csv.reader(lines, strict=True), path, report)
    except UnicodeDecodeError:
        report.fault(path, None, _("This is not a text file in UTF-8."), _("Unpack the download; give the .csv in it."))
    except csv.Error as error:
        report.fault(path, None, _("This is not CSV (%(error)s).") % {"error": error}, _("Download the file again."))
    except OSError as error:
        message = _("The file cannot be read: %(error)s.") % {"error": error.strerror}
        report.fault(path, None, message, _("Check the path."))


def tidy_postcode(text: str) -> str:
    """A whole postcode in the standard form, or ""."""
    if PLAIN.fullmatch(text):
        return text
    parsed = parse(text)
    return parsed.normal if parsed.kind is Kind.FULL else ""


def _rows(reader: Iterator[list[str]], path: Path, report: Report) -> Iterator[NationalPostcode]:
    first = next(reader, [])
    columns = _columns(first, path, report)
    if columns is None:
        return
    if columns is CODE_POINT:
        yield from _row(first, 1, columns=columns, width=len(first), path=path, report=report)
    for line, cells in enumerate(reader, start=2):
        yield from _row(cells, line, columns=columns, width=len(first), path=path, report=report)


def _columns(first: Sequence[str], path: Path, report: Report) -> dict[str, int] | None:
    """{what: its column}, from the header, or as Code-Point Open has it when there is none."""
    if len(first) == CODE_POINT_COLUMNS and tidy_postcode(first[0].strip()):
        return CODE_POINT
    found: dict[str, int] = {}
    for what, name in NAMES.items():
        fits = [at for at, cell in enumerate(first) if name.fullmatch(cell.strip().casefold())]
        if fits:
            # Of several ways to write the postcode, `pcds` has the standard space and needs no tidying.
            found[what] = next((at for at in fits if first[at].strip().casefold() == "pcds"), fits[0])
    missing = [what for what in NEEDED if what not in found]
    if not missing:
        return found
    report.fault(
        path,
        1,
        _("We cannot tell which columns hold the %(missing)s.") % {"missing": ", ".join(missing)},
        _("Give an ONSPD or NSPL file with its header row, or a Code-Point Open file as it comes."),
    )
    return None


def _row(
    cells: list[str], line: int, *, columns: dict[str, int], width: int, path: Path, report: Report
) -> Iterator[NationalPostcode]:
    if not cells:
        return
    if len(cells) != width:
        message = _("This row has %(cells)s cells; the first has %(width)s.") % {"cells": len(cells), "width": width}
        report.fault(path, line, message, _("Download the file again."))
        return

    def cell(what: str) -> str:
        return cells[columns[what]].strip() if what in columns else ""

    district, ward = cell("district"), cell("ward")
    for what, code in (("district", district), ("ward", ward)):
        if code and not CODE.fullmatch(code):
            message = _("'%(code)s' is not a code such as E07000105.") % {"code": code[:20]}
            report.fault(path, line, message, _("Check that the file is as it was published."), where=what)
            return
    if district and not NOWHERE.fullmatch(district):
        where = (cell("longitude"), cell("latitude"), cell("easting"), cell("northing"))
        ward = "" if NOWHERE.fullmatch(ward) else ward
        yield NationalPostcode(line, cell("postcode"), district, ward, bool(cell("ended")), where)
