"""The report over cases of a quarter or a year: one for officers, and one for everybody, with small numbers hidden."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from folkmoot_core.casework.chapters import write_all
from folkmoot_core.casework.counting import complaints_in, count_by, within
from folkmoot_core.casework.desk import Desk
from folkmoot_core.casework.safe import Guard, put_small_together
from folkmoot_core.casework.spans import APRIL, Span
from folkmoot_core.casework.tallies import COMPLAINT, EqualityCounts, Further, LaterTally, Names, ReasonTally, Tally
from folkmoot_core.disclosure import Policy
from folkmoot_core.reports.document import FrontMatter, Report
from folkmoot_core.reports.phrases import spoken_language
from folkmoot_core.reports.writing import Writer

TEMPLATE = "folkmoot cases 1"
OTHER = "other"
SPOKEN_OF = (COMPLAINT, "comment", "compliment")
# Below so many complaints a service cannot stand alone in public: its quarters, channels and dates would be small too.
LEAST_ALONE = 10


@dataclass(frozen=True)
class CaseworkInput:
    """What a report is made from: counts of the span and of the two before it, as they stood on `counted`."""

    organisation: str
    span: Span
    tallies: tuple[Tally, ...]
    reasons: tuple[ReasonTally, ...]
    names: Names
    counted: date
    further: Further = field(default_factory=Further)
    later: tuple[LaterTally, ...] = ()
    equality: tuple[EqualityCounts, ...] = ()
    year_starts: int = APRIL
    language: str = "en-GB"
    contact: str = ""
    address: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of all counts: the same counts give the same report."""
        content = [sorted(self.tallies), sorted(self.reasons), self.span.key, self.further.__dict__, sorted(self.later)]
        content += [[each.key, each.options, each.declined, each.no_reply] for each in self.equality]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def casework_report(data: CaseworkInput, *, policy: Policy | None) -> Report:
    """With a policy the report is for everybody; without one (None) for officers, and holds every number."""
    writer = Writer(spoken_language(data.language))
    desk = _desk(writer, data, policy)
    write_all(desk)
    who = "officers" if policy is None else "public"
    front = FrontMatter(
        organisation=data.organisation,
        opened=data.span.first,
        closed=data.span.last,
        snapshot=data.digest,
        template=TEMPLATE,
        subtitle=writer.label(f"subtitle.cases.{who}"),
        reported=data.counted,
        contact=data.contact,
        address=data.address,
        threshold=1 if policy is None else policy.threshold,
        counts=".cases",
    )
    return Report(
        name=f"cases-{data.span.key}",
        title=writer.label("title.cases", span=data.span.name),
        language=writer.language,
        front=front,
        blocks=tuple(writer.blocks),
        sources=tuple(
            table for name, table in writer.tables.items() if name not in {each.id for each in writer.blocks}
        ),
    )


def _desk(writer: Writer, data: CaseworkInput, policy: Policy | None) -> Desk:
    """In public, kinds other than complaints, comments and compliments are one, and so are services with few cases."""
    kinds, kind_of = _together(data.names.kinds, SPOKEN_OF)
    if policy is None:
        kinds, kind_of = tuple(data.names.kinds), {key: key for key in data.names.kinds}
    years = [data.span.before(2), data.span.before(1), data.span]
    recent = [each for span in years for each in within(data.tallies, span)]
    there = set(count_by(recent, lambda each: kind_of.get(each.kind, each.kind)))
    now = within(data.tallies, data.span)
    units, unit_of = _units(now, recent, data.names.units, policy)
    label = writer.label
    return Desk(
        writer=writer,
        data=data,
        policy=policy,
        guard=None if policy is None else Guard(data.digest, {"span": data.span.key}, policy),
        years=tuple(years),
        kinds=tuple(key for key in kinds if key in there or key in SPOKEN_OF),
        kind_of=kind_of,
        kind_names={**data.names.kinds, OTHER: label("row.cases.other_kinds")},
        units=units,
        unit_of=unit_of,
        unit_names={
            **data.names.units,
            OTHER: label("row.cases.other_units"),
            "": label("row.cases.no_unit"),
        },
    )


def _together(names: Mapping[str, str], kept: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, str]]:
    return (*kept, OTHER), {key: (key if key in kept else OTHER) for key in names}


def _units(
    now: list[Tally], recent: list[Tally], names: Mapping[str, str], policy: Policy | None
) -> tuple[tuple[str, ...], dict[str, str]]:
    counts: Counter[str] = count_by(recent, lambda each: each.unit)
    keys = [key for key in (*names, "") if counts[key]]
    if policy is None:
        return tuple(keys), {key: key for key in keys}
    own = count_by(complaints_in(now), lambda each: each.unit)
    return put_small_together(own, keys, least=max(LEAST_ALONE, policy.threshold), other=OTHER)
