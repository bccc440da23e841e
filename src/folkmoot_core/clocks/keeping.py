"""A policy as plain data, to be kept in a database with the cases that were begun under it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from folkmoot_core.clocks.policy import Limit, Pauses, Policy, Span, Stage


def policy_as_data(policy: Policy) -> dict[str, Any]:
    """What JSON can hold of it; `policy_from_data` gives back an equal policy."""
    data = asdict(policy)
    for name in ("first", "last"):
        data[name] = data[name].isoformat() if data[name] else None
    # What most policies do not say is left out, so that a policy kept before it could be said is still the same one.
    for stage in data["stages"]:
        if stage["times"] == 1:
            del stage["times"]
    if data["pauses"] and data["pauses"]["remind_after"] is None:
        del data["pauses"]["remind_after"]
    return data


def policy_from_data(data: dict[str, Any]) -> Policy:
    """Raises KeyError or TypeError for what `policy_as_data` did not write."""
    return Policy(
        name=data["name"],
        title=data["title"],
        source=data["source"],
        calendar=data["calendar"],
        stages=tuple(_stage(each) for each in data["stages"]),
        pauses=_pauses(data["pauses"]) if data["pauses"] else None,
        first=date.fromisoformat(data["first"]) if data["first"] else None,
        last=date.fromisoformat(data["last"]) if data["last"] else None,
    )


def _pauses(data: dict[str, Any]) -> Pauses:
    remind_after = Span(**data["remind_after"]) if data.get("remind_after") else None
    return Pauses(data["reason"], data["from_first_day"], remind_after)


def _stage(data: dict[str, Any]) -> Stage:
    limits = tuple(_limit(each) for each in data["limits"])
    return Stage(data["key"], data["name"], data["begins"], limits, data.get("times", 1))


def _limit(data: dict[str, Any]) -> Limit:
    extension = Span(**data["extension"]) if data["extension"] else None
    held = {**data, "within": Span(**data["within"]), "extension": extension, "restarts": tuple(data["restarts"])}
    return Limit(**held)
