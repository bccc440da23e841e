"""Working days, clear days and local days, from calendars that are data."""

from folkmoot_core.calendars.local_days import LONDON, end_of_day, local_date, start_of_day, utc
from folkmoot_core.calendars.national import NATIONAL, national
from folkmoot_core.calendars.working_days import Calendar, CalendarEnds

__all__ = [
    "LONDON",
    "NATIONAL",
    "Calendar",
    "CalendarEnds",
    "end_of_day",
    "local_date",
    "national",
    "start_of_day",
    "utc",
]
