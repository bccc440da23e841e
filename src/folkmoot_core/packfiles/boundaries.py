"""Read boundaries from GeoJSON, checked well enough to be drawn and tested for points inside.

Source: RFC 7946 (sections 3.1.6 polygons, 4 WGS 84 longitude and latitude in degrees).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from folkmoot_core.packfiles.report import Report
from folkmoot_core.packfiles.texts import read_text

Geometry = Mapping[str, Any]
_SHOWN = 80


def read_geojson(path: Path, report: Report, code_property: str = "code") -> dict[str, Geometry]:
    """Each feature's geometry (Polygon or MultiPolygon, longitude and latitude in degrees) by its code.

    Features at fault are reported and left out; a file that cannot be read gives an empty dict.
    """
    text = read_text(path, report)
    features = None if text is None else _features(text, path, report)
    if text is None or features is None:
        return {}
    found: dict[str, Geometry] = {}
    for number, feature in enumerate(features, start=1):
        code = _code(feature, code_property)
        if code is None:
            problem: str | None = f"The property '{code_property}' is missing or is not text."
        elif code in found:
            problem = f"The code '{code}' stands here twice."
        else:
            problem = geometry_problem(feature.get("geometry"))
        if problem or code is None:
            where = f"feature {number}" + (f" ({code})" if code else "")
            line = _line_of(text, code, last=code in found)
            report.fault(path, line, problem or "", "Mend the feature, or take it out.", where=where)
        else:
            found[code] = feature["geometry"]
    return found


def geometry_problem(geometry: object) -> str | None:
    """What is wrong with a GeoJSON geometry as a boundary, in a sentence; None if nothing is."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return "The geometry is not a Polygon or MultiPolygon."
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        return "The geometry has no coordinates."
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            return "A polygon has no ring."
        for ring in polygon:
            problem = _ring_problem(ring)
            if problem:
                return problem
    return None


def _ring_problem(ring: object) -> str | None:
    if not isinstance(ring, list) or len(ring) < 4:
        return "A ring has fewer than four positions."
    for position in ring:
        if not isinstance(position, list) or len(position) not in (2, 3) or not all(map(_is_number, position)):
            return f"{_short(position)} is not a position; it should be [longitude, latitude]."
        longitude, latitude = position[:2]
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            return (
                f"{_short(position)} is not a longitude and latitude in degrees; "
                "if it is in metres of a national grid, convert it to WGS 84 first."
            )
    if ring[0] != ring[-1]:
        return f"A ring is not closed: it starts at {_short(ring[0])} and ends at {_short(ring[-1])}."
    return None


def _features(text: str, path: Path, report: Report) -> list[dict[str, Any]] | None:
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        report.fault(path, error.lineno, f"This is not JSON: {error.msg.lower()}.", "Save the file again as GeoJSON.")
        return None
    except (ValueError, RecursionError):
        report.fault(path, None, "This is not JSON we can read.", "Save the file again as GeoJSON.")
        return None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        report.fault(path, 1, "This is not a FeatureCollection.", "save the layer as a GeoJSON FeatureCollection.")
        return None
    return features


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _code(feature: Mapping[str, Any], code_property: str) -> str | None:
    properties = feature.get("properties")
    code = properties.get(code_property) if isinstance(properties, dict) else None
    return code.strip() or None if isinstance(code, str) else None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _line_of(text: str, code: str | None, *, last: bool) -> int | None:
    quoted = json.dumps(code, ensure_ascii=False)
    at = text.rfind(quoted) if last else text.find(quoted)
    return None if code is None or at < 0 else text.count("\n", 0, at) + 1


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
