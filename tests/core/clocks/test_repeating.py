"""A stage that a local policy lets a case go through more than once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from folkmoot_core.calendars import national
from folkmoot_core.clocks import Event, Policy, once_stage, policy_as_data, policy_from_data, read_policy, reckon
from folkmoot_core.values import Invalid

LOCAL = """\
name: local
title: A local standard
source: Written for this test
calendar: england-wales
pauses: {reason: We asked for something, remind_after: 10 working days}
stages:
  - key: stage-1
    name: Complaint
    begins: received
    limits: [{key: respond_by, name: Answer, within: 20 working days, met_by: responded}]
  - key: again
    name: Reopened
    begins: reopened
    times: 3
    limits: [{key: respond_by, name: Answer again, within: 5 working days, met_by: responded}]
"""


@pytest.fixture
def local(tmp_path: Path) -> Policy:
    path = tmp_path / "local.yaml"
    path.write_text(LOCAL)
    return read_policy(path)


def happened(*each: str) -> list[Event]:
    return [Event(kind, date.fromisoformat(day)) for kind, _sep, day in (one.partition("=") for one in each)]


def test_each_reopening_has_dates_of_its_own(local: Policy) -> None:
    events = happened(
        *("received=2026-06-01", "responded=2026-06-05", "reopened=2026-06-10", "responded=2026-06-12"),
        *("reopened=2026-07-01", "responded=2026-07-20", "reopened=2026-08-03"),
    )
    clock = reckon(local, events, national("england-wales"))
    assert [(due.stage.name, due.current, due.met_on) for due in clock.dues] == [
        ("Complaint", date(2026, 6, 29), date(2026, 6, 5)),
        ("Reopened", date(2026, 6, 17), date(2026, 6, 12)),
        ("Reopened (2)", date(2026, 7, 8), date(2026, 7, 20)),
        ("Reopened (3)", date(2026, 8, 10), None),
    ]
    assert [once_stage(due.stage.key) for due in clock.dues] == ["stage-1", "again", "again", "again"]
    assert len({(due.stage.key, due.limit.key) for due in clock.dues}) == 4


def test_a_policy_that_says_nothing_has_it_once_and_is_kept_as_before(local: Policy, tmp_path: Path) -> None:
    assert policy_from_data(policy_as_data(local)) == local
    path = tmp_path / "once.yaml"
    path.write_text(LOCAL.replace("    times: 3\n", "").replace(", remind_after: 10 working days", ""))
    once = read_policy(path)
    assert "times" not in str(policy_as_data(once))
    assert "remind_after" not in str(policy_as_data(once))
    events = happened("received=2026-06-01", "reopened=2026-06-10", "reopened=2026-07-01")
    assert len(reckon(once, events, national("england-wales")).dues) == 2


def test_a_case_begins_once(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text(LOCAL.replace("begins: received", "begins: received\n    times: 2"))
    with pytest.raises(Invalid, match="begins once"):
        read_policy(path)
