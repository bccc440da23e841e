"""What a timetable means that a plan prints in words: a first reading, for an officer to mend.

It errs on the side of saying nothing: what it cannot read it gives back as "". Abbreviations of bodies come from the
caller. A day before the plan was made is not believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from folkmoot_core.plans.timing import parse_timing
from folkmoot_core.values import Invalid

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "once": 1, "twice": 2}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIMES_IN = re.compile(r"\b(\d{1,2}|one|two|three|four|six) (?:reports?|times|reviews?)\b.*?\b(?:during|in) (\d{4})")
_AFTER_EACH = re.compile(r"\b(?:post|after) (?:each|every) (.+?) meetings?\b")
_DOTTED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b")
_NAMED = re.compile(r"\b(?:(\d{1,2}) )?([a-z]{3,9}) (\d{4}|\d{2})\b")
_YEAR = re.compile(r"\b(?:during|in|by) (\d{4})\b")
_EVERY = (
    (re.compile(r"\b(twice (?:yearly|a year)|half[- ]yearly|six[- ]monthly|bi-annual(?:ly)?)\b"), 6),
    (re.compile(r"\bquarterly\b"), 3),
    (re.compile(r"\bmonthly\b"), 1),
    (re.compile(r"\b(annually|annual|yearly|once a year)\b"), 12),
)
CENTURY = 2000


def understand(printed: str, begins: date, bodies: Mapping[str, str] | None = None) -> str:
    """The notation of `timing` for words as printed, or "". `begins`: the day from which the plan counts; `bodies`:
    {abbreviation or name in small letters: key}."""
    text = " ".join(printed.lower().split())
    for read in (_times, _meetings, _last_day, _repeating):
        found = read(text, begins, bodies or {})
        if found:
            return found
    if re.search(r"\b(ongoing|continuous(ly)?|routine(ly)?)\b", text):
        return "ongoing"
    match = _YEAR.search(text)
    return match[1] if match and int(match[1]) >= begins.year else ""


def _times(text: str, begins: date, bodies: Mapping[str, str]) -> str:
    match = _TIMES_IN.search(text)
    if match is None or int(match[2]) < begins.year:
        return ""
    number = _NUMBERS.get(match[1]) or int(match[1])
    return f"{number} times in {match[2]}"


def _meetings(text: str, begins: date, bodies: Mapping[str, str]) -> str:
    match = _AFTER_EACH.search(text)
    key = bodies.get(match[1].strip()) if match else None
    return f"after each meeting of {key}" if key else ""


def _last_day(text: str, begins: date, bodies: Mapping[str, str]) -> str:
    """The latest of the days and months that are named: the whole is done when its last part is."""
    found: list[str] = []
    for day, month, year in _DOTTED.findall(text):
        found.append(f"{_year(year)}-{int(month):02}-{int(day):02}")
    for day, month, year in _NAMED.findall(text):
        if month[:3] in _MONTHS:
            named = f"{_year(year)}-{_MONTHS.index(month[:3]) + 1:02}"
            found.append(f"{named}-{int(day):02}" if day else named)
    read = []
    for each in found:
        try:
            timing = parse_timing(each)
        except Invalid:  # a day that no calendar has was misprinted; nothing is read from it
            continue
        if timing.last is not None and timing.last >= begins:
            read.append((timing.last, each))
    return max(read)[1] if read else ""


def _repeating(text: str, begins: date, bodies: Mapping[str, str]) -> str:
    for pattern, months in _EVERY:
        if pattern.search(text):
            return f"every {months} months from {begins.isoformat()}"
    return ""


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else CENTURY + int(text)
