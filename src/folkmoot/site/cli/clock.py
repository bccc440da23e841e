"""When something is due under a policy of deadlines, and why: day by day."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from folkmoot_core.calendars import NATIONAL, Calendar, national
from folkmoot_core.clocks import (
    NATIONAL_POLICIES,
    Clock,
    Due,
    Event,
    Policy,
    explain,
    national_policy,
    read_policy,
    reckon,
)
from folkmoot_core.packfiles import Report, read_csv
from folkmoot_core.values import Fault, Invalid

HELP = "Work out when something is due under a policy of deadlines, and why"
NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--policy", required=True, metavar="NAME", help=f"one of {', '.join(NATIONAL_POLICIES)}; or a pack's own"
    )
    parser.add_argument(
        "--event",
        action="append",
        default=[],
        metavar="KIND=DATE",
        help="what happened: received=2026-03-30, acknowledged=…; for an extension also extended=DATE..UNTIL",
    )
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="a pack with policies (clocks/NAME.yaml) and closures of its own"
    )
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="also say what is overdue on that day")
    parser.add_argument("--json", action="store_true", help="as JSON, for another program")


def run(args: argparse.Namespace) -> int:
    policy = find_policy(args.policy, args.pack)
    calendar = find_calendar(policy.calendar, args.pack)
    clock = reckon(policy, [read_event(text) for text in args.event], calendar)
    print(json.dumps(as_json(clock, calendar, args.today), indent=2) if args.json else as_text(clock, calendar))
    return 0


def find_policy(name: str, pack: Path | None) -> Policy:
    """The pack's own policy of that name, else the national one."""
    if pack is not None:
        path = pack / "clocks" / f"{name}.yaml"
        if Path(name).name == name and path.is_file():
            return read_policy(path)
        own = sorted(found.stem for found in (pack / "clocks").glob("*.yaml"))
        if name not in NATIONAL_POLICIES:
            known = ", ".join([*own, *NATIONAL_POLICIES])
            raise Invalid([Fault("--policy", f"There is no policy “{name}” in {pack}.", f"Use one of: {known}.")])
    return national_policy(name)


def find_calendar(name: str, pack: Path | None) -> Calendar:
    """The calendar of that name: the pack's, where its table of bank holidays has the region, else the national one."""
    path = pack / "calendars" / "bank_holidays.csv" if pack else None
    if path is not None and path.is_file():
        report = Report(path.parent)
        rows = read_csv(path, report, required=("region", "date", "title"), optional=("source",))
        days = {row.date("date"): row.text("title") for row in rows if row.text("region") == name}
        report.raise_if_any()
        known = {day: title for day, title in days.items() if day is not None}
        if known:
            return Calendar(known, name)
    if name not in NATIONAL:
        raise Invalid([Fault("calendar", f"There is no calendar “{name}”.", f"Known: {', '.join(NATIONAL)}.")])
    return national(name)


def read_event(text: str) -> Event:
    """`kind=DATE`, or `extended=DATE..UNTIL`. Raises Invalid."""
    kind, _equals, dates = text.partition("=")
    on, dots, until = dates.partition("..")
    try:
        return Event(kind.strip(), date.fromisoformat(on.strip()), date.fromisoformat(until.strip()) if dots else None)
    except ValueError:
        mend = "Write it like received=2026-03-30, or extended=2026-04-20..2026-05-07."
        raise Invalid([Fault("--event", f"“{text}” is not an event with its date.", mend)]) from None


def as_json(clock: Clock, calendar: Calendar, today: date | None) -> dict[str, Any]:
    """The current date of each limit under its key (of later stages, with the stage before it), then all there is."""
    first = clock.dues[0].stage.key
    named = {_name(due, first): _iso(due.current) for due in clock.dues}
    return {
        **named,
        "policy": clock.policy.name,
        "calendar": calendar.name,
        "source": clock.policy.source,
        "in_force": clock.policy.is_for(clock.dues[0].counted_from),
        "limits": [_limit(due, today) for due in clock.dues],
        "explanation": [
            {"date": day.day.isoformat(), "stage": day.stage, "limit": day.limit, "day": day.number, "says": day.says}
            for day in explain(clock, calendar)
        ],
    }


def _name(due: Due, first: str) -> str:
    return due.limit.key if due.stage.key == first else f"{due.stage.key.replace('-', '_')}_{due.limit.key}"


def _limit(due: Due, today: date | None) -> dict[str, Any]:
    found = {
        "stage": due.stage.key,
        "limit": due.limit.key,
        "counted_from": due.counted_from.isoformat(),
        "because": due.because,
        "original": _iso(due.original),
        "current": _iso(due.current),
        "actual": _iso(due.met_on),
        "on_time_original": due.on_time(original=True),
        "on_time_current": due.on_time(),
        "extended": bool(due.extensions),
        "beyond_policy": due.beyond,
    }
    return found | ({"overdue": due.is_overdue(today)} if today else {})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_text(clock: Clock, calendar: Calendar) -> str:
    lines = [
        f"{clock.policy.title} ({clock.policy.name}), calendar {calendar.name}",
        f"Source: {clock.policy.source}",
        "",
    ]
    for due in clock.dues:
        dates = f"{_iso(due.current) or 'paused'}"
        if due.extensions:
            dates += f" (originally {_iso(due.original)})"
        lines.append(
            f"{due.stage.name}: {due.limit.name}: by {dates}"
            if not due.limit.earliest
            else f"{due.limit.name}: from {dates}"
        )
    lines.append("")
    lines.extend(
        f"{day.day.isoformat()}  {'' if day.number is None else day.number!s:>3}  {day.says}"
        for day in explain(clock, calendar)
    )
    return "\n".join(lines)
