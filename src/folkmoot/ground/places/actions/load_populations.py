"""Load `places/populations.csv` of a pack: residents by year, sex, age and ethnicity."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, Row, read_csv

from ..enums import Sex
from ..models import Place, Population

REQUIRED = ("place", "year", "source", "sex", "age_from", "age_to", "ethnicity", "residents")
CELL = ("place_id", "year", "source", "sex", "age_from", "age_to", "ethnicity")
OLDEST = 120
MOST = 2_000_000_000


def load_populations(path: Path, report: Report) -> int:
    """Put the cells of the table there. Returns how many rows it has."""
    rows = read_csv(path, report, required=REQUIRED, unique=REQUIRED[:-1])
    places = dict(Place.objects.values_list("code", "pk"))
    cells = [cell for row in rows if (cell := _cell(row, places)) is not None]
    held = Population.objects.filter(place_id__in={cell.place_id for cell in cells})
    put_rows(cells, existing=held, key=CELL)
    return len(rows)


def _cell(row: Row, places: dict[str, int]) -> Population | None:
    code = row.text("place")
    if code and code not in places:
        message = _("The place '%(code)s' is not in places.csv.") % {"code": code}
        row.fault("place", message, _("Add it or mend the code."))
    year = row.whole("year", 1801, 2200)
    age_from = row.whole("age_from", 0, OLDEST)
    age_to = row.whole("age_to", 0, OLDEST, blank=True)
    if age_from is not None and age_to is not None and age_to < age_from:
        row.fault("age_to", _("The age band ends before it begins."), _("Mend age_from or age_to."))
    residents = row.whole("residents", 0, MOST)
    source, sex, ethnicity = row.text("source", 120), row.choice("sex", Sex.values), row.text("ethnicity", 120)
    if code not in places or year is None or age_from is None or residents is None:
        return None
    return Population(
        place_id=places[code],
        year=year,
        source=source,
        sex=sex,
        age_from=age_from,
        age_to=age_to,
        ethnicity=ethnicity,
        residents=residents,
    )
