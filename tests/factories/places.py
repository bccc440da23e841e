from __future__ import annotations

from typing import Any

import factory
from django.core.cache import cache

from folkmoot.ground.base import public as base
from folkmoot.ground.places.enums import PlaceKind
from folkmoot.ground.places.models import Boundary, Place, Population, Postcode


class PlaceFactory(factory.django.DjangoModelFactory):
    """A district; say `kind=` for another."""

    class Meta:
        model = Place

    code = factory.Sequence(lambda number: f"X{number:08}")
    name = factory.Sequence(lambda number: f"Place {number}")
    slug = factory.Sequence(lambda number: f"place-{number}")
    kind = PlaceKind.DISTRICT


class BoundaryFactory(factory.django.DjangoModelFactory):
    """A square a tenth of a degree wide; `west` and `south` in degrees."""

    class Meta:
        model = Boundary
        exclude = ("west", "south")

    west = 1.0
    south = 51.0
    place = factory.SubFactory(PlaceFactory)
    geometry = factory.LazyAttribute(lambda each: square(each.west, each.south))


class PopulationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Population

    place = factory.SubFactory(PlaceFactory)
    year = 2021
    source = "Count 2021"
    residents = 1000


class PostcodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Postcode

    postcode = "AY1 1AA"
    district = factory.SubFactory(PlaceFactory)


def square(west: float, south: float) -> dict[str, Any]:
    east, north = west + 0.1, south + 0.1
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def forget_what_is_kept_in_memory() -> None:
    """The site's identity and drawn maps outlive a test's transaction."""
    base._identity = None
    cache.clear()
