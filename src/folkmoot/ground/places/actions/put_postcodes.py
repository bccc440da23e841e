"""Write many postcodes at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from ..models import Postcode

# postcode, district's number, ward's number, longitude, latitude (degrees, WGS 84)
Located = tuple[str, int, int | None, float | None, float | None]

COLUMNS = ("postcode", "district_id", "ward_id", "longitude", "latitude")
MOVED = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[1:])


def put_postcodes(located: Iterable[Located]) -> int:
    """Create each postcode, or move it to where it lies now. Returns how many were written.

    A postcode may stand once only among `located`. In plain SQL, the same for both databases: a county has fifty
    thousand postcodes and the country two million, and to make an object of each takes ten times as long.
    """
    rows = list(located)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Postcode._meta.db_table} ({', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s) "  # noqa: S608
            f"ON CONFLICT (postcode) DO UPDATE SET {MOVED}",
            rows,
        )
    return len(rows)
