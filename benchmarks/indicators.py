"""A board's scorecard of 40 indicators, and one indicator in thirteen places, as pages.

Run: folkmoot bench indicators. Promised: a scorecard in under 300 ms when everything on it is stale, in 60 ms when
nothing is. What the core needs for 10,000 indicators in 13 places is measured by `folkmoot bench control_charts`.
"""

# Django is set up before its parts can be imported.
# ruff: noqa: E402
from __future__ import annotations

import random
from time import perf_counter, process_time

from driving.measures import percentile, say
from driving.own_site import set_up_own_site

FOLDER = set_up_own_site()

from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.domains.performance.actions.observe import Given, enter_figures
from folkmoot.domains.performance.adapters.series import period_given
from folkmoot.domains.performance.models import Indicator, Scorecard, ScorecardLine
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place

INDICATORS, MONTHS, DISTRICTS, TURNS = 40, 60, 12, 9
COLD_MS, WARM_MS = 300, 60


def main() -> None:
    fill(random.Random(2026))
    client = Client()
    # The frame and the templates are read once a process, whatever the page.
    client.get("/scorecards/empty/")
    cold, warm = [], []
    for _turn in range(TURNS):
        Indicator.objects.update(edition=F("edition") + 1)
        cold.append(timed(client, "/scorecards/board/"))
        warm.append(timed(client, "/scorecards/board/"))
    for name, figures, goal in (("all of it stale", cold, COLD_MS), ("again", warm, WARM_MS)):
        queries = figures[0][2]
        about = f"scorecard of {INDICATORS} indicators by {MONTHS} months, {name} ({queries} queries)"
        say(about, percentile([each[0] for each in figures], 0.5), "ms", at_most=goal)
        say("the same, processor time", percentile([each[1] for each in figures], 0.5), "ms")
    for about, address in (
        ("an indicator with its chart and table", "/indicators/i0/"),
        (f"an indicator in {DISTRICTS + 1} places side by side", "/indicators/i0/places/"),
    ):
        figures = [timed(client, address) for _turn in range(TURNS)]
        say(f"{about} ({figures[0][2]} queries)", percentile([each[0] for each in figures], 0.5), "ms", at_most=COLD_MS)


def fill(chance: random.Random) -> None:
    body = Organisation.objects.create(key="board", name="The board", classification="board")
    county = Place.objects.create(code="X1", slug="county", name="County", kind="county")
    districts = [
        Place.objects.create(code=f"X1{n}", slug=f"d{n}", name=f"District {n}", kind="district", parent=county)
        for n in range(DISTRICTS)
    ]
    card, _empty = (
        Scorecard.objects.create(key=key, title=key, body=body, owner=body, is_public=True)
        for key in ("board", "empty")
    )
    common = {"owner": body, "standing": "current", "unit": "percent", "polarity": "up", "frequency": "month"}
    for number in range(INDICATORS):
        level = ("outcome", "output", "activity")[number % 3]
        each = Indicator.objects.create(key=f"i{number}", title=f"Indicator {number}", level=level, **common)
        ScorecardLine.objects.create(scorecard=card, indicator=each, position=number)
        enter(each, [county, *(districts if not number else [])], chance)


def enter(indicator: Indicator, places: list[Place], chance: random.Random) -> None:
    given = []
    for place in places:
        for month in range(MONTHS):
            period = period_given(f"{2021 + month // 12}-{month % 12 + 1:02}", "month", "actual")
            if period is not None:
                value = round(min(100, max(0, chance.gauss(80, 5))), 1)
                given.append(Given(indicator, place.pk, "actual", period, value))
        target = period_given("2025", "month", "target")
        if target is not None:
            given.append(Given(indicator, place.pk, "target", target, 85.0))
    enter_figures(given=given, by=SYSTEM)


def timed(client: Client, address: str) -> tuple[float, float, int]:
    """(milliseconds, milliseconds of processor time, queries) of one request through the whole of Django."""
    with CaptureQueriesContext(connection) as queries:
        started, before = perf_counter(), process_time()
        response = client.get(address)
        taken, used = (perf_counter() - started) * 1000, (process_time() - before) * 1000
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}.")
    return round(taken, 1), round(used, 1), len(queries)


if __name__ == "__main__":
    with FOLDER:
        main()
        connection.close()
