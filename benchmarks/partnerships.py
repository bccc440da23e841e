"""The picture of a county's 200 bodies, its overlaps, and 60 boards checked against their rules.

Run: folkmoot bench partnerships. Promised: the picture's page in under 1 s.
"""

# Django is set up before its parts can be imported.
# ruff: noqa: E402
from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from time import perf_counter

from driving.measures import percentile, say
from driving.own_site import set_up_own_site

FOLDER = set_up_own_site()

from django.test import Client

from folkmoot.domains.partnerships.models import BoardRule, Governance, Level, Remit
from folkmoot.ground.bodies.models import Membership, Organisation, Person

BODIES, PEOPLE, SEATS_EACH, WITH_RULES, TURNS = 200, 900, 9, 60, 5
DAY = date(2026, 6, 15)
LEVELS = (("forum", 1), ("chiefs", 4), ("boards", 15), ("partnerships", 50), ("groups", 130))
WORDS = (
    "waste",
    "housing",
    "health",
    "youth",
    "crime",
    "alcohol",
    "sport",
    "culture",
    "roads",
    "energy",
    "care",
    "jobs",
)


def main() -> None:
    fill(random.Random(2026))
    client = Client()
    for title, address, goal in (
        (f"picture of {BODIES} bodies", "/partnerships/", {"at_most": 1}),
        ("the same as a table", "/partnerships/table/", {"at_most": 1}),
        ("overlaps among them", "/partnerships/overlaps/", {"at_most": 1}),
        ("gaps", "/partnerships/gaps/", {"at_most": 1}),
        (f"{WITH_RULES} boards against their rules", "/partnerships/rules/", {"at_most": 1}),
    ):
        say(f"page: {title}", timed(lambda address=address: client.get(address, {"on": DAY.isoformat()})), "s", **goal)


def fill(chance: random.Random) -> None:
    people = Person.objects.bulk_create(Person(key=f"p{n}", name=f"Person {n}") for n in range(PEOPLE))
    above: list[Organisation] = []
    for place, (key, number) in enumerate(LEVELS):
        level = Level.objects.create(key=key, title=key.title(), position=place)
        bodies = [
            Organisation.objects.create(
                key=f"{key}_{n}",
                name=f"Anyshire {chance.choice(WORDS)} {chance.choice(WORDS)} {key} {n}",
                classification="board",
                parent=chance.choice(above) if above else None,
                purpose=" ".join(chance.sample(WORDS, 3)),
                founding_date="2020",
            )
            for n in range(number)
        ]
        Remit.objects.bulk_create(
            Remit(body=each, level=level, section=f"Section {n % 5}" if number > 20 else "", meetings_a_year=4)
            for n, each in enumerate(bodies)
        )
        above = bodies
    every = list(Organisation.objects.order_by("pk"))
    Membership.objects.bulk_create(
        Membership(person=person, organisation=body, role="Member", tier="county", category="leader", start_date="2021")
        for body in every
        for person in chance.sample(people, SEATS_EACH)
    )
    for body in every[:WITH_RULES]:
        Governance.objects.create(body=body, profile="council-committee")
        for number in range(10):
            settings = {"least": number, "most": number, "tier": ["county"]}
            BoardRule.objects.create(body=body, key=f"rule_{number}", kind="seats", words="members", settings=settings)


def timed(do: Callable[[], object]) -> float:
    figures = []
    for _turn in range(TURNS):
        start = perf_counter()
        do()
        figures.append(perf_counter() - start)
    return percentile(figures, 0.5)


if __name__ == "__main__":
    main()
