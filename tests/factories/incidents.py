"""What tests of reports begin with: a small county of two districts, `CategoryFactory()`, `reported(…)`."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import factory
from PIL import Image

from folkmoot.domains.incidents.actions.report import Origin, Reporter, Said, report_problem
from folkmoot.domains.incidents.enums import Shown
from folkmoot.domains.incidents.models import Category, Incident, Route, WatchScheme
from folkmoot.domains.incidents.queries.routing import Where, where_at
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import RESIDENT
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.public import new_form_key
from folkmoot.ground.places.enums import PlaceKind
from folkmoot.ground.places.models import Place

from .bodies import OrganisationFactory
from .places import BoundaryFactory, PlaceFactory, PostcodeFactory, square

QUESTIONS: list[dict[str, Any]] = [
    {
        "key": "amount",
        "kind": "choose_one",
        "text": "How much is there?",
        "required": True,
        "options": [{"key": "bag", "text": "A bag"}, {"key": "more", "text": "More"}],
    },
    {
        "key": "among",
        "kind": "choose_many",
        "text": "What is among it?",
        "options": [{"key": "glass", "text": "Glass"}, {"key": "needles", "text": "Needles"}],
    },
    {"key": "note", "kind": "text", "text": "Anything else?", "max_length": 100, "lines": 1},
    {"key": "count", "kind": "number", "text": "How many?", "min": 0, "max": 10},
    {"key": "since", "kind": "date", "text": "Since when?"},
]
POINT = (1.05, 51.05)


@dataclass
class County:
    """North and South, each with two wards; North has a council, and the county one for all else."""

    county: Place
    north: Place
    south: Place
    wards: list[Place]
    council: Organisation
    district_council: Organisation


def make_county() -> County:
    county = PlaceFactory(kind=PlaceKind.COUNTY, name="Anyshire")
    north = PlaceFactory(name="North", parent=county)
    south = PlaceFactory(name="South", parent=county)
    wards = []
    for number, (district, west, south_edge) in enumerate(
        [(north, 1.0, 51.0), (north, 1.1, 51.0), (south, 1.0, 51.2), (south, 1.1, 51.2)]
    ):
        ward = PlaceFactory(kind=PlaceKind.WARD, name=f"Ward {number}", parent=district)
        BoundaryFactory(place=ward, geometry=square(west, south_edge))
        wards.append(ward)
    PostcodeFactory(postcode="AY1 1AA", district=north, ward=wards[0], longitude=1.05, latitude=51.05)
    council = OrganisationFactory(key="county", name="County Council", classification="county_council", place=county)
    district_council = OrganisationFactory(
        key="north", name="North Council", classification="district_council", place=north
    )
    return County(county, north, south, wards, council, district_council)


class CategoryFactory(factory.django.DjangoModelFactory):
    """A kind of problem whose place is shown; say `goes_to=` for the body in charge everywhere."""

    class Meta:
        model = Category
        skip_postgeneration_save = True

    key = factory.Sequence(lambda number: f"litter-{number}")
    name = "Litter"
    group = "Streets"
    keywords = ["rubbish", "bin"]
    questions = QUESTIONS
    shown = Shown.POINT
    working_days = 5

    @factory.post_generation
    def goes_to(self: Category, create: bool, body: Organisation | None, **_rest: Any) -> None:
        if create:
            Route.objects.create(category=self, organisation=body or OrganisationFactory())


class WatchSchemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WatchScheme

    key = factory.Sequence(lambda number: f"watch-{number}")
    title = "Any Watch"
    organisation = factory.SubFactory(OrganisationFactory)


def reported(
    category: Category,
    words: str = "Bags by the gate.",
    *,
    where: Where | None = None,
    email: str = "",
    held_because: str = "",
    key: str | None = None,
    **said: Any,
) -> Incident:
    """A resident's report at POINT, with an answer to the needed question."""
    answers = said.pop("answers", {"amount": "bag"} if category.questions else {})
    return report_problem(
        category=category,
        where=where or where_at(*POINT, "By the gate"),
        said=Said(words, answers, **said),
        origin=Origin(Channel.WEB, key or new_form_key(), held_because=held_because),
        by=RESIDENT,
        reporter=Reporter("Ann", "email", email) if email else None,
    ).incident


def picture(
    *, size: tuple[int, int] = (640, 480), position: tuple[float, float] | None = None, kind: str = "JPEG"
) -> bytes:
    """A photograph as a telephone gives it; `position` is (longitude, latitude) that it says it was taken at."""
    image = Image.radial_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Secret Telephones Ltd"
    if position:
        longitude, latitude = position
        exif[0x8825] = {1: "N", 2: _sexagesimal(latitude), 3: "E", 4: _sexagesimal(longitude)}
    made = BytesIO()
    image.save(made, kind, exif=exif)
    return made.getvalue()


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole, rest = divmod(degrees, 1)
    minutes, rest = divmod(rest * 60, 1)
    return whole, minutes, round(rest * 60, 4)
