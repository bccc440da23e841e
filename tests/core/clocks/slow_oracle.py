"""Due dates counted longhand, a day at a time, from the words of each rule. It shares no code with the product:
holidays are read from the data file, and every rule is written out again."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).parents[3] / "src/folkmoot_core/calendars/data"
PARTS = ("england-wales", "scotland", "northern-ireland")


def holidays_of(*parts: str) -> set[date]:
    found: set[date] = set()
    for part in parts:
        days = json.loads((DATA / f"{part}.json").read_text(encoding="utf-8"))["holidays"]
        found |= {date.fromisoformat(day) for day in days}
    return found


ENGLAND = holidays_of("england-wales")
UNITED_KINGDOM = holidays_of(*PARTS)


def tomorrow(day: date) -> date:
    return day + timedelta(days=1)


def is_open(day: date, holidays: set[date]) -> bool:
    return day.strftime("%A") not in ("Saturday", "Sunday") and day not in holidays


def count(start: date, days: int, holidays: set[date], left_out: Collection[date] = ()) -> date:
    day = start
    while days:
        day = tomorrow(day)
        if is_open(day, holidays) and day not in left_out:
            days -= 1
    return day


@dataclass(frozen=True)
class Found:
    acknowledge_by: date | None = None
    respond_by: date | None = None
    original: date | None = None


def council_code(received: date, acknowledged: date | None, extended: bool) -> Found:
    """Complaint Handling Code, section 6: acknowledge in 5, answer in 10 from then, 10 more if extended."""
    acknowledge_by = count(received, 5, ENGLAND)
    start = acknowledge_by if acknowledged is None or acknowledged > acknowledge_by else acknowledged
    original = count(start, 10, ENGLAND)
    return Found(acknowledge_by, count(original, 10, ENGLAND) if extended else original, original)


def information_request(received: date, clarified: date | None, notice: date | None, paid: date | None) -> Found:
    """FOI Act s10: the twentieth working day; days from the fees notice up to the payment are left out; a request
    that had to be clarified begins when it was."""
    start = clarified or received
    left_out: set[date] = set()
    if notice is not None and paid is not None and notice != paid:
        day = notice
        while day <= paid:
            left_out.add(day)
            day = tomorrow(day)
    due = count(start, 20, UNITED_KINGDOM, left_out)
    return Found(respond_by=due, original=due)


def own_data(received: date, asked: date | None, told: date | None) -> Found:
    """UK GDPR art. 12(3): the day of the same number a month later, or the last of that month; days between asking who
    it is and being told are added; a day off moves to the next working day."""
    day, wanted = received, received.day
    while day.month == received.month:
        day = tomorrow(day)
    while day.day < wanted and tomorrow(day).month == day.month:
        day = tomorrow(day)
    if asked is not None and told is not None and asked <= day:
        step = asked
        while step < told:
            step, day = tomorrow(step), tomorrow(day)
    while not is_open(day, ENGLAND):
        day = tomorrow(day)
    return Found(respond_by=day, original=day)


def three_and_twenty(received: date) -> Found:
    """Kent County Council, April 2009: 3 working days to acknowledge, 20 to answer, both from receipt."""
    return Found(count(received, 3, ENGLAND), count(received, 20, ENGLAND), count(received, 20, ENGLAND))
