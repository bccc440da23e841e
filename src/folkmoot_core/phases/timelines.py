"""The phases of a consultation as dated sets of switches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from folkmoot_core.calendars import LONDON, local_date, start_of_day
from folkmoot_core.phases.switches import SWITCHES, Kind, check_switch, usual_switches
from folkmoot_core.values import Fault, Invalid

_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 1, 1)
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Phase:
    """A phase, the UTC instant it starts at, and its switches.

    `switches` need only hold what differs from the usual for the kind; the phase then carries all of them. `kind` may
    be given as its word. Raises `Invalid` for an unknown kind or switch, or an instant without a time zone.
    """

    kind: Kind
    starts: datetime
    switches: Mapping[str, bool] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        faults = _kind_faults(self.kind, "kind")
        if self.starts.utcoffset() is None:
            faults.append(Fault("starts", f"{self.starts} has no time zone.", "Give the instant in UTC."))
        faults += [
            Fault(f"switches.{switch}", f"There is no switch '{switch}'.", f"Use one of: {', '.join(SWITCHES)}.")
            for switch in self.switches
            if switch not in SWITCHES
        ]
        faults += [
            Fault(f"switches.{switch}", f"The switch '{switch}' is neither on nor off.", "Write true or false.")
            for switch, on in self.switches.items()
            if not isinstance(on, bool)
        ]
        if faults:
            raise Invalid(faults)
        object.__setattr__(self, "kind", Kind(self.kind))
        object.__setattr__(self, "starts", self.starts.astimezone(UTC))
        object.__setattr__(self, "switches", {**usual_switches(self.kind), **self.switches})

    def allows(self, switch: str) -> bool:
        """Whether the switch is on. Raises ValueError for one that does not exist."""
        check_switch(switch)
        return self.switches[switch]


def _kind_faults(kind: str, where: str) -> list[Fault]:
    if kind in list(Kind):
        return []
    return [Fault(where, f"There is no phase '{kind}'.", f"Use one of: {', '.join(Kind)}.")]


# What has not started yet is a draft, so that every instant has a phase.
_BEFORE = Phase(Kind.DRAFT, datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True)
class Timeline:
    """The phases in order. Before the first one it is a draft; a timeline without phases is a draft for ever.

    Raises `Invalid`, with every fault, unless each kind comes at most once, in the order of `Kind`, each later than the
    one before.
    """

    phases: tuple[Phase, ...] = ()

    def __post_init__(self) -> None:
        faults = []
        for number, (earlier, later) in enumerate(pairwise(self.phases), start=2):
            where = f"phases[{number}]"
            if any(later.kind is phase.kind for phase in self.phases[: number - 1]):
                faults.append(Fault(where, f"The phase '{later.kind}' stands here twice.", "Keep one of them."))
            elif later.kind.position < earlier.kind.position:
                message = f"The phase '{later.kind}' cannot come after '{earlier.kind}'."
                faults.append(Fault(where, message, f"Put the phases in this order: {', '.join(Kind)}."))
            if later.starts <= earlier.starts:
                message = f"The phase '{later.kind}' starts no later than '{earlier.kind}' before it."
                faults.append(Fault(where, message, "Give it a later start."))
        if faults:
            raise Invalid(faults)

    @classmethod
    def from_days(
        cls,
        days: Iterable[tuple[str, date]],
        zone: ZoneInfo = LONDON,
        switches: Mapping[str, Mapping[str, bool]] | None = None,
    ) -> Timeline:
        """Phases that each start with a local day: pairs of kind and first day, in order.

        What is open up to and with 22 August is followed by a phase from 23 August. `switches` holds what differs from
        the usual, by kind. Raises `Invalid` as above, and for years before 1900 or after 2199.
        """
        pairs = list(days)
        faults = [
            fault
            for number, (kind, _) in enumerate(pairs, start=1)
            for fault in _kind_faults(kind, f"phases[{number}]")
        ]
        faults += [
            Fault(f"phases[{number}]", f"{day} cannot be meant.", "Give a day between 1900 and 2199.")
            for number, (_, day) in enumerate(pairs, start=1)
            if not _EARLIEST <= day < _LATEST
        ]
        if faults:
            raise Invalid(faults)
        changes = switches or {}
        return cls(tuple(Phase(Kind(kind), start_of_day(day, zone), changes.get(kind, {})) for kind, day in pairs))

    def at(self, instant: datetime) -> Phase:
        """The phase that holds at the instant, from its very start on. Raises TypeError without a time zone."""
        current = _BEFORE
        for phase in self.phases:
            if phase.starts <= instant:
                current = phase
        return current

    def allows(self, switch: str, instant: datetime) -> bool:
        """Whether the switch is on at the instant. Raises ValueError for a switch that does not exist."""
        return self.at(instant).allows(switch)

    def next_after(self, instant: datetime) -> Phase | None:
        """The first phase that starts after the instant; None if none does."""
        return next((phase for phase in self.phases if phase.starts > instant), None)

    def span(self, kind: Kind | str) -> tuple[datetime, datetime | None] | None:
        """From when until when it holds, the end not included (None if it has none); None if it never holds."""
        for number, phase in enumerate(self.phases):
            if phase.kind == kind:
                after = self.phases[number + 1].starts if number + 1 < len(self.phases) else None
                return phase.starts, after
        return None

    def open_days(self, zone: ZoneInfo = LONDON) -> tuple[date, date] | None:
        """The first and the last local day on which answers can be sent; None if it never opens, or never ends."""
        span = self.span(Kind.OPEN)
        if span is None or span[1] is None:
            return None
        return local_date(span[0], zone), local_date(span[1] - _MOMENT, zone)

    def days_open(self, zone: ZoneInfo = LONDON) -> int | None:
        """How many local days it is open on, first and last counted; None as for `open_days`."""
        days = self.open_days(zone)
        return None if days is None else (days[1] - days[0]).days + 1
