"""Invented respondents: where they live, when they answered, who they are. Nobody here is real."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta

from tables import PACK, read_table

OPENS, CLOSES = date(2011, 6, 20), date(2011, 8, 22)
DECLINED = "Do not wish to say"
PAPER_BY_CAPACITY = {"public": 118, "parish": 12, "voluntary": 4, "other": 2}
# Population of 2011 in thousands, unevened a little as answers always are.
DISTRICT_PULL = {
    "E07000105": 120,
    "E07000106": 170,
    "E07000107": 80,
    "E07000108": 118,
    "E07000109": 84,
    "E07000110": 178,
    "E07000111": 104,
    "E07000112": 116,
    "E07000113": 122,
    "E07000114": 138,
    "E07000115": 112,
    "E07000116": 108,
}
WORKING = {
    "full-time": 48,
    "part-time": 20,
    "self-employed": 11,
    "unemployed": 6,
    "unable-to-work": 4,
    "home": 6,
    "something-else": 4,
    "training-scheme": 1,
}
YOUNG = {"full-time": 40, "part-time": 15, "education": 30, "unemployed": 9, "training-scheme": 5, "home": 1}
OLDER = {"retired": 88, "part-time": 5, "self-employed": 4, "something-else": 3}
NEARLY = {
    "retired": 38,
    "full-time": 30,
    "part-time": 14,
    "self-employed": 9,
    "unemployed": 3,
    "unable-to-work": 4,
    "home": 2,
}
ABOUT = {
    "disability": {"no": 84, "yes": 12, DECLINED: 4},
    "orientation": {"straight": 82, "gay-or-lesbian": 2, "bisexual": 1, "other": 1, DECLINED: 14},
    "religion": {
        "christian": 58,
        "none": 27,
        "buddhist": 1,
        "hindu": 1,
        "jewish": 0.5,
        "muslim": 1,
        "sikh": 1.5,
        "other": 2,
        DECLINED: 8,
    },
    "ethnicity": {
        "white-british": 89,
        "white-other": 3.5,
        "asian": 2,
        "black": 1,
        "mixed": 1,
        "other": 0.5,
        DECLINED: 3,
    },
}


def pick(rng: random.Random, weights: Mapping[str, float]) -> str:
    """One of the keys, by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def employment(rng: random.Random, age: str) -> str:
    """What somebody of that age band mostly does."""
    return pick(rng, {"up-to-19": YOUNG, "20-25": YOUNG, "56-65": NEARLY, "over-65": OLDER}.get(age, WORKING))


def describe(rng: random.Random, age: str, sex: str) -> dict[str, str]:
    """The about-you answers of one person, whose age and sex come from the printed table."""
    said = {"no_reply": "", "declined": DECLINED}
    row = {"age": said.get(age, age), "gender": said.get(sex, sex)}
    silent, private = sex == "no_reply" and age == "no_reply", sex == "declined" and age == "declined"
    for question, weights in ABOUT.items():
        answer = "" if silent else DECLINED if private and rng.random() < 0.85 else pick(rng, weights)
        row[question] = "" if rng.random() < 0.02 else answer
    row["employment"] = "" if silent else DECLINED if private and rng.random() < 0.8 else employment(rng, age)
    return row


class Postcodes:
    """Real postcodes of the county, drawn by district."""

    def __init__(self) -> None:
        self.by_district: dict[str, list[str]] = {}
        for row in read_table(PACK / "places/postcodes.csv"):
            self.by_district.setdefault(row["district"], []).append(row["postcode"])

    def draw(self, rng: random.Random, district: str) -> str:
        """A postcode as somebody writes it: mostly whole, at times only its first part, now and then untidy."""
        postcode = rng.choice(self.by_district[district])
        chance = rng.random()
        if chance < 0.045:
            return postcode.split()[0]
        if chance < 0.06:
            return postcode[:-2]
        if chance < 0.09:
            return postcode.lower().replace(" ", "")
        return postcode


def received(rng: random.Random, channel: str) -> date:
    """The day an answer came in: many at the start and near the end; the post not on Sundays."""
    length = (CLOSES - OPENS).days
    while True:
        shape = rng.random()
        if shape < 0.34:
            day = int(rng.expovariate(1 / 7))
        elif shape < 0.62:
            day = length - int(rng.expovariate(1 / 5))
        else:
            day = rng.randint(0, length)
        when = OPENS + timedelta(days=day)
        if OPENS <= when <= CLOSES and (channel == "web" or (day >= 4 and when.weekday() < 6)):
            return when


def consent(rng: random.Random, channel: str, capacity: str, name: str) -> str:
    """Whether the words may be published; only organisations under invented names are named."""
    if capacity in ("voluntary", "business", "public_sector") and name:
        return pick(rng, {"named": 6, "unnamed": 3, "none": 1})
    if capacity == "parish":
        return "unnamed"
    return pick(rng, {"unnamed": 80, "none": 20} if channel == "web" else {"unnamed": 88, "none": 12})
