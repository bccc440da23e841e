"""Local dates and UTC instants: the county counts in local days, the records in instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def local_date(instant: datetime, zone: ZoneInfo = LONDON) -> date:
    """The date on the wall at that instant. Raises ValueError for an instant without a time zone."""
    return utc(instant).astimezone(zone).date()


def start_of_day(day: date, zone: ZoneInfo = LONDON) -> datetime:
    """The UTC instant at which the local day begins."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def end_of_day(day: date, zone: ZoneInfo = LONDON) -> datetime:
    """The UTC instant at which the local day is over: the first that no longer belongs to it."""
    return start_of_day(day + timedelta(days=1), zone)


def utc(instant: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for an instant without a time zone."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise ValueError(f"{instant} has no time zone. Give the instant in UTC.")
    return instant.astimezone(UTC)
