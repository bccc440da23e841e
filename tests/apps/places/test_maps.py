from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.factories.places import BoundaryFactory, PlaceFactory, square

from folkmoot.ground.places.adapters.national_grid import to_wgs84
from folkmoot.ground.places.adapters.outlines import WIDTH, Sheet
from folkmoot.ground.places.models import Boundary
from folkmoot.ground.places.public import map_inside
from folkmoot.ground.places.queries.maps import forget_maps


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


WHOLE = [[0.9, 50.9], [1.5, 50.9], [1.5, 51.5], [0.9, 51.5], [0.9, 50.9]]


@given(st.floats(-7, 1.7), st.floats(50, 60))
def test_outlines_fill_their_sheet_and_stay_on_it(west: float, south: float) -> None:
    outlines = [square(west, south), square(west + 0.1, south + 0.05)]
    sheet = Sheet.around(outlines)
    drawn = [point for outline in outlines for point in points(sheet.path(outline))]
    assert all(0 <= x <= WIDTH and 0 <= y <= sheet.height for x, y in drawn)
    assert max(x for x, _y in drawn) - min(x for x, _y in drawn) == pytest.approx(WIDTH - 8, abs=0.2)


def test_north_is_up_and_east_is_right() -> None:
    south_west, north_east = square(1.0, 51.0), square(1.2, 51.2)
    sheet = Sheet.around([south_west, north_east])
    (left, low), (right, high) = points(sheet.path(south_west))[0], points(sheet.path(north_east))[0]
    assert left < right
    assert low > high


def test_a_degree_of_longitude_is_drawn_narrower_than_one_of_latitude() -> None:
    # At 60 degrees north a degree of longitude is half as long as one of latitude.
    sheet = Sheet.around([square(1.0, 59.95)])
    (x1, y1), (x2, _), (_, y3), *_rest = points(sheet.path(square(1.0, 59.95)))
    assert abs(x2 - x1) / abs(y3 - y1) == pytest.approx(0.5, abs=0.01)


def test_national_grid_agrees_with_the_survey() -> None:
    """Real case: the Ordnance Survey's own transformation of Caister water tower (TG 51409 13177), whose WGS 84
    position is 52.65798 N, 1.71605 E; ours may be five metres off."""
    longitude, latitude = to_wgs84(651409.903, 313177.270)
    assert latitude == pytest.approx(52.65798, abs=5e-5)
    assert longitude == pytest.approx(1.71605, abs=8e-5)


@pytest.mark.django_db
def test_a_map_is_drawn_once_and_anew_after_loading(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    county = PlaceFactory()
    BoundaryFactory(place=PlaceFactory(parent=county, name="B"))
    BoundaryFactory(place=PlaceFactory(parent=county, name="A"), west=1.1)
    drawn = map_inside(county)
    assert drawn is not None
    assert [shape.name for shape in drawn.shapes] == ["A", "B"]
    with django_assert_num_queries(0):
        assert map_inside(county) == drawn
    Boundary.objects.filter(place__name="A").update(geometry=square(1.3, 51.0))
    assert map_inside(county) == drawn
    forget_maps()
    assert map_inside(county) != drawn


@pytest.mark.django_db
def test_a_part_without_an_outline_leaves_no_hole_in_the_picture() -> None:
    district = BoundaryFactory(place=PlaceFactory(), west=1.0).place
    Boundary.objects.filter(place=district).update(geometry={"type": "Polygon", "coordinates": [WHOLE]})
    for west in (1.0, 1.1):
        BoundaryFactory(place=PlaceFactory(parent=district), west=west)
    PlaceFactory(parent=district)
    drawn = map_inside(district)
    assert drawn is not None
    assert len(drawn.shapes) == 2
    assert drawn.ground.startswith("M")
    assert max(x for x, _y in points(drawn.ground)) > max(x for each in drawn.shapes for x, _y in points(each.path))


@pytest.mark.django_db
def test_one_outline_is_not_worth_a_map(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    county = PlaceFactory()
    BoundaryFactory(place=PlaceFactory(parent=county))
    assert map_inside(county) is None
    with django_assert_num_queries(0):
        assert map_inside(county) is None


@pytest.mark.django_db
def test_a_point_of_the_plan_is_turned_into_the_degrees_that_it_was_drawn_from(client: Client) -> None:
    """What the script of the map does, with the formula that `ground_plan` promises."""
    county = PlaceFactory(kind="county")
    district = BoundaryFactory(place=PlaceFactory(parent=county, kind="district", name="Northby"), west=1.0).place
    ward = BoundaryFactory(place=PlaceFactory(parent=district, kind="ward", name="Harbour"), west=1.0)
    forget_maps()
    answered = client.get("/places/outlines.json")
    plan = answered.json()
    assert "public" in answered["Cache-Control"]
    assert [each["name"] for each in plan["districts"]] == ["Northby"]
    (drawn,) = plan["wards"]
    assert (drawn["name"], drawn["in"]) == ("Harbour", "Northby")
    ring = ward.geometry["coordinates"][0]
    for (x, y), (longitude, latitude) in zip(points(drawn["path"]), ring[:-1], strict=True):
        assert plan["west"] + (x - plan["margin"]) / (plan["across"] * plan["scale"]) == pytest.approx(
            longitude, abs=2e-4
        )
        assert plan["north"] - (y - plan["margin"]) / plan["scale"] == pytest.approx(latitude, abs=2e-4)
