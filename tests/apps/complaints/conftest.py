from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from folkmoot_core.clocks import Policy, read_policy

KENT_2009 = Path(__file__).parents[3] / "packs" / "kent-2011" / "clocks" / "kent-2009.yaml"


class Today:
    """The day on which the site believes to be; noon, so that no time zone moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def is_(self, day: date) -> None:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        self.monkeypatch.setattr(timezone, "now", lambda: noon)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    return Today(monkeypatch)


@pytest.fixture
def kent_2009() -> Policy:
    return read_policy(KENT_2009)
