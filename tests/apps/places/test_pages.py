from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.places import BoundaryFactory, PlaceFactory, PopulationFactory, PostcodeFactory

from folkmoot.ground.base.public import set_site_identity
from folkmoot.ground.places.enums import PlaceKind
from folkmoot.ground.places.models import Place, Postcode

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Place:
    county = PlaceFactory(code="X10000001", name="Anyshire", slug="anyshire", kind=PlaceKind.COUNTY)
    set_site_identity({"county_place": "X10000001"})
    return county


def add_districts(county: Place, number: int) -> list[Place]:
    districts = PlaceFactory.create_batch(number, parent=county)
    for place, district in enumerate(districts):
        BoundaryFactory(place=district, west=1 + place / 10)
        PopulationFactory(place=district, residents=12345)
        ward = PlaceFactory(parent=district, kind=PlaceKind.WARD)
        PostcodeFactory(postcode=f"AY{Postcode.objects.count() + 1} 1AA", district=district, ward=ward)
    return districts


def test_the_county_page_lists_its_districts_beside_a_map(county: Place, client: Client) -> None:
    first, _second = add_districts(county, 2)
    elsewhere = PlaceFactory(name="Over the border")
    page = client.get("/places/").content.decode()
    assert page.count('class="fm-map__place"') == 2
    assert f'<a class="govuk-link" href="/places/{first.slug}/">{first.name}</a>' in page
    assert "12,345" in page
    assert "24,690 people lived here" in page
    assert elsewhere.name not in page


@pytest.mark.parametrize("address", ["/places/", "/places/anyshire/", "/places/find/?postcode=AY"])
def test_the_number_of_queries_does_not_grow_with_the_places(
    county: Place, client: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    add_districts(county, 1)
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    add_districts(county, 5)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert client.get(address).status_code == 200


def test_a_place_shows_who_lives_there(county: Place, client: Client) -> None:
    (district,) = add_districts(county, 1)
    for sex in ("female", "male"):
        PopulationFactory(place=district, year=2011, source="Census", sex=sex, age_to=17, residents=40)
    PopulationFactory(place=district, year=2011, source="Census", ethnicity="One group", residents=80)
    page = client.get(f"/places/{district.slug}/").content.decode()
    for part in ("0 to 17", "One group", "100.0%", "Residents by year", "Residents in 2021"):
        assert part in page
    assert client.get("/places/no-such-place/").status_code == 404


def test_a_place_without_figures_says_so(client: Client) -> None:
    place = PlaceFactory()
    assert "We hold no figures" in client.get(f"/places/{place.slug}/").content.decode()


def test_the_finder_answers_at_an_address_of_its_own(county: Place, client: Client) -> None:
    (district,) = add_districts(county, 1)
    page = client.get("/places/find/", {"postcode": "ay11aa"}).content.decode()
    assert "AY1 1AA is in" in page
    assert f"/places/{district.slug}/" in page


def test_the_finder_says_what_is_wrong_at_the_box(client: Client) -> None:
    page = client.get("/places/find/", {"postcode": " "}).content.decode()
    assert "govuk-error-summary" in page
    assert 'aria-describedby="postcode-hint postcode-error"' in page
    assert "govuk-error-summary" not in client.get("/places/find/").content.decode()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "é" * 5000, "%", "'; drop table"])
def test_whatever_is_typed_gets_a_page(client: Client, typed: str) -> None:
    response = client.get("/places/find/", {"postcode": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_a_site_without_places_still_has_the_page(client: Client) -> None:
    assert "No places have been loaded yet." in client.get("/places/").content.decode()
