"""Casework with half a million cases and three million events: the officer's desk, its search and the yearly report;
and 100,000 clocks in the core.

Run: folkmoot bench case_reports (or `CASES=50000 python benchmarks/case_reports.py` for a tenth). All cases lie in the
three years that the report counts. Promised: desk and search 95 times of 100 in under 100 ms, the report in under 3 s,
the clocks in under 2 s.
"""

# Django is set up before its parts can be imported.
# ruff: noqa: E402
from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter, process_time

from driving.measures import percentile, say
from driving.own_site import set_up_own_site

FOLDER = set_up_own_site()

from django.test import Client

from driving.filling_cases import FIRST_NUMBER, County, fill
from folkmoot.domains.complaints.models import Case, CaseEvent
from folkmoot.domains.complaints.queries.reporting import counted, input_of, report_of, span_of
from folkmoot_core.calendars import national
from folkmoot_core.casework import casework_report
from folkmoot_core.clocks import Event, national_policy, reckon

CASES = int(os.environ.get("CASES", "500000"))
LAST_DAY = date(2026, 3, 31)
CLOCKS, DAYS = 100_000, 1_095
TURNS, WARMING_UP, MOST_MS = 40, 3, 100
PAGES = {
    "my queue": "/cases/?tab=mine",
    "overdue": "/cases/?tab=overdue",
    "everything": "/cases/?tab=all",
    "one service's complaints of a year": "/cases/?tab=all&unit=unit-3&kind=complaint&came=2025-26",
    "answered too late, of a year and a reason": "/cases/?tab=all&came=2025-26&late=on&reason=reason-4",
    "search, one word of a third of them": "/cases/?words=bins",
    "search, three words, one of them rare": "/cases/?words=bins+road+word4711",
    "search, the beginning of a word": "/cases/?words=word471",
    "search, an e-mail address": "/cases/?words=p1004711%40ex.org",
}


def main() -> None:
    began, worked = perf_counter(), process_time()
    county = fill(CASES, LAST_DAY)
    say(f"{Case.objects.count():,} cases, {CaseEvent.objects.count():,} events put in", perf_counter() - began, "s")
    say("of that, processor time", process_time() - worked, "s")
    desk(county)
    report()
    clocks()
    say("work that all gave this machine in the last minute", os.getloadavg()[0], "cores")


def desk(county: County) -> None:
    one_case = {"a case": f"/cases/R{FIRST_NUMBER + CASES // 2}/"}
    for whose, person, pages in (
        ("", county.officer, PAGES | one_case),
        (", officer of one service", county.of_one_service, PAGES),
    ):
        client = Client()
        client.force_login(person)
        for name, path in pages.items():
            elapsed, worked = [], []
            for _turn in range(WARMING_UP + TURNS):
                start, at_work = perf_counter(), process_time()
                answer = client.get(path)
                elapsed.append(1000 * (perf_counter() - start))
                worked.append(1000 * (process_time() - at_work))
                if answer.status_code != 200:
                    sys.exit(f"{path} came with {answer.status_code}")
            say(f"{name}{whose}: 95 of 100 within", percentile(elapsed[WARMING_UP:], 0.95), "ms", at_most=MOST_MS)
            say(f"{name}{whose}: processor time, 95 of 100 within", percentile(worked[WARMING_UP:], 0.95), "ms")


def report() -> None:
    span = span_of("2025-26")
    if span is None:
        raise SystemExit("The year is none.")
    whole = [span.before(2), span.before(1), span]
    today = date(2026, 6, 1)

    def yearly() -> object:
        return report_of(span, policy=None, today=today)

    say(
        "the first yearly report ever: every case is counted, and the sums kept",
        timed(lambda: counted(whole, today)),
        "s",
    )
    say("the yearly report", timed(yearly), "s", at_most=3)
    changed = Case.objects.filter(state="closed", received_on__gte=span.first).order_by("pk")[:1]
    Case.objects.filter(pk__in=[case.pk for case in changed]).update(outcome="not_upheld")
    say("the yearly report after a closed case of this year changed", timed(yearly), "s", at_most=3)
    data = input_of(span, today)
    say("of that, the report made of the counts", timed(lambda: casework_report(data, policy=None)), "s")


def clocks() -> None:
    policy, england = national_policy("lgsco-code"), national("england-wales")
    days = [LAST_DAY - timedelta(days=n % DAYS) for n in range(CLOCKS)]
    events = [[Event("received", day), Event("acknowledged", day + timedelta(days=5))] for day in days]
    say(
        f"{CLOCKS:,} clocks reckoned",
        timed(lambda: [reckon(policy, each, england) for each in events]),
        "s",
        at_most=2,
    )


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time: the clock says as much of what else the machine does."""
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
