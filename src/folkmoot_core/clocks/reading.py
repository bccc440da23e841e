"""Read a policy from its YAML file. The national ones come with the software; a pack brings its own."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import get_args

from folkmoot_core.clocks.policy import Limit, Pauses, Policy, Span, Stage, Unit
from folkmoot_core.packfiles import Report, YamlMap, read_yaml
from folkmoot_core.values import Fault, Invalid

NATIONAL_POLICIES = (
    "adult-social-care",
    "childrens-social-care",
    "compact-funding-notice",
    "consultation-response",
    "data-protection-complaint",
    "foi",
    "housing-ombudsman",
    "lgsco-code",
    "lgsco-enquiry",
    "subject-access",
)
# A case that comes back more often than this has another trouble than its clock.
MOST_TIMES = 9
_SPAN = re.compile(r"(\d{1,4}) (working day|day|week|month)s?")


@cache
def national_policy(name: str) -> Policy:
    """A policy that comes with the software. Raises Invalid for a name that is not in `NATIONAL_POLICIES`."""
    if name not in NATIONAL_POLICIES:
        message = f"There is no policy “{name}” here."
        raise Invalid([Fault("policy", message, f"Use one of: {', '.join(NATIONAL_POLICIES)}.")])
    with as_file(files("folkmoot_core.clocks") / "policies" / f"{name}.yaml") as path:
        return read_policy(path)


def read_policy(path: Path) -> Policy:
    """The policy in a YAML file. Raises Invalid with every fault and its line."""
    report = Report(path.parent)
    document = read_yaml(path, report)
    document.unknown(("name", "title", "source", "calendar", "first", "last", "pauses", "stages"))
    policy = Policy(
        name=document.key("name"),
        title=document.text("title", 200),
        source=document.text("source", 1000),
        calendar=document.key("calendar"),
        stages=tuple(_stage(each) for each in document.maps("stages")),
        pauses=_pauses(document),
        first=document.date("first", blank=True),
        last=document.date("last", blank=True),
    )
    if report.ok and not policy.stages:
        document.fault("stages", "A policy needs a stage.", "Add one.")
    if report.ok and policy.stages[0].times > 1:
        document.fault("stages", "The first stage begins a case, and a case begins once.", "Leave its times out.")
    report.raise_if_any()
    return policy


def _pauses(document: YamlMap) -> Pauses | None:
    if "pauses" not in document:
        return None
    section = document.map("pauses")
    section.unknown(("reason", "from_first_day", "remind_after"))
    remind_after = _span(section, "remind_after") if "remind_after" in section else None
    return Pauses(section.text("reason", 300), section.flag("from_first_day", default=False), remind_after)


def _stage(section: YamlMap) -> Stage:
    section.unknown(("key", "name", "begins", "limits", "times"))
    limits = tuple(_limit(each) for each in section.maps("limits"))
    times = section.whole("times", 1, MOST_TIMES, blank=True) or 1
    return Stage(section.key("key"), section.text("name", 200), section.key("begins"), limits, times)


def _limit(section: YamlMap) -> Limit:
    section.unknown(
        ("key", "name", "within", "rolls", "counted_from", "met_by", "extension", "extendable", "restarts", "earliest")
    )
    extension = _span(section, "extension") if "extension" in section else None
    return Limit(
        key=section.key("key"),
        name=section.text("name", 200),
        within=_span(section, "within") or Span(0, "days"),
        counted_from=section.key("counted_from", blank=True) or "begin",
        met_by=section.key("met_by"),
        extension=extension,
        extendable=section.flag("extendable", default=extension is not None),
        restarts=section.texts("restarts", blank=True),
        earliest=section.flag("earliest", default=False),
    )


def _span(section: YamlMap, name: str) -> Span | None:
    text = section.text(name, 40)
    found = _SPAN.fullmatch(text)
    if found is None:
        if text:
            units = ", ".join(get_args(Unit))
            section.fault(name, f"“{text}” is not a span of time.", f"Write a number and one of: {units}.")
        return None
    unit: Unit = {"working day": "working days", "day": "days", "week": "weeks", "month": "months"}[found[2]]  # type: ignore[assignment]
    return Span(int(found[1]), unit, rolls=name == "within" and section.flag("rolls", default=False))
