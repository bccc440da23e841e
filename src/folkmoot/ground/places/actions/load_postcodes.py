"""Load `places/postcodes.csv` of a pack: each live postcode with its district, ward and position."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot_core.packfiles import Report, Row, read_csv

from ..adapters.national_postcodes import tidy_postcode
from ..enums import PlaceKind
from ..models import Place, Postcode
from .put_postcodes import Located, put_postcodes

REQUIRED = ("postcode", "district", "ward")
OPTIONAL = ("lon", "lat")
DISTRICT_KINDS = frozenset({PlaceKind.DISTRICT, PlaceKind.UNITARY})


def load_postcodes(path: Path, report: Report) -> int:
    """Put the postcodes of the table there. Returns how many rows it has."""
    rows = read_csv(path, report, required=REQUIRED, optional=OPTIONAL, unique=("postcode",))
    places = Place.objects.values_list("code", "pk", "kind")
    districts = {code: pk for code, pk, kind in places if kind in DISTRICT_KINDS}
    wards = {code: pk for code, pk, kind in places if kind == PlaceKind.WARD}
    located = [found for row in rows if (found := _located(row, districts, wards)) is not None]
    held = set(
        Postcode.objects.filter(district_id__in=districts.values()).values_list(
            "postcode", "district_id", "ward_id", "longitude", "latitude"
        )
    )
    put_postcodes(found for found in located if found not in held)
    return len(rows)


def _located(row: Row, districts: dict[str, int], wards: dict[str, int]) -> Located | None:
    postcode = _postcode(row)
    district, ward = row["district"].strip(), row["ward"].strip()
    if district not in districts:
        _fault_place(row, "district", row.text("district"))
    if ward and ward not in wards:
        _fault_place(row, "ward", ward)
    longitude, latitude = row.number("lon", -180, 180), row.number("lat", -90, 90)
    if not postcode or district not in districts:
        return None
    return postcode, districts[district], wards.get(ward), longitude, latitude


def _postcode(row: Row) -> str:
    typed = row.text("postcode")
    postcode = tidy_postcode(typed)
    if typed and not postcode:
        message = _("'%(text)s' is not a whole postcode.") % {"text": typed[:20]}
        row.fault("postcode", message, _("Write it whole, such as AB1 2CD."))
    return postcode


def _fault_place(row: Row, column: str, code: str) -> None:
    if code:
        row.fault(
            column,
            _("No %(kind)s '%(code)s' is in places.csv.") % {"kind": PlaceKind(column).label.lower(), "code": code},
            _("Add it or mend the code."),
        )
