"""The postcode box: whole, partial, mistyped and unknown."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.factories.places import PlaceFactory, PostcodeFactory

from folkmoot.ground.places.enums import PlaceKind
from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import district_of, find_postcode

pytestmark = pytest.mark.django_db


@pytest.fixture
def north() -> Place:
    return PlaceFactory(name="Northby")


@pytest.fixture
def south(north: Place) -> Place:
    """Two districts: all of AY1 and most of AY12 lie in the north, the rest of AY12 in the south."""
    south = PlaceFactory(name="Southwick")
    ward = PlaceFactory(name="Mill", kind=PlaceKind.WARD, parent=north)
    PostcodeFactory(postcode="AY1 1AA", district=north, ward=ward)
    PostcodeFactory(postcode="AY1 2AB", district=north)
    PostcodeFactory(postcode="AY12 3AA", district=north)
    PostcodeFactory(postcode="AY12 3AB", district=north)
    PostcodeFactory(postcode="AY12 4AA", district=south)
    PostcodeFactory(postcode="A1 1AA", district=south)
    return south


@pytest.mark.parametrize("typed", ["AY1 1AA", "ay11aa", " AY1-1aa. ", "AY1 IAA"])
def test_a_whole_postcode_is_found_however_it_is_typed(south: Place, typed: str) -> None:
    answer = find_postcode(typed)
    assert (answer.kind, answer.normal) == ("found", "AY1 1AA")
    assert (str(answer.district), str(answer.ward)) == ("Northby", "Mill")
    assert answer.sentence == "AY1 1AA is in Mill ward, in Northby."


def test_a_postcode_without_a_ward_still_has_its_district(south: Place) -> None:
    assert find_postcode("AY1 2AB").sentence == "AY1 2AB is in Northby."


def test_a_part_that_lies_in_one_district_gives_it(south: Place, north: Place) -> None:
    answer = find_postcode("ay1")
    assert (answer.kind, answer.district, answer.ward) == ("partial", north, None)
    # AY12 begins with the same letters but is another district of the post.
    assert answer.sentence == "2 postcodes of this area begin AY1; all are in Northby."


def test_a_part_that_lies_in_several_gives_the_candidates_likeliest_first(south: Place, north: Place) -> None:
    answer = find_postcode("AY12")
    assert (answer.district, answer.districts) == (None, (north, south))
    assert "2 districts" in answer.sentence


def test_a_sector_narrows_it_down(south: Place) -> None:
    assert find_postcode("AY12 4").district == south


def test_an_area_of_one_letter_does_not_take_in_an_area_of_two(south: Place) -> None:
    PostcodeFactory(postcode="B1 1AA", district=south)
    PostcodeFactory(postcode="BR1 1AA", district=PlaceFactory(name="Elsewhere"))
    assert find_postcode("B").district == south


def test_a_mistyped_one_offers_what_exists(south: Place) -> None:
    answer = find_postcode("AY12 3AS")
    assert (answer.kind, answer.district) == ("mistyped", None)
    assert set(answer.suggestions) == {"AY12 3AA"}


def test_an_unknown_one_says_what_to_do(south: Place) -> None:
    answer = find_postcode("ZE1 9ZZ")
    assert (answer.kind, answer.districts, answer.suggestions) == ("unknown", (), ())
    assert "choose your district" in answer.sentence


@pytest.mark.parametrize(("typed", "kind"), [("", "empty"), ("  ", "empty"), ("over the hill", "unknown")])
def test_what_is_no_postcode_is_said_to_be_none(south: Place, typed: str, kind: str) -> None:
    assert find_postcode(typed).kind == kind


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.text(max_size=80))
def test_nothing_typed_is_an_error(south: Place, typed: str) -> None:
    answer = find_postcode(typed)
    assert answer.sentence
    assert (answer.district is None) or answer.district in answer.districts
    assert district_of(typed)[0] == answer.district


@pytest.mark.parametrize(
    ("typed", "district", "ward"),
    [
        ("AY1 1AA", "Northby", "Mill"),
        ("AY1", "Northby", None),
        ("AY12", None, None),
        ("AY12 4", "Southwick", None),
        ("ZE1 9ZZ", None, None),
    ],
)
def test_district_of_an_answer_takes_one_query(
    south: Place,
    typed: str,
    district: str | None,
    ward: str | None,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        found = district_of(typed)
    assert [place and place.name for place in found] == [district, ward]


def test_suggestions_take_one_query_however_many_slips_there_are(
    south: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        find_postcode("AY12 3AS")
