"""The yearly report over half a million cases with three million events, and 100,000 clocks in the core.

Run: folkmoot bench case_reports (or `CASES=50000 python benchmarks/case_reports.py` for a tenth). All cases lie in the
three years that the report counts. Promised: the report in under 3 s of
processor time, and the clocks in under 2 s. The desk and its search have a benchmark of their own, `casework`.
"""

# Django is set up before its parts can be imported.
# ruff: noqa: E402
from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from time import perf_counter, process_time

from driving.measures import say
from driving.own_site import set_up_own_site

FOLDER = set_up_own_site()

from django.db import connection

from folkmoot.domains.complaints.adapters import put_policy
from folkmoot.domains.complaints.models import Case, CaseEvent, Due, Reason, Unit
from folkmoot.domains.complaints.queries.reporting import counted, input_of, report_of, span_of
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.models import Arrival
from folkmoot_core.calendars import national
from folkmoot_core.casework import casework_report
from folkmoot_core.clocks import Event, national_policy, reckon

CASES = int(os.environ.get("CASES", "500000"))
CLOCKS = 100_000
UNITS, REASONS, AT_ONCE, OPEN = 20, 12, 10_000, 4_000
FIRST, DAYS = date(2023, 4, 1), 1_095
KINDS = ("complaint", "complaint", "complaint", "comment", "compliment")
CHANNELS = ("web", "email", "telephone", "letter", "paper", "face_to_face")
OUTCOMES = ("upheld", "partly_upheld", "not_upheld")
WORDS = ("bins", "library", "hours", "road", "charge", "letter", "staff", "delay", "school", "noise", "form", "bus")
STEPS = ("received", "acknowledged", "extended", "responded", "reopened", "responded")
NOW = datetime(2026, 4, 1, tzinfo=timezone.utc)  # noqa: UP017 – also before 3.11


def main() -> None:
    start = perf_counter()
    fill(random.Random(2026))
    say(f"{CASES:,} cases, {CaseEvent.objects.count():,} events made", perf_counter() - start, "s")
    report()
    clocks()


def fill(chance: random.Random) -> None:
    body = Organisation.objects.create(key="county", name="County")
    units = [Unit.objects.create(key=f"unit-{n}", name=f"Unit {n}", organisation=body) for n in range(UNITS)]
    reasons = [Reason.objects.create(key=f"reason-{n}", name=f"Reason {n}") for n in range(REASONS)]
    policy = put_policy(national_policy("lgsco-code"))
    for begin in range(0, CASES, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, CASES))
        days = {n: FIRST + timedelta(days=chance.randrange(DAYS)) for n in numbers}
        arrivals = Arrival.objects.bulk_create(
            Arrival(reference=f"R{n:09d}", key=f"k{n}", kind="case", channel="web", received_on=days[n], words="")
            for n in numbers
        )
        cases = Case.objects.bulk_create(
            Case(
                arrival=arrival,
                kind=chance.choice(KINDS),
                channel=chance.choice(CHANNELS),
                received_on=days[n],
                clock_from=days[n],
                unit=chance.choice(units),
                state="open" if n < OPEN else "closed",
                ending="" if n < OPEN else "answered",
                ended_on=None if n < OPEN else days[n] + timedelta(days=20),
                outcome="" if n < OPEN else chance.choice(OUTCOMES),
                next_due=days[n] + timedelta(days=20) if n < OPEN else None,
                policy=policy,
                secret=f"s{n}",
            )
            for n, arrival in zip(numbers, arrivals, strict=True)
        )
        what_happened(cases, reasons, chance)


def what_happened(cases: list[Case], reasons: list[Reason], chance: random.Random) -> None:
    CaseEvent.objects.bulk_create(
        CaseEvent(case=case, kind=kind, on=case.received_on + timedelta(days=4 * step), by_name="Ann", at=NOW)
        for case in cases
        for step, kind in enumerate(STEPS)
    )
    Due.objects.bulk_create(
        Due(
            case=case,
            position=place,
            stage="stage-1",
            limit=limit,
            met_by=met_by,
            name=limit,
            counted_from=case.received_on,
            original=case.received_on + timedelta(days=within),
            current=case.received_on + timedelta(days=within + 10 * (chance.random() < 0.1)),
            met_on=case.received_on + timedelta(days=chance.randint(0, int(within * 1.3))),
        )
        for case in cases
        if case.kind == "complaint"
        for place, (limit, met_by, within) in enumerate(
            (("acknowledge_by", "acknowledged", 7), ("respond_by", "responded", 21))
        )
    )
    through = Case.reasons.through
    through.objects.bulk_create(
        through(case_id=case.pk, reason_id=chance.choice(reasons).pk) for case in cases if case.kind == "complaint"
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO complaints_casewords (rowid, words) VALUES (%s, %s)",
            [(case.pk, " ".join(chance.choices(WORDS, k=12))) for case in cases],
        )


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
    Case.objects.filter(pk__in=list(changed)).update(outcome="not_upheld")
    say("the yearly report after a closed case of this year changed", timed(yearly), "s", at_most=3)
    data = input_of(span, today)
    say("of that, the report made of the counts", timed(lambda: casework_report(data, policy=None)), "s")


def clocks() -> None:
    policy, england = national_policy("lgsco-code"), national("england-wales")
    days = [FIRST + timedelta(days=n % DAYS) for n in range(CLOCKS)]
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
