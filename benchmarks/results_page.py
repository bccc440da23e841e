"""How long the results page takes with 100,000 responses: the first time, again, and after one more has come in.

Run it: `python benchmarks/results_page.py` (makes a database of its own in a temporary folder).
Promised: under 500 ms the first time, under 60 ms after that, and the same number of queries however many there are.
"""

# Django is set up before its parts can be imported.
# ruff: noqa: E402
from __future__ import annotations

import os
import random
import sys
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

from driving.measures import say
from driving.own_site import set_up_own_site

FOLDER = set_up_own_site()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from folkmoot.domains.consultations.adapters import codebook_of, questionnaire_of
from folkmoot.domains.consultations.models import Consultation, Phase, Questionnaire, Response
from folkmoot.domains.consultations.queries.results import forget_results
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.places.models import Place
from folkmoot_core.questionnaires import fingerprint, load_questionnaire, visible

RESPONSES = int(os.environ.get("RESPONSES", "100000"))
COLD_MS, WARM_MS = 500, 60
OPTIONS = {"q1": "abcdef", "q2": "abcdef", "q3": "abcdef"}


def questionnaire() -> str:
    many = "".join(
        f"""
      - key: {key}
        kind: choose_many
        text: "Which two of these matter most ({key})?"
        max_choices: 2
        options: [{", ".join(f'{{key: {letter}, text: "Choice {letter.upper()}"}}' for letter in letters)}]"""
        for key, letters in OPTIONS.items()
    )
    single = "".join(
        f"""
      - key: s{number}
        kind: choose_one
        text: "Do you agree with point {number}?"
        declines: true
        options: [{{key: agree, text: Agree}}, {{key: unsure, text: Unsure}}, {{key: disagree, text: Disagree}}]"""
        for number in range(1, 11)
    )
    return f"""questionnaire: bench
title: "A large consultation"
sections:
  - key: who
    title: "About you"
    questions:
      - key: capacity
        kind: choose_one
        role: capacity
        text: "Who are you?"
        options: [{{key: public, text: A resident}}, {{key: group, text: A group}}, {{key: firm, text: A firm}}]
      - key: age
        kind: choose_one
        role: age_band
        text: "How old are you?"
        options: [{", ".join(f'{{key: b{n}, text: "Band {n}"}}' for n in range(1, 8))}]
      - key: sex
        kind: choose_one
        role: sex
        text: "What is your sex?"
        options: [{{key: female, text: Female}}, {{key: male, text: Male}}]
  - key: views
    title: "Your views"
    questions:{many}{single}
      - key: words
        kind: text
        text: "What else should we know?"
"""


def prepare() -> None:
    """A consultation with its responses, put in by the thousand."""
    chance, now = random.Random(1), timezone.now()
    definition = questionnaire()
    owner = Organisation.objects.create(key="council", name="The council", classification="county_council")
    consultation = Consultation.objects.create(
        slug="large", title="A large consultation", summary="…", organisation=owner,
        opens_on=now.date() - timedelta(days=90), closes_on=now.date() - timedelta(days=1),
    )  # fmt: skip
    for kind, days in (("open", 90), ("analysing", 1)):
        Phase.objects.create(consultation=consultation, kind=kind, starts_at=now - timedelta(days=days))
    version = Questionnaire.objects.create(
        consultation=consultation, version=1, definition=definition, published_at=now,
        sha256=fingerprint(load_questionnaire(definition)),
    )  # fmt: skip
    core = questionnaire_of(version)
    book = codebook_of(core)
    districts = [
        Place.objects.create(code=f"E0{number}", slug=f"d{number}", name=f"District {number}", kind="district")
        for number in range(12)
    ]
    for start in range(0, RESPONSES, 5000):
        numbers = range(start, min(start + 5000, RESPONSES))
        arrivals = Arrival.objects.bulk_create(
            Arrival(reference=f"R{n}", key=f"k{n}", kind="response", channel="web", received_at=now,
                    received_on=now.date())
            for n in numbers
        )  # fmt: skip
        rows = []
        for arrival in arrivals:
            answers = some_answers(chance)
            rows.append(
                Response(
                    consultation=consultation, questionnaire=version, arrival=arrival, answers=answers,
                    channel=chance.choice(["web", "web", "web", "paper"]), district=chance.choice(districts),
                    coded=book.encode(answers, visible(core, answers)), capacity=answers["capacity"],
                    age_band=answers["age"], sex=answers["sex"],
                )
            )  # fmt: skip
        Response.objects.bulk_create(rows)


def some_answers(chance: random.Random) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "capacity": chance.choice(["public", "public", "public", "group", "firm"]),
        "age": f"b{chance.randint(1, 7)}",
        "sex": chance.choice(["female", "male"]),
    }
    answers |= {key: sorted(chance.sample(letters, 2)) for key, letters in OPTIONS.items()}
    answers |= {f"s{number}": chance.choice(["agree", "unsure", "disagree"]) for number in range(1, 11)}
    if chance.random() < 0.3:
        answers["words"] = "More benches, and somebody who mends them, please. " * 3
    return answers


def timed(client: Any, address: str) -> tuple[float, int]:
    """(milliseconds, queries) of one request through the whole of Django."""

    with CaptureQueriesContext(connection) as queries:
        started = perf_counter()
        response = client.get(address)
        response.getvalue()
        taken = (perf_counter() - started) * 1000
    if response.status_code != 200:
        sys.exit(f"{address} answered {response.status_code}.")
    return taken, len(queries)


def measure() -> list[tuple[str, float, int, int]]:

    prepare()
    client, address = Client(), "/consultations/large/results/"
    client.get("/consultations/outcomes/")  # templates of the frame, once a process
    rows: list[tuple[str, float, int, int]] = [("first time", *timed(client, address), COLD_MS)]
    again = [timed(client, address) for _turn in range(9)]
    rows.append(("again (median of 9)", median(taken for taken, _queries in again), again[0][1], WARM_MS))
    Response.objects.filter(pk=Response.objects.first().pk).update(state="set_aside")
    rows.append(("after one is set aside", *timed(client, address), COLD_MS))
    breakdown = f"{address}q1/by/district/"
    timed(client, breakdown)
    rows.append(("one question by district", *timed(client, breakdown), WARM_MS))
    forget_results()
    rows.append(("all counts as CSV, first time", *timed(client, f"{address}all.csv"), COLD_MS))
    return rows


def main() -> None:
    with FOLDER:
        for name, taken, queries, promised in measure():
            about = f"results page, {RESPONSES:,} responses, {name} ({queries} queries)"
            say(about, round(taken, 1), "ms", at_most=promised)
        connection.close()


if __name__ == "__main__":
    main()
