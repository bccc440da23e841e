"""GeoJSON outlines to the paths of an SVG picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

Geometry = Mapping[str, Any]
WIDTH = 600.0
MARGIN = 4.0


@dataclass(frozen=True)
class Sheet:
    """The picture that some outlines fill: WIDTH units wide and `height` high, north up.

    Longitudes are drawn narrower by the cosine of the middle latitude (equirectangular projection), which for an area
    the size of a county keeps shapes true to well under one part in a hundred.
    """

    west: float
    north: float
    across: float
    scale: float
    height: float

    @classmethod
    def around(cls, geometries: Sequence[Geometry]) -> Sheet:
        """The sheet for these outlines; there must be one at least."""
        positions = [position for geometry in geometries for ring in rings(geometry) for position in ring]
        longitudes, latitudes = [each[0] for each in positions], [each[1] for each in positions]
        west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
        across = cos(radians((south + north) / 2))
        scale = (WIDTH - 2 * MARGIN) / max((east - west) * across, 1e-9)
        return cls(west, north, across, scale, round((north - south) * scale + 2 * MARGIN, 1))

    def path(self, geometry: Geometry) -> str:
        """The `d` of an SVG path; holes come out as holes under the even-odd rule."""
        return "".join(f"M{'L'.join(self._points(ring))}Z" for ring in rings(geometry))

    def _points(self, ring: Sequence[Sequence[float]]) -> Iterator[str]:
        before = ""
        for longitude, latitude, *_height in ring[:-1]:
            across = MARGIN + (longitude - self.west) * self.across * self.scale
            down = MARGIN + (self.north - latitude) * self.scale
            point = f"{across:.1f} {down:.1f}"
            if point != before:
                yield point
            before = point


def rings(geometry: Geometry) -> Iterator[Sequence[Sequence[float]]]:
    """Every ring of a Polygon or MultiPolygon, holes as well."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def contains(geometry: Geometry, longitude: float, latitude: float) -> bool:
    """Whether the point lies inside the outline, by counting how many of its edges a ray to the east crosses (so holes
    are left out). A point on an edge is inside one of the two places that share it."""
    inside = False
    for ring in rings(geometry):
        for (x1, y1, *_h1), (x2, y2, *_h2) in pairwise(ring):
            if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def bounds(geometry: Geometry) -> tuple[float, float, float, float]:
    """(west, south, east, north) of the outline, in degrees."""
    points = [point for ring in rings(geometry) for point in ring]
    across, up = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(up), max(across), max(up)
