"""Boundaries: what cannot be drawn, or is in the wrong coordinates, is told and left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot_core.packfiles import Report, read_geojson

SQUARE = [[0.5, 51.2], [0.6, 51.2], [0.6, 51.3], [0.5, 51.2]]


def feature(code: object, geometry: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def read(tmp_path: Path, content: object) -> tuple[dict[str, Any], Report]:
    path = tmp_path / "wards.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content, indent=0))
    report = Report(tmp_path)
    return read_geojson(path, report), report


def collection(*features: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_polygons_and_multipolygons_are_read_by_code(tmp_path: Path) -> None:
    one = {"type": "Polygon", "coordinates": [SQUARE]}
    two = {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}
    found, report = read(tmp_path, collection(feature("E1", one), feature("E2", two)))
    assert report.ok
    assert found == {"E1": one, "E2": two}


@pytest.mark.parametrize(
    ("geometry", "part"),
    [
        (None, "not a Polygon"),
        ({"type": "Point", "coordinates": [0, 0]}, "not a Polygon"),
        ({"type": "Polygon"}, "no ring"),
        ({"type": "Polygon", "coordinates": []}, "no ring"),
        ({"type": "MultiPolygon", "coordinates": []}, "no coordinates"),
        ({"type": "Polygon", "coordinates": [SQUARE[:3]]}, "fewer than four"),
        ({"type": "Polygon", "coordinates": [[*SQUARE[:3], [0.4, 51.2]]]}, "not closed"),
        ({"type": "Polygon", "coordinates": [[["0", 51.2], *SQUARE[1:]]]}, "not a position"),
        ({"type": "Polygon", "coordinates": [[[True, 51.2], *SQUARE[1:]]]}, "not a position"),
        ({"type": "Polygon", "coordinates": [[[546703, 160652], *SQUARE[1:]]]}, "national grid"),
        ({"type": "Polygon", "coordinates": [[[0.5, 90.1], *SQUARE[1:]]]}, "national grid"),
        ({"type": "Polygon", "coordinates": [[[-180.1, 51.2], *SQUARE[1:]]]}, "national grid"),
        ({"type": "Polygon", "coordinates": [[[10**400, 51], *SQUARE[1:]]]}, "national grid"),
    ],
)
def test_bad_geometries_are_told_with_their_feature_and_left_out(tmp_path: Path, geometry: object, part: str) -> None:
    good = {"type": "Polygon", "coordinates": [SQUARE]}
    found, report = read(tmp_path, collection(feature("E1", good), feature("E2", geometry)))
    assert list(found) == ["E1"]
    assert [fault.where for fault in report.faults] == ["feature 2 (E2)"]
    assert part in report.faults[0].message
    text = (tmp_path / "wards.geojson").read_text().splitlines()
    assert '"E2"' in text[(report.faults[0].line or 0) - 1]


def test_codes_must_be_there_and_differ(tmp_path: Path) -> None:
    good = {"type": "Polygon", "coordinates": [SQUARE]}
    found, report = read(tmp_path, collection(*(feature(code, good) for code in ("E1", "E1", "", 7, None)), {}))
    assert list(found) == ["E1"]
    assert ["twice" in fault.message for fault in report.faults].count(True) == 1
    assert len(report.faults) == 5


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "3", '{"features": {}}', '{"features": [1]}', '{"a": NaN}', "[" * 100_000]
)
def test_what_is_not_a_feature_collection_is_one_fault(tmp_path: Path, content: str) -> None:
    found, report = read(tmp_path, content)
    assert found == {}
    assert len(report.faults) == 1
    assert report.faults[0].mend
