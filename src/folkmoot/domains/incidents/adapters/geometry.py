"""Points and distances, as plain sums."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians

# Three decimals of a degree are 111 metres to the north, and in England about 70 to the east.
PLACES = 3
METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True)
class Point:
    """WGS 84, degrees."""

    longitude: float
    latitude: float

    def metres_to(self, other: Point) -> float:
        """Near enough for a few hundred metres (equirectangular)."""
        narrower = cos(radians((self.latitude + other.latitude) / 2))
        across = (other.longitude - self.longitude) * METRES_A_DEGREE * narrower
        return hypot(across, (other.latitude - self.latitude) * METRES_A_DEGREE)

    def rounded(self) -> Point:
        return Point(round(self.longitude, PLACES), round(self.latitude, PLACES))


def box_around(point: Point, metres: float) -> tuple[float, float, float, float]:
    """(west, south, east, north) of the square that holds all within so many metres."""
    up = metres / METRES_A_DEGREE
    across = up / max(cos(radians(point.latitude)), 0.01)
    return point.longitude - across, point.latitude - up, point.longitude + across, point.latitude + up
