"""Rows of events and policies to the values of `folkmoot_core.clocks`, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache

from folkmoot_core.clocks import Event, Policy, national_policy, policy_as_data, policy_from_data

from ..enums import EventKind
from ..models import CaseEvent, ClockPolicy, KindClock

# What a kind gets where no pack says otherwise: today's code for councils.
USUAL = {"undecided": "lgsco-code", "complaint": "lgsco-code"}
_KEPT = 64


def policy_of(row: ClockPolicy) -> Policy:
    """Rows are never altered, so each is read once in a process."""
    return _read(row.digest, json.dumps(row.definition, sort_keys=True))


@lru_cache(maxsize=_KEPT)
def _read(_digest: str, definition: str) -> Policy:
    return policy_from_data(json.loads(definition))


def put_policy(policy: Policy) -> ClockPolicy:
    """The row of this policy; made where it is new or has changed."""
    data = policy_as_data(policy)
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    row, _new = ClockPolicy.objects.get_or_create(
        name=policy.name, digest=digest, defaults={"title": policy.title, "definition": data}
    )
    return row


def begin_with(kind: str) -> ClockPolicy | None:
    """The clock of a case of this kind that is begun now: as a pack set it, else the usual one."""
    chosen = KindClock.objects.select_related("policy").filter(kind=kind).first()
    if chosen is not None:
        return chosen.policy
    if kind in USUAL and not KindClock.objects.exists():
        return put_policy(national_policy(USUAL[kind]))
    return None


def core_events(rows: Iterable[CaseEvent]) -> list[Event]:
    """The events that hold, in the order of their days; what was corrected is left out. Until when a pause is expected
    to last changes no date: it goes on by an event of its own."""
    rows = list(rows)
    corrected = {row.corrects_id for row in rows if row.corrects_id}
    holding = [row for row in rows if row.pk not in corrected and not row.is_void]
    # Of one day in the order in which they happened; a correction stands where the wrong one stood.
    by_pk = {row.pk: row for row in rows}
    holding.sort(key=lambda row: (row.on, _place(row, by_pk)))
    return [Event(row.kind, row.on, row.until if row.kind == EventKind.EXTENDED else None) for row in holding]


def _place(row: CaseEvent, by_pk: dict[int, CaseEvent]) -> int:
    while row.corrects_id and row.corrects_id in by_pk:
        row = by_pk[row.corrects_id]
    return row.pk
