"""What each app offers the site by a name in its `public.py`: nothing to register, nothing to forget.

- `consistency() -> Iterable[str]`: sentences about records that contradict each other (`folkmoot check`)
- `coverage() -> str`: how much `consistency` has looked at, in a few words ("793 responses")
- `due() -> Iterable[str]`: does what a date has made due, and says what it did (`folkmoot worker`, once a minute)
- `tidy() -> Iterable[str]`: throws away what need not be kept, and says what it did (`folkmoot worker`, once a day)
- `meeting_dates() -> Iterable[tuple[str, date]]`: (key of a body, day) of each meeting that was held
- `meeting_dates() -> Iterable[tuple[str, date]]`: (key of a body, day on which it met) for the register of partnerships
- `reports: dict[str, Callable[[], Table]]`: tables for administrators (`folkmoot report NAME`)
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


def offered(name: str) -> Iterator[tuple[str, Any]]:
    """(app label, what its public.py calls `name`) for every app of ours that has it."""
    for config in apps.get_app_configs():
        front_door = f"{config.name}.public"
        if config.name.startswith("folkmoot.") and find_spec(front_door) is not None:
            offer = getattr(import_module(front_door), name, None)
            if offer is not None:
                yield config.label, offer
