"""Two thousand and more cases, each also counted longhand, a day at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from tests.core.clocks import slow_oracle

from folkmoot_core.calendars import Calendar, national
from folkmoot_core.clocks import Event, Policy, national_policy, reckon

ENGLAND, UK = national("england-wales"), national("uk-union")
CASES = 600
FIRST, LAST = date(2012, 1, 1), date(2027, 6, 30)


def days(seed: int) -> Iterator[tuple[random.Random, date]]:
    """A seeded source of chance and a day of receipt: half of them near Easter, Christmas and other days off."""
    chance = random.Random(seed)
    near = sorted(day for day in ENGLAND.holidays if FIRST <= day <= LAST)
    for _case in range(CASES):
        if chance.random() < 0.5:
            yield chance, chance.choice(near) - timedelta(days=chance.randrange(40))
        else:
            yield chance, FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))


def later(chance: random.Random, day: date, most: int) -> date:
    return day + timedelta(days=chance.randrange(most))


def current(policy: Policy, events: list[Event], calendar: Calendar, key: str = "respond_by") -> tuple[date, date]:
    due = reckon(policy, events, calendar).due(key)
    assert due.current is not None
    assert due.original is not None
    return due.current, due.original


def test_council_code() -> None:
    for chance, received in days(1):
        acknowledged = later(chance, received, 20) if chance.random() < 0.8 else None
        extended = chance.random() < 0.4
        expected = slow_oracle.council_code(received, acknowledged, extended)
        events = [Event("received", received)]
        if acknowledged:
            events.append(Event("acknowledged", acknowledged))
        if extended:
            events.append(Event("extended", later(chance, received, 9)))
        policy = national_policy("lgsco-code")
        assert reckon(policy, events, ENGLAND).due("acknowledge_by").current == expected.acknowledge_by
        assert current(policy, events, ENGLAND) == (expected.respond_by, expected.original), (received, acknowledged)


def test_freedom_of_information() -> None:
    for chance, received in days(2):
        clarified = later(chance, received, 15) if chance.random() < 0.3 else None
        start = clarified or received
        notice = paid = None
        events = [Event("received", received)]
        if clarified:
            events.append(Event("clarified", clarified))
        if chance.random() < 0.5:
            notice = later(chance, start + timedelta(days=1), 15)
            paid = later(chance, notice, 30)
            events += [Event("paused", notice), Event("resumed", paid)]
        expected = slow_oracle.information_request(received, clarified, notice, paid)
        found = current(national_policy("foi"), events, UK)
        assert found == (expected.respond_by, expected.original), events


def test_own_data() -> None:
    for chance, received in days(3):
        asked = told = None
        events = [Event("received", received)]
        if chance.random() < 0.5:
            asked = later(chance, received + timedelta(days=1), 20)
            told = later(chance, asked, 20)
            events += [Event("paused", asked), Event("resumed", told)]
        expected = slow_oracle.own_data(received, asked, told)
        assert current(national_policy("subject-access"), events, ENGLAND)[0] == expected.respond_by, events


def test_three_and_twenty(three_and_twenty: Policy) -> None:
    for _chance, received in days(4):
        expected = slow_oracle.three_and_twenty(received)
        clock = reckon(three_and_twenty, [Event("received", received)], ENGLAND)
        assert clock.due("acknowledge_by").current == expected.acknowledge_by
        assert clock.due("respond_by").current == expected.respond_by


@pytest.mark.parametrize("part", slow_oracle.PARTS)
def test_the_oracle_has_holidays_of_every_part(part: str) -> None:
    assert len(slow_oracle.holidays_of(part)) > 100
