"""What the site knows of its own calendar."""

from __future__ import annotations

from datetime import date

from folkmoot_core.calendars import Calendar, national

from .models import Setting

ENGLAND_AND_WALES = "england-wales"


def working_calendar(region: str = ENGLAND_AND_WALES) -> Calendar:
    """The days on which offices are closed in `region`: as the pack gave them, else as they come with the software.

    One query. Raises ValueError for a region that neither knows.
    """
    held = Setting.objects.filter(key="holidays").values_list("value", flat=True).first() or {}
    if region in held:
        return Calendar({date.fromisoformat(day): title for day, title in held[region].items()}, region)
    return national(region)
