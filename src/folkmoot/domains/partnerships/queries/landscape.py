"""All bodies in the picture, as the finders of overlaps and gaps look at them, and as it is drawn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import all_sittings, holds_on
from folkmoot_core.landscape import Band, Box, Group, Lapse, Need, Overlap, Uncarried, lapsed, overlaps_among, uncarried
from folkmoot_core.packfiles import parse_partial

from .. import models
from ..enums import EventKind
from .meeting_dates import meeting_dates


@dataclass(frozen=True)
class Standing:
    """A level of the picture with its bodies under their headings, as they are drawn and listed."""

    level: models.Level
    sections: tuple[tuple[str, tuple[models.Remit, ...]], ...]

    @property
    def number(self) -> int:
        return sum(len(remits) for _title, remits in self.sections)


def remits(day: date | None = None) -> list[models.Remit]:
    """Every body in the picture from the top; with a day, those that had begun and had not ended on it."""
    found = models.Remit.objects.select_related("body__parent", "body__place", "level", "serves").order_by(
        "level__position", "number", "body__name"
    )
    return [remit for remit in found if day is None or existed_on(remit.body, day)]


def existed_on(body: Organisation, day: date) -> bool:
    begins, ends = parse_partial(body.founding_date), parse_partial(body.dissolution_date)
    return (begins is None or begins.first <= day) and (ends is None or ends.last >= day)


def levels(day: date) -> list[Standing]:
    """The picture's levels from the top, with who stands where."""
    found: dict[int, dict[str, list[models.Remit]]] = defaultdict(lambda: defaultdict(list))
    names: dict[int, models.Level] = {}
    for remit in remits(day):
        names[remit.level_id] = remit.level
        found[remit.level_id][remit.section].append(remit)
    return [
        Standing(names[pk], tuple((title, tuple(group)) for title, group in sections.items()))
        for pk, sections in found.items()
    ]


def bands(standings: list[Standing], folded: frozenset[str] = frozenset()) -> list[Band]:
    return [
        Band(
            standing.level.key,
            standing.level.title,
            tuple(_box(remit, title) for title, group in standing.sections for remit in group),
            standing.level.key in folded,
        )
        for standing in standings
    ]


def _box(remit: models.Remit, title: str) -> Box:
    above = remit.serves or remit.body.parent
    return Box(remit.body.key, remit.body.name, above.key if above else "", title)


def groups(day: date) -> list[Group]:
    """The bodies of the picture as the finders look at them. People are named by their keys; a plan that serves a board
    counts for the board, and one that a body owns for its owner."""
    here = remits(day)
    keys = {remit.body.key for remit in here}
    people: dict[str, set[str]] = defaultdict(set)
    senders: dict[str, set[str]] = defaultdict(set)
    for seat in all_sittings(keys):
        if seat.person and holds_on(seat, day):
            people[seat.organisation.key].add(seat.person.key)
            if seat.on_behalf_of:
                senders[seat.organisation.key].add(seat.on_behalf_of.key)
    plans = plans_by_body(keys)
    needs: dict[str, set[str]] = defaultdict(set)
    for key, need in models.Carrier.objects.values_list("body__key", "need__key"):
        needs[key].add(need)
    met = last_meetings(day)
    return [
        Group(
            remit.body.key,
            remit.body.name,
            remit.body.purpose,
            tuple(remit.keywords),
            frozenset(people[remit.body.key]),
            frozenset(senders[remit.body.key]),
            frozenset(plans[remit.body.key]),
            frozenset(needs[remit.body.key]),
            remit.meetings_a_year,
            met.get(remit.body.key),
        )
        for remit in here
    ]


def plans_by_body(keys: set[str]) -> dict[str, set[str]]:
    """{key of a body: keys of plans}, by the newest version of the matrix."""
    found: dict[str, set[str]] = defaultdict(set)
    version = models.PlanVersion.objects.order_by("-position", "-pk").first()
    if version is not None:
        for plan, serves in version.lines.values_list("plan__key", "serves"):
            for key in serves:
                if key in keys:
                    found[key].add(plan)
    return found


def last_meetings(day: date) -> dict[str, date]:
    """{key of a body: the last day up to `day` on which it met}, by our own record and by the sources wired in."""
    found = {key: max((each for each in days if each <= day), default=None) for key, days in meeting_dates().items()}
    recorded = models.BoardEvent.objects.filter(kind=EventKind.MET, on__lte=day).values_list("body__key", "on")
    for key, on in recorded:
        last = found.get(key)
        found[key] = on if last is None else max(last, on)
    return {key: on for key, on in found.items() if on is not None}


def overlaps(day: date) -> tuple[Overlap, ...]:
    return overlaps_among(groups(day))


@dataclass(frozen=True)
class Gaps:
    uncarried: tuple[Uncarried, ...]
    lapsed: tuple[Lapse, ...]
    carried: tuple[models.Need, ...]


def gaps(day: date) -> Gaps:
    """Needs that nobody carries, and bodies that have not met for longer than they say."""
    here = groups(day)
    rows = list(needs_with_carriers())
    wanted = [Need(row.key, row.title, frozenset(each.body.key for each in row.carriers.all())) for row in rows]
    open_needs = uncarried(wanted, here)
    missing = {each.need.key for each in open_needs}
    return Gaps(open_needs, lapsed(here, day), tuple(row for row in rows if row.key not in missing))


def needs_with_carriers() -> list[models.Need]:
    carriers = Prefetch("carriers", models.Carrier.objects.select_related("body"))
    return list(models.Need.objects.select_related("lead").prefetch_related(carriers))


def names_of(keys: set[str]) -> dict[str, str]:
    return dict(Organisation.objects.filter(key__in=keys).values_list("key", "name"))
