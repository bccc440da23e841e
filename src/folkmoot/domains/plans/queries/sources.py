"""What other apps know and this one reads: when bodies met, and the matrix of plans. They are wired in by the site; no
app here knows another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date

from folkmoot_core.indicators.report import Measured
from folkmoot_core.plans import MatrixEdition

MeetingDates = Callable[[], Iterable[tuple[str, date]]]
"""(key of a body, day on which it met) for each meeting that was held."""
Matrices = Callable[[], list[MatrixEdition]]
"""The editions of the matrix of plans, oldest first."""
Measures = Callable[[Collection[str], date], Iterable[Measured]]
"""What the records of these keys show, with figures up to a day."""

_measures: dict[str, Measures] = {}
_meetings: dict[str, MeetingDates] = {}
_matrices: dict[str, Matrices] = {}


def register_meeting_dates(name: str, source: MeetingDates) -> None:
    """Called while the site starts. A second source by the same name takes the place of the first."""
    _meetings[name] = source


def register_matrix(name: str, source: Matrices) -> None:
    """Called while the site starts."""
    _matrices[name] = source


def register_measures(record_type: str, source: Measures) -> None:
    """Called while the site starts: what tells of records of that type, to which actions are tied as what measures
    them."""
    _measures[record_type] = source


def measures_at(ends: Iterable[tuple[str, str]], last: date) -> list[Measured]:
    """Of records (type, key), those that something tells of."""
    keys: dict[str, set[str]] = defaultdict(set)
    for record_type, key in ends:
        keys[record_type].add(key)
    return [each for name, source in _measures.items() if keys[name] for each in source(sorted(keys[name]), last)]


def meetings_of_bodies() -> dict[str, list[date]]:
    """The days of held meetings by key of the body, from every source."""
    found: dict[str, list[date]] = defaultdict(list)
    for source in _meetings.values():
        for key, day in source():
            found[key].append(day)
    return found


def matrix_editions() -> list[MatrixEdition]:
    return [edition for source in _matrices.values() for edition in source()]
