from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories.places import PlaceFactory, PopulationFactory

from folkmoot.ground.places.enums import PlaceKind, Sex
from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import population, profile, profiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Place:
    """Two districts: counted by age and sex in 2011, estimated whole in 2020; ethnicity in 2011 for one."""
    county = PlaceFactory(kind=PlaceKind.COUNTY)
    for number, district in enumerate(PlaceFactory.create_batch(2, parent=county), start=1):
        for sex in (Sex.FEMALE, Sex.MALE):
            PopulationFactory(place=district, year=2011, source="Census", sex=sex, age_to=17, residents=100 * number)
            PopulationFactory(place=district, year=2011, source="Census", sex=sex, age_from=18, residents=300)
        PopulationFactory(place=district, year=2020, source="Estimate", residents=1000 * number)
    first = Place.objects.filter(parent=county).first()
    for group, residents in (("One", 600), ("Other", 200)):
        PopulationFactory(place=first, year=2011, source="Census", ethnicity=group, residents=residents)
    return county


def test_a_total_is_the_printed_one_or_the_sum_of_its_bands(county: Place) -> None:
    district = Place.objects.filter(parent=county).first()
    assert district is not None
    newest, of_2011 = population(district), population(district, 2011)
    assert newest is not None
    assert of_2011 is not None
    assert (newest.residents, newest.year, newest.source) == (1000, 2020, "Estimate")
    assert of_2011.residents == 800
    assert population(district, 1999) is None


def test_a_county_without_figures_of_its_own_has_those_of_its_districts(county: Place) -> None:
    found = profile(county)
    assert [(total.year, total.residents) for total in found.totals] == [(2020, 3000), (2011, 1800)]
    assert [(band.label, band.female, band.male) for band in found.ages] == [
        ("0 to 17", 300, 300),
        ("18 and over", 600, 600),
    ]
    assert (found.females, found.males) == (900, 900)


def test_figures_of_its_own_come_before_those_inside(county: Place) -> None:
    PopulationFactory(place=county, year=2020, residents=3100)
    assert [(total.year, total.residents) for total in profile(county).totals] == [(2020, 3100)]


def test_ethnic_groups_are_shares_of_all_of_them(county: Place) -> None:
    district = Place.objects.filter(parent=county).first()
    assert district is not None
    assert [(each.label, each.percent) for each in profile(district).ethnicities] == [("One", 75.0), ("Other", 25.0)]


def test_many_profiles_take_one_query(county: Place, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        found = profiles([county, *Place.objects.filter(parent=county)])
    assert len(found) == 3


def test_a_place_without_figures_has_an_empty_profile() -> None:
    place = PlaceFactory()
    assert profile(place).totals == ()
    assert population(place) is None
