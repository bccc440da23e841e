"""When bodies met, as apps that know of meetings tell us. They are wired in by the site; no app here knows another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

MeetingDates = Callable[[], Iterable[tuple[str, date]]]
"""(key of a body, day on which it met) for each meeting that was held."""

_sources: dict[str, MeetingDates] = {}


def register_meeting_dates(name: str, source: MeetingDates) -> None:
    """Called while the site starts. A second source by the same name takes the place of the first."""
    _sources[name] = source


def meeting_dates() -> dict[str, list[date]]:
    """The days of held meetings by key of the body, from every source."""
    found: dict[str, list[date]] = defaultdict(list)
    for source in _sources.values():
        for key, day in source():
            found[key].append(day)
    return found
