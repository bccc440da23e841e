"""Whether an agenda came out in time, and why.

Source: Local Government Act 1972 s100A(6) and s100B(3): public notice, agenda and reports at least five clear days
before the meeting. Clear days leave out the day of publishing and the day of the meeting. The Act does not say whether
days on which offices are closed count, so that is a choice of the body; without one they are left out. An item that
comes later is taken only if the chair is of the opinion, for special circumstances that the minutes name, that it is
urgent (s100B(4)(b)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from folkmoot_core.calendars import Calendar

LAW = "Local Government Act 1972, section 100B"
_DAY = timedelta(days=1)
_MOST_NAMED = 12
_SATURDAY = 5  # date.weekday()


@dataclass(frozen=True, slots=True)
class ClearDays:
    """The clear days between publishing and a meeting, with the last day on which publishing would be in time."""

    needed: int
    days: tuple[date, ...]
    last_day: date
    because: tuple[str, ...]
    source: str

    @property
    def counted(self) -> int:
        return len(self.days)

    @property
    def in_time(self) -> bool:
        return self.counted >= self.needed


def count_clear_days(
    calendar: Calendar, published: date, meeting: date, needed: int, *, working: bool = True, law_binds: bool = True
) -> ClearDays:
    """Count them. `working`: days on which offices are closed do not count. Raises `CalendarEnds` where that is not
    known, ValueError for negative `needed`."""
    if needed < 0:
        raise ValueError(f"Clear days cannot be {needed}. Give 0 or more.")
    between = [published + _DAY * step for step in range(1, max((meeting - published).days, 1))]
    days = tuple(day for day in between if not working or calendar.is_working_day(day))
    last_day = calendar.clear_days_before(meeting, needed, working=working)
    kind = "clear working days" if working else "clear days"
    because = [
        f"The meeting is on {_said(meeting)}. Publishing on {_said(published)} leaves {len(days)} {kind}.",
        "The day of publishing and the day of the meeting do not count.",
    ]
    if working:
        closed = [day for day in between if day not in days]
        named = [f"{day.day} {day:%B}" for day in closed if day.weekday() < _SATURDAY]
        if len(named) < len(closed):
            named.insert(0, "Saturdays and Sundays")
        if named:
            more = ", and others" if len(named) > _MOST_NAMED else ""
            because.append(f"Not counted, because offices are closed: {', '.join(named[:_MOST_NAMED])}{more}.")
    because.append(f"{needed} are needed, so the last day to publish in time is {_said(last_day)}.")
    return ClearDays(needed, days, last_day, tuple(because), LAW if law_binds else "The body's own rules")


def _said(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
