"""Stand-ins for what the consultations say of themselves, and the program as people run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

FORGOTTEN = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "FOLKMOOT_MODE", "FOLKMOOT_DATA")
SECRET = "a-secret-of-a-test-0123456789-abcdefghijklmnopqrstuvwxyz"


@dataclass
class Card:
    title: str = "A new leisure centre"
    summary: str = "Where should it stand?"
    url: str = "/consultations/leisure/"
    closes_on: date = date(2026, 12, 24)
    days_left: int = 5
    organisation: str = "Exampleshire County Council"


@dataclass
class OutcomeCard:
    title: str = "Library hours"
    summary: str = "Two libraries now open on Sundays."
    url: str = "/consultations/library/outcome/"
    published_on: date = date(2026, 3, 4)
    verdict_counts: dict[str, int] = field(default_factory=lambda: {"Accepted": 3})


@dataclass
class Keeping:
    responses: int = 1234
    consultations: int = 2
    outcomes_due: int = 4
    outcomes_on_time: int = 3
    overdue: list[Card] = field(default_factory=list)


@dataclass
class Told:
    """What the stand-in for the consultations says; a test changes it."""

    open_now: list[Card]
    outcomes: list[OutcomeCard]
    keeping: Keeping


Folkmoot = Callable[..., subprocess.CompletedProcess[str]]


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    return {**kept, "PYTHONPATH": os.pathsep.join(sys.path), **changes}


def run_folkmoot(*words: str, stdin: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "folkmoot.site.cli", *words],
        env=environment(**changes),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
