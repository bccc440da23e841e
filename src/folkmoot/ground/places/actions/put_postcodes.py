"""Write many postcodes at once."""

from __future__ import annotations

from collections.abc import Iterable

from ..models import Postcode

# postcode, district's number, ward's number, longitude, latitude (degrees, WGS 84)
Located = tuple[str, int, int | None, float | None, float | None]


def put_postcodes(located: Iterable[Located]) -> int:
    """Create each postcode, or move it to where it lies now. Returns how many were written.

    A postcode may stand once only among `located`.
    """
    written = Postcode.objects.bulk_create(
        (
            Postcode(postcode=postcode, district_id=district, ward_id=ward, longitude=longitude, latitude=latitude)
            for postcode, district, ward, longitude, latitude in located
        ),
        update_conflicts=True,
        unique_fields=["postcode"],
        update_fields=["district", "ward", "longitude", "latitude"],
    )
    return len(written)
