"""Keys of bodies, plans, objectives and actions in the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place
from folkmoot_core.packfiles import Row, parse_relative
from folkmoot_core.packfiles.fields import TypedFields
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.plans import parse_timing
from folkmoot_core.values import Invalid

from ...models import Action, Kind, Objective, Plan

_RELATIVE = re.compile(r"today(?:[+-]\d{1,5})?")


@dataclass(frozen=True)
class Known:
    """What is there when a table is read: keys with their numbers. An objective or action is named PLAN/KEY."""

    today: date
    bodies: Mapping[str, int]
    places: Mapping[str, int]
    kinds: Mapping[str, int]
    plans: Mapping[str, int]
    objectives: Mapping[str, int]
    actions: Mapping[str, int]

    @classmethod
    def now(cls, today: date) -> Known:
        """Six queries."""
        return cls(
            today,
            dict(Organisation.objects.values_list("key", "pk")),
            dict(Place.objects.values_list("code", "pk")),
            dict(Kind.objects.values_list("key", "pk")),
            dict(Plan.objects.values_list("key", "pk")),
            {f"{plan}/{key}": pk for plan, key, pk in Objective.objects.values_list("plan__key", "key", "pk")},
            {f"{plan}/{key}": pk for plan, key, pk in Action.objects.values_list("plan__key", "key", "pk")},
        )


def number_of(entry: TypedFields, column: str, known: Mapping[str, int], *, blank: bool | None = None) -> int | None:
    """The number behind the key that stands there; None with a fault if there is none."""
    key = entry.text(column, 180, blank=blank)
    if key and key not in known:
        entry.fault(column, _("'%s' is not known here.") % key[:80], mend_name(key, known))
    return known.get(key)


def numbers_of(row: Row, column: str, known: Mapping[str, int], plan: str) -> list[int]:
    """The numbers behind several keys; those without a plan are of the row's own."""
    found = []
    for key in row.many(column):
        named = key if "/" in key else f"{plan}/{key}"
        if named in known:
            found.append(known[named])
        else:
            row.fault(column, _("'%s' is not known here.") % key[:80], mend_name(named, known))
    return found


def partial(entry: TypedFields, name: str, today: date, *, blank: bool = True) -> str:
    """A day, a month or a year as text; days counted from today become days."""
    found = entry.date(name, partial=True, today=today, blank=blank)
    return str(found) if found else ""


def timing(row: Row, column: str, today: date) -> str:
    """A timing in the notation of the core, in which days may be counted from today."""
    text = _RELATIVE.sub(lambda match: str(parse_relative(match[0], today) or match[0]), row.text(column, 120))
    try:
        parse_timing(text)
    except Invalid as problem:
        row.fault(column, problem.faults[0].message, problem.faults[0].mend)
        return ""
    return text
