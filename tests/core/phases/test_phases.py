"""Phases: what holds when, to the microsecond and over the change of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.phases import (
    SWITCHES,
    Kind,
    Length,
    Phase,
    Timeline,
    consultation_length,
    needs_reason,
    usual_switches,
)
from folkmoot_core.values import Invalid

# Reference consultation: a county's ten-year strategy, 20 June to 22 August 2011.
REAL = Timeline.from_days(
    [
        ("draft", date(2011, 5, 24)),
        ("open", date(2011, 6, 20)),
        ("analysing", date(2011, 8, 23)),
        ("decided", date(2011, 12, 15)),
        ("closed", date(2012, 1, 27)),
    ]
)
MOMENT = timedelta(microseconds=1)


def instant(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (instant(2011, 1, 1), Kind.DRAFT),  # before the first phase
        (instant(2011, 6, 19, 22, 59, 59), Kind.DRAFT),
        (instant(2011, 6, 19, 23), Kind.OPEN),  # midnight of 20 June in summer time
        (instant(2011, 8, 22, 22, 59, 59), Kind.OPEN),  # 23:59:59 on the last day
        (instant(2011, 8, 22, 23), Kind.ANALYSING),
        (instant(2011, 12, 14, 23, 59, 59), Kind.ANALYSING),
        (instant(2011, 12, 15), Kind.DECIDED),  # winter: local midnight is midnight UTC
        (instant(2030, 1, 1), Kind.CLOSED),
    ],
)
def test_each_instant_has_its_phase(at: datetime, kind: Kind) -> None:
    assert REAL.at(at).kind is kind
    assert REAL.allows("answering", at) == (kind is Kind.OPEN)


def test_phases_open_and_shut_what_they_should() -> None:
    on = {kind: {switch for switch, value in usual_switches(kind).items() if value} for kind in Kind}
    assert on == {
        Kind.DRAFT: {"editing"},
        Kind.OPEN: {"plan_public", "answering", "late_entry"},
        Kind.ANALYSING: {"plan_public", "late_entry", "results_public"},
        Kind.DECIDED: {"plan_public", "results_public", "outcome_public"},
        Kind.CLOSED: {"plan_public", "results_public", "outcome_public"},
    }


def test_a_phase_may_differ_from_the_usual() -> None:
    live = Timeline.from_days([("open", date(2026, 1, 5))], switches={"open": {"results_public": True}})
    assert live.allows("results_public", instant(2026, 1, 6))
    assert live.allows("answering", instant(2026, 1, 6))
    assert not live.allows("results_public", instant(2026, 1, 4))
    assert set(live.phases[0].switches) == set(SWITCHES)


def test_an_unknown_switch_is_an_error() -> None:
    with pytest.raises(ValueError, match="no switch 'answring'"):
        REAL.allows("answring", instant(2011, 7, 1))
    with pytest.raises(Invalid, match="no switch 'answring'"):
        Phase(Kind.OPEN, instant(2011, 7, 1), {"answring": True})
    with pytest.raises(Invalid, match="neither on nor off"):
        Phase(Kind.OPEN, instant(2011, 7, 1), {"answering": "yes"})  # type: ignore[dict-item]


def test_a_phase_needs_a_known_kind_and_a_time_zone() -> None:
    assert Phase("open", instant(2011, 7, 1)).kind is Kind.OPEN  # type: ignore[arg-type]
    with pytest.raises(Invalid) as caught:
        Phase("opne", datetime(2011, 7, 1))  # type: ignore[arg-type]  # noqa: DTZ001 - the fault under test
    assert [fault.where for fault in caught.value.faults] == ["kind", "starts"]
    assert Phase(Kind.OPEN, datetime(2011, 7, 1, tzinfo=ZoneInfo("Europe/London"))).starts == instant(2011, 6, 30, 23)


@pytest.mark.parametrize(
    ("days", "parts"),
    [
        ([("open", 1), ("draft", 2)], ["cannot come after 'open'"]),
        ([("draft", 2), ("open", 1)], ["starts no later than 'draft'"]),
        ([("draft", 1), ("open", 1)], ["starts no later than 'draft'"]),
        ([("open", 1), ("analysing", 2), ("open", 3)], ["twice"]),
        ([("closed", 3), ("open", 2), ("draft", 1)], ["cannot come", "no later", "cannot come", "no later"]),
    ],
)
def test_a_timeline_tells_all_that_is_out_of_order(days: list[tuple[str, int]], parts: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        Timeline.from_days([(kind, date(2026, 1, day)) for kind, day in days])
    assert len(caught.value.faults) == len(parts)
    for fault, part in zip(caught.value.faults, parts, strict=True):
        assert part in fault.message
        assert fault.mend
        assert fault.where.startswith("phases[")


def test_impossible_years_and_kinds_are_refused() -> None:
    with pytest.raises(Invalid, match="cannot be meant"):
        Timeline.from_days([("open", date.max)])
    with pytest.raises(Invalid, match="no phase 'opne'"):
        Timeline.from_days([("opne", date(2026, 1, 1))])


def test_the_next_phase_is_the_first_to_start_later() -> None:
    following = REAL.next_after(instant(2011, 6, 19, 23))
    assert following is not None
    assert following.kind is Kind.ANALYSING
    assert REAL.next_after(instant(2012, 1, 27)) is None
    assert Timeline().next_after(instant(2012, 1, 1)) is None
    assert Timeline().at(instant(2012, 1, 1)).kind is Kind.DRAFT


def test_days_open_are_local_days() -> None:
    assert REAL.open_days() == (date(2011, 6, 20), date(2011, 8, 22))
    assert REAL.days_open() == 64
    assert REAL.span("open") == (instant(2011, 6, 19, 23), instant(2011, 8, 22, 23))
    # Over both changes of the clocks: 29 March and 25 October 2026.
    year = Timeline.from_days([("open", date(2026, 3, 1)), ("analysing", date(2026, 11, 1))])
    assert year.days_open() == 245
    assert Timeline.from_days([("open", date(2026, 3, 1))]).days_open() is None
    assert Timeline().days_open() is None
    assert Timeline().span(Kind.OPEN) is None


instants = st.integers(0, 500_000).map(lambda hours: instant(1980, 1, 1) + timedelta(hours=hours))


@given(st.lists(instants, max_size=5, unique=True), st.sets(st.sampled_from(list(Kind)), max_size=5), instants)
def test_the_phase_that_holds_is_the_last_one_started(starts: list[datetime], kinds: set[Kind], now: datetime) -> None:
    ordered = sorted(kinds, key=list(Kind).index)
    timeline = Timeline(tuple(Phase(kind, start) for kind, start in zip(ordered, sorted(starts), strict=False)))
    current, following = timeline.at(now), timeline.next_after(now)
    assert current.starts <= now
    assert following is None or following.starts > now
    started = [phase.kind for phase in timeline.phases if phase.starts <= now]
    assert current.kind is (started[-1] if started else Kind.DRAFT)


def test_the_length_of_the_reference_consultation_is_short_of_twelve_weeks() -> None:
    length = consultation_length(date(2011, 6, 20), date(2011, 8, 22))
    assert (length.value.days, length.value.weeks, length.value.days_over) == (64, 9, 1)
    assert length.sentence == (
        "It is open from 20 June 2011 to 22 August 2011, both days counted: 64 days, or 9 weeks and 1 day."
    )
    short = needs_reason(date(2011, 6, 20), date(2011, 8, 22))
    assert short.value is True
    assert short
    assert "20 days short of the 84" in short.sentence
    assert any("2010" in source for source in short.sources)
    assert any("2018" in source for source in short.sources)


@pytest.mark.parametrize(("days", "needed"), [(83, True), (84, False), (85, False)])
def test_twelve_weeks_are_enough_to_the_day(days: int, needed: bool) -> None:
    opens = date(2026, 3, 1)
    found = needs_reason(opens, opens + timedelta(days=days - 1))
    assert found.value is needed
    assert bool(found) is needed


def test_lengths_read_well_and_refuse_nonsense() -> None:
    day = date(2026, 3, 1)
    assert consultation_length(day, day).sentence.endswith("both days counted: 1 day.")
    assert consultation_length(day, date(2026, 3, 14)).sentence.endswith("14 days, or 2 weeks.")
    assert consultation_length(day, day).value == Length(1)
    assert needs_reason(day, day, minimum_days=1).value is False
    with pytest.raises(Invalid, match="before it opens"):
        consultation_length(day, date(2026, 2, 28))
    with pytest.raises(Invalid, match="0 days"):
        needs_reason(day, day, minimum_days=0)
