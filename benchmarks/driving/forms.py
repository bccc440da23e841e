"""What a crowd of residents answers: filled-in forms as a browser would post them, the same on every run."""

from __future__ import annotations

import random

from .clients import Answers

WORDS = (
    "More buses in the evening, please, and safer crossings near schools.",
    "Help for young carers.",
    "Ask us more often, and tell us what happened.",
    "Keep the libraries open: they are where people without a computer go for everything else.",
    (
        "Apprenticeships that lead to a job. My son did two courses, and each ended with a certificate and no more. "
        "Firms here would take more young people on if somebody helped them with the paperwork in the first year."
    ),
)
SENT_WITH = [["consent", "unnamed"], ["tell", ""]]


def kent_leaflets(count: int) -> list[Answers]:
    """The nine questions of the 2011 leaflet: who answers, three times "choose two", three texts, balance, postcode."""
    chance = random.Random(2011)
    return [kent_leaflet(chance) for _ in range(count)]


def kent_leaflet(chance: random.Random) -> Answers:
    form = [["capacity", chance.choice(["public", "other"])]]
    for place in (1, 2, 3):
        chosen = sorted(chance.sample("abcdef", 2))
        form += [[f"q{place * 2 - 1}", f"a{place}{letter}"] for letter in chosen]
        form.append([f"q{place * 2}", chance.choice(WORDS)])
    postcode = chance.choice(["ME14 1XX", "CT1 2NX", "DA1 1DR", "TN1 1RS"])
    return [*form, ["balance", chance.choice(["yes", "no"])], ["postcode", postcode], *SENT_WITH]


def park_visitors(count: int) -> list[Answers]:
    """Answers to the parks consultation of the example pack."""
    chance = random.Random(1925)
    repairs = ["play", "paths", "toilets", "trees", "lights"]
    return [
        [
            ["capacity", "public"],
            ["visited", "yes"],
            ["visits", str(chance.randrange(1, 8))],
            *[["repairs", choice] for choice in chance.sample(repairs, 2)],
            ["else", chance.choice(WORDS)],
            *SENT_WITH,
        ]
        for _ in range(count)
    ]
