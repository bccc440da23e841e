"""past.yaml → tables of cases that are over, thousands at once: each with its days, its clock, and no person.

Nobody is written to and nothing is audited one by one: the pack is. All of a file is loaded, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_secret, working_calendar
from folkmoot.ground.intake.public import Incoming, receive_many
from folkmoot_core.calendars import Calendar, CalendarEnds
from folkmoot_core.clocks import NATIONAL_POLICIES, Event, Policy, national_policy, read_policy, reckon
from folkmoot_core.packfiles import Report, Row, YamlMap, read_csv, read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.values import Invalid

from ...adapters import put_policy
from ...enums import Ending, EventKind, Kind, Outcome, State
from ...models import Case, CaseEvent, ClockPolicy, Due, Reason, Stage, Unit
from ..log import KIND
from ..reckoning import due_row
from .cases import arrival_key

REQUIRED = ("reference", "kind", "unit", "received_on", "channel")
OPTIONAL = ("acknowledged_on", "responded_on", "reasons", "outcome")
AT_ONCE = 1000


@dataclass(frozen=True)
class PastCase:
    """One row of a table. What nobody wrote down is None or ''."""

    key: str
    kind: str
    unit: str
    channel: str
    received: date
    acknowledged: date | None
    responded: date | None
    reasons: tuple[str, ...]
    outcome: str

    def events(self) -> list[Event]:
        days = ((EventKind.ACKNOWLEDGED, self.acknowledged), (EventKind.RESPONDED, self.responded))
        return [Event(EventKind.RECEIVED, self.received), *(Event(kind, day) for kind, day in days if day)]


def read_past(path: Path, folder: Path, report: Report, by: Actor) -> int:
    """How many cases are new. One whose reference is known stays as it is."""
    new = 0
    for entry in read_yaml_list(path, report):
        entry.unknown(("file", "clock"))
        name = entry.text("file", 200)
        table = (path.parent / name).resolve()
        if name and path.parent.resolve() not in table.parents:
            entry.fault("file", _("The file lies outside of the pack's cases."), _("Name one in the same folder."))
            continue
        policy = _policy(entry, folder)
        rows = read_csv(table, report, REQUIRED, OPTIONAL, unique=("reference",)) if name else []
        cases = _read_rows(rows)
        if report.ok and cases:
            new += _put(cases, rows, policy, by)
    return new


def _policy(entry: YamlMap, folder: Path) -> Policy | None:
    """The clock that complaints of this table had; None where none is named, or it has faults, told elsewhere."""
    name = entry.key("clock", blank=True)
    path = folder / "clocks" / f"{name}.yaml"
    if not name:
        return None
    if path.exists():
        try:
            return read_policy(path)
        except Invalid:
            return None
    if name in NATIONAL_POLICIES:
        return national_policy(name)
    known = [*NATIONAL_POLICIES, *(each.stem for each in (folder / "clocks").glob("*.yaml"))]
    entry.fault("clock", _("There is no clock “%s”.") % name, mend_name(name, known))
    return None


def _read_rows(rows: Iterable[Row]) -> list[PastCase]:
    units, reasons = set(Unit.objects.values_list("key", flat=True)), set(Reason.objects.values_list("key", flat=True))
    kinds = [Kind.COMPLAINT.value, Kind.COMMENT.value, Kind.COMPLIMENT.value, Kind.SERVICE_REQUEST.value]
    found = []
    for row in rows:
        received = row.date("received_on")
        case = PastCase(
            key=arrival_key(row.text("reference", 40)),
            kind=row.choice("kind", kinds),
            unit=row.choice("unit", units),
            channel=row.choice("channel", Channel.values),
            received=received or date.min,
            acknowledged=row.date("acknowledged_on"),
            responded=row.date("responded_on"),
            reasons=row.many("reasons", sorted(reasons)),
            outcome=row.choice("outcome", Outcome.values, blank=True),
        )
        if case.outcome and not case.responded:
            row.fault("outcome", _("An outcome without a day of the answer."), _("Fill in responded_on."))
        for name, day in (("acknowledged_on", case.acknowledged), ("responded_on", case.responded)):
            if day and received and day < received:
                row.fault(name, _("This day lies before the one on which it came."), _("Mend one of the two days."))
        found.append(case)
    return found


def _put(cases: Sequence[PastCase], rows: Sequence[Row], policy: Policy | None, by: Actor) -> int:
    incoming = [Incoming(case.key, case.channel, case.received, _noon(case.received), "") for case in cases]
    arrivals = receive_many(kind=KIND, incoming=incoming, by=by)
    fresh = [(case, row) for case, row in zip(cases, rows, strict=True) if case.key in arrivals]
    units, clock = dict(Unit.objects.values_list("key", "pk")), put_policy(policy) if policy else None
    titles = dict(Reason.objects.values_list("key", "name"))
    stored = Case.objects.bulk_create(
        (_case(case, arrivals[case.key].pk, units[case.unit], clock, titles) for case, _row in fresh),
        batch_size=AT_ONCE,
    )
    pairs = [(case, row, kept) for (case, row), kept in zip(fresh, stored, strict=True)]
    _put_reasons((case, kept) for case, _row, kept in pairs)
    judged = [(case, row, kept) for case, row, kept in pairs if case.kind == Kind.COMPLAINT]
    Stage.objects.bulk_create(
        (
            Stage(case=kept, number=1, begun_on=case.received, answered_on=case.responded, outcome=case.outcome)
            for case, _row, kept in judged
        ),
        batch_size=AT_ONCE,
    )
    at = timezone.now()
    CaseEvent.objects.bulk_create(
        (
            CaseEvent(case=kept, kind=event.kind, on=event.on, by_key=by.key, by_name=by.name, at=at)
            for case, _row, kept in judged
            for event in case.events()
        ),
        batch_size=AT_ONCE,
    )
    if policy is not None:
        reckoned = _reckoner(policy, working_calendar(policy.calendar))
        dues = (due for case, row, kept in judged for due in reckoned(case, row, kept))
        Due.objects.bulk_create(dues, batch_size=AT_ONCE)
    return len(fresh)


def _case(case: PastCase, arrival: int, unit: int, clock: ClockPolicy | None, titles: dict[str, str]) -> Case:
    is_complaint = case.kind == Kind.COMPLAINT
    return Case(
        arrival_id=arrival,
        kind=case.kind,
        channel=case.channel,
        received_on=case.received,
        clock_from=case.received,
        summary="; ".join(titles[key] for key in case.reasons)[:200],
        unit_id=unit,
        state=State.CLOSED,
        ending=Ending.ANSWERED if is_complaint else Ending.NOTED,
        ended_on=case.responded or case.received,
        outcome=case.outcome,
        policy=clock if is_complaint else None,
        is_anonymous=True,
        secret=new_secret(),
    )


def _put_reasons(pairs: Iterable[tuple[PastCase, Case]]) -> None:
    keys = dict(Reason.objects.values_list("key", "pk"))
    through = Case.reasons.through
    through.objects.bulk_create(
        (through(case_id=kept.pk, reason_id=keys[key]) for case, kept in pairs for key in case.reasons),
        batch_size=AT_ONCE,
    )


def _reckoner(policy: Policy, calendar: Calendar) -> Callable[[PastCase, Row, Case], list[Due]]:
    def reckoned(case: PastCase, row: Row, kept: Case) -> list[Due]:
        try:
            clock = reckon(policy, case.events(), calendar)
        except Invalid as problem:
            for fault in problem.faults:
                row.fault("received_on", fault.message, fault.mend)
            return []
        except CalendarEnds as ends:
            row.fault("received_on", str(ends), _("Load the bank holidays of that time first."))
            return []
        return [due_row(kept, place, due) for place, due in enumerate(clock.dues)]

    return reckoned


def _noon(day: date) -> datetime:
    """A file knows the day only; noon keeps that day in every time zone that matters here."""
    return datetime.combine(day, time(12), ZoneInfo(timezone.get_default_timezone_name()))
