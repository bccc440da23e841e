"""Sums kept for reports are never stale: whatever changes, by whatever way, a report is the one counted afresh."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.factories.complaints import ReasonFactory, UnitFactory, log

from folkmoot.domains.complaints.adapters import kept_sums
from folkmoot.domains.complaints.adapters.kept_sums import Sums, keep, sums_of
from folkmoot.domains.complaints.adapters.sums_watch import is_watched
from folkmoot.domains.complaints.enums import Ending, Kind
from folkmoot.domains.complaints.models import Case, Due, QuarterSums, Reason, SumsChange
from folkmoot.domains.complaints.queries.reporting import counted, span_of, tallying
from folkmoot_core.casework import Span

pytestmark = pytest.mark.django_db
TODAY = date(2011, 9, 1)
CHANGES = 150


@pytest.fixture
def year() -> Span:
    found = span_of("2010-11")
    assert found is not None
    return found


def report(year: Span, today: date = TODAY) -> Any:
    """What a report counts, in no order. Each case is counted once."""
    tallies, reasons = counted([year.before(), year], today)
    return Counter({each[:-1]: each.n for each in tallies}), Counter({each[:-1]: each.n for each in reasons})


def afresh(year: Span, monkeypatch: pytest.MonkeyPatch, today: date = TODAY) -> Any:
    with monkeypatch.context() as patch:
        patch.setattr(kept_sums, "is_watched", lambda: False)
        return report(year, today)


class Life:
    """What may happen to cases, by actions, in bulk, past all of them, and in plain SQL."""

    def __init__(self, year: Span, seed: int) -> None:
        self.year, self.chance = year, random.Random(seed)
        self.units = [UnitFactory() for _turn in range(3)]
        self.reasons = [ReasonFactory() for _turn in range(3)]

    def day(self) -> date:
        return self.year.before().first + timedelta(days=self.chance.randrange(740))

    def some(self) -> list[int]:
        keys = list(Case.objects.values_list("pk", flat=True))
        return self.chance.sample(keys, min(len(keys), self.chance.randint(1, 3)))

    def logged(self) -> None:
        case = log(received=self.day(), unit=self.chance.choice(self.units))
        case.reasons.set([self.chance.choice(self.reasons)])

    def closed(self) -> None:
        Case.objects.filter(pk__in=self.some()).update(state="closed", ending=Ending.ANSWERED)

    def opened(self) -> None:
        Case.objects.filter(pk__in=self.some()).update(state="open", ending="")

    def answered(self) -> None:
        Due.objects.filter(case__in=self.some()).update(met_on=self.day())

    def extended(self) -> None:
        Due.objects.filter(case__in=self.some()).update(extended=self.chance.randint(0, 2), current=self.day())

    def moved(self) -> None:
        Case.objects.filter(pk__in=self.some()).update(received_on=self.day())

    def sorted_anew(self) -> None:
        kind, unit = self.chance.choice([Kind.COMPLAINT, Kind.COMMENT]), self.chance.choice(self.units)
        Case.objects.filter(pk__in=self.some()).update(kind=kind, unit=unit)

    def given_reasons(self) -> None:
        case = Case.objects.get(pk=self.some()[0])
        case.reasons.set(self.chance.sample(self.reasons, self.chance.randint(0, 3)))

    def in_plain_sql(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE complaints_case SET outcome = %s WHERE id = %s", ["upheld", self.some()[0]])
            cursor.execute("UPDATE complaints_due SET met_on = NULL WHERE case_id = %s", [self.some()[0]])

    def lost_its_dates(self) -> None:
        Due.objects.filter(case=self.some()[0], met_by="responded").delete()

    def went(self) -> None:
        Case.objects.filter(pk=self.some()[0]).delete()


@pytest.mark.parametrize("seed", [1, 2])
def test_from_sums_as_counted_afresh_after_any_changes(year: Span, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    assert is_watched()
    life = Life(year, seed)
    for _turn in range(12):
        life.logged()
    changes = (
        *(life.logged, life.closed, life.closed, life.opened, life.answered, life.extended, life.moved),
        *(life.sorted_anew, life.given_reasons, life.in_plain_sql, life.lost_its_dates, life.went),
    )
    for turn in range(CHANGES):
        happened = life.chance.choice(changes)
        if happened == life.went and Case.objects.count() < 8:
            continue
        happened()
        if life.chance.random() < 0.5:
            # What is overdue hangs on the day; what is kept must not.
            today = life.chance.choice([TODAY, date(2010, 1, 1), date(2012, 1, 1)])
            assert report(year, today) == afresh(year, monkeypatch, today), (turn, happened)
    assert QuarterSums.objects.count() == 8
    assert sum(report(year)[0].values()) > 0


def closed_case(year: Span) -> Case:
    case = log(received=year.first, unit=UnitFactory())
    case.reasons.set([ReasonFactory()])
    Case.objects.filter(pk=case.pk).update(state="closed", ending=Ending.ANSWERED)
    return case


def test_a_change_while_somebody_counts_is_not_lost(year: Span, monkeypatch: pytest.MonkeyPatch) -> None:
    case = closed_case(year)
    real = tallying.sums_of

    def slow(quarters: Sequence[Span], counted_by: str, count: Any) -> Any:
        found = real(quarters, counted_by, count)
        Due.objects.filter(case=case).update(met_on=year.first)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(tallying, "sums_of", slow)
        stale = report(year)
    fresh = afresh(year, monkeypatch)
    assert stale != fresh
    assert report(year) == fresh


def test_whoever_counted_first_and_keeps_last_keeps_nothing(year: Span, monkeypatch: pytest.MonkeyPatch) -> None:
    case = closed_case(year)
    report(year)
    Case.objects.filter(pk=case.pk).update(outcome="upheld")
    quarters, firsts = tallying.quarters_of([year]), tallying.first_stages()
    _found, to_keep = sums_of(quarters, tallying._way(firsts), tallying._counting(firsts))
    assert to_keep
    Case.objects.filter(pk=case.pk).update(outcome="not_upheld")
    fresh = report(year)
    keep(to_keep)
    assert report(year) == fresh == afresh(year, monkeypatch)


def test_what_is_kept_is_read_and_without_watchers_is_not(year: Span) -> None:
    closed_case(year)
    right = report(year)
    assert not SumsChange.objects.exists()
    QuarterSums.objects.update(tallies="[]", reasons="[]")
    assert report(year) != right
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON complaints_due"
        cursor.execute(f"DROP TRIGGER complaints_sums_due_update{on}")
    assert report(year) == right


def test_sums_that_were_counted_in_another_way_are_counted_anew(year: Span, monkeypatch: pytest.MonkeyPatch) -> None:
    closed_case(year)
    right = report(year)
    QuarterSums.objects.update(tallies="[]")
    monkeypatch.setattr(tallying, "WAY", 2)
    assert report(year) == right


def test_sums_hold_no_case(year: Span) -> None:
    """They outlive what is forgotten: so they are numbers, and what alike cases have in common."""
    closed_case(year)
    report(year)
    (kept,) = QuarterSums.objects.filter(quarter=year.year * 10 + 1)
    assert Sums.__annotations__.keys() == {"tallies", "reasons"}
    assert "Ann" not in kept.tallies + kept.reasons
    assert not Reason.objects.filter(name__in=kept.reasons).exists()
