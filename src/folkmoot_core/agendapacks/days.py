"""Dates and times as agendas write them: “Thursday, 15th September, 2011”, “10.00 am”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_MONTH = "|".join([*_MONTHS, *(name[:3] for name in _MONTHS), "sept"])
_LONG = re.compile(
    rf"(?:\b({'|'.join(_DAYS)})\s*,?\s*(?:the\s+)?)?\b(\d{{1,2}})\s*(?:st|nd|rd|th)?\s*(?:of\s+)?\.?\s*"
    rf"\b({_MONTH})\.?\s*,?\s*(\d{{4}})\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_TIME = re.compile(r"\b(\d{1,2})(?:[.:](\d{2}))?\s*(a\.?m\b\.?|p\.?m\b\.?|noon\b)", re.IGNORECASE)
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b(?!\s*[ap]\.?m)(?:\s*(?:hours|hrs))?", re.IGNORECASE)
_NOON = 12


@dataclass(frozen=True, slots=True)
class Day:
    """A date found in a text: where it stands in it, and whether its weekday agrees (None: none was printed)."""

    value: date
    start: int
    end: int
    weekday_agrees: bool | None


def find_day(text: str) -> Day | None:
    """The first date in the text that exists. Numbers alone are read day first, as in Britain."""
    for found in _LONG.finditer(text):
        weekday, day, month, year = found.groups()
        number = next(place for place, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))
        value = _date(int(year), number, int(day))
        if value is not None:
            agrees = None if weekday is None else _DAYS[value.weekday()] == weekday.lower()
            return Day(value, found.start(), found.end(), agrees)
    for pattern, order in ((_SHORT, (2, 1, 0)), (_ISO, (0, 1, 2))):
        for found in pattern.finditer(text):
            parts = [int(found.groups()[place]) for place in order]
            value = _date(parts[0], parts[1], parts[2])
            if value is not None:
                return Day(value, found.start(), found.end(), None)
    return None


def is_only_a_day(text: str) -> bool:
    found = find_day(text)
    return found is not None and not (text[: found.start] + text[found.end :]).strip(" .,()")


def find_time(text: str) -> tuple[str, int, int] | None:
    """The first time of day as HH:MM, with where it starts and ends in the text."""
    found = _TIME.search(text)
    if found:
        hour, minute, half = int(found.group(1)), int(found.group(2) or 0), found.group(3).lower()
        if 1 <= hour <= _NOON and minute < 60:
            hour = hour % _NOON + (_NOON if half[0] in "pn" else 0)
            return f"{hour:02}:{minute:02}", found.start(), found.end()
    day = find_day(text)
    rest = text if day is None else text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    found = _CLOCK.search(rest)
    return (f"{int(found.group(1)):02}:{found.group(2)}", found.start(), found.end()) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
