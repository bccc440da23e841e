"""Load `calendars/bank_holidays.csv` of a pack.

England and Wales's bank holidays come with the software; only what a pack knows otherwise is kept, as the setting
`holidays`: {region: {ISO date: title}}.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from folkmoot.ground.base.models import Setting
from folkmoot_core.calendars import NATIONAL, national
from folkmoot_core.packfiles import Report, read_csv

SETTING = "holidays"


def load_holidays(folder: Path, report: Report) -> dict[str, int]:
    """Keep the pack's holidays where they differ. Returns how many rows the table has."""
    path = folder / "calendars" / "bank_holidays.csv"
    if not path.exists():
        return {}
    rows = read_csv(path, report, required=("region", "date", "title"), optional=("source",), unique=("region", "date"))
    regions: dict[str, dict[date, str]] = {}
    for row in rows:
        region, day, title = row.key("region"), row.date("date"), row.text("title", 120)
        if region and day and title:
            regions.setdefault(region, {})[day] = title
    ours = {region: days for region, days in regions.items() if not _is_national(region, days)}
    if ours:
        value = {region: {str(day): title for day, title in sorted(days.items())} for region, days in ours.items()}
        Setting.objects.update_or_create(key=SETTING, defaults={"value": value})
    else:
        Setting.objects.filter(key=SETTING).delete()
    return {"holidays": len(rows)}


def _is_national(region: str, days: dict[date, str]) -> bool:
    """True when the calendar that comes with the software has the same days off in the years the pack covers."""
    if region not in NATIONAL:
        return False
    years = {day.year for day in days}
    return {day for day in national(region).holidays if day.year in years} == days.keys()
