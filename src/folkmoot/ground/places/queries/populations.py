"""How many people live in a place, by year, age, sex and ethnicity.

A place for which no figures are held has those of the places inside it, added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..enums import Sex
from ..models import Place, Population

ANY_ETHNICITY = "all"


@dataclass(frozen=True)
class Headcount:
    """Residents in one year, and who counted or estimated them."""

    year: int
    source: str
    residents: int


@dataclass(frozen=True)
class AgeBand:
    """Residents of one age band (in years, both ends within it; `age_to` None: and over) by sex."""

    age_from: int
    age_to: int | None
    female: int
    male: int

    @property
    def residents(self) -> int:
        return self.female + self.male

    @property
    def label(self) -> str:
        if self.age_to is None:
            return _("%(age)s and over") % {"age": self.age_from}
        if self.age_from == self.age_to:
            return str(self.age_from)
        return _("%(first)s to %(last)s") % {"first": self.age_from, "last": self.age_to}


@dataclass(frozen=True)
class Share:
    """One group of a whole; `percent` of all residents counted, to be rounded where it is shown."""

    label: str
    residents: int
    percent: float


@dataclass(frozen=True)
class Profile:
    """What is known of the residents of one place: totals by year (newest first), the newest table of age by sex,
    and the newest of ethnicity (each with the year and source it is of; None when there is no such table)."""

    totals: tuple[Headcount, ...] = ()
    ages: tuple[AgeBand, ...] = ()
    ages_of: Headcount | None = None
    ethnicities: tuple[Share, ...] = ()
    ethnicities_of: Headcount | None = None

    @property
    def females(self) -> int:
        return sum(band.female for band in self.ages)

    @property
    def males(self) -> int:
        return sum(band.male for band in self.ages)


def population(place: Place, year: int | None = None) -> Headcount | None:
    """All residents of a place in `year`, or in the newest year there is. One query."""
    totals = profile(place).totals
    return next((total for total in totals if year in (None, total.year)), None)


def profile(place: Place) -> Profile:
    """Everything the page of a place shows of its residents. One query."""
    return profiles([place]).get(place.pk, Profile())


def profiles(places: Iterable[Place]) -> dict[int, Profile]:
    """{place's number: profile} for many places, with one query."""
    wanted = {place.pk for place in places}
    own: dict[int, list[Population]] = defaultdict(list)
    inside: dict[int, list[Population]] = defaultdict(list)
    cells = Population.objects.filter(place_id__in=wanted) | Population.objects.filter(place__parent_id__in=wanted)
    for cell in cells.select_related("place").order_by("age_from", "pk"):
        if cell.place_id in wanted:
            own[cell.place_id].append(cell)
        if cell.place.parent_id in wanted:
            inside[cell.place.parent_id].append(cell)
    return {pk: _profile(own[pk] or inside[pk]) for pk in wanted if own[pk] or inside[pk]}


def _profile(cells: Sequence[Population]) -> Profile:
    tables: dict[tuple[int, str], list[Population]] = defaultdict(list)
    for cell in cells:
        tables[cell.year, cell.source].append(cell)
    newest_first = sorted(tables, reverse=True)
    totals: dict[int, Headcount] = {}
    ages: tuple[AgeBand, ...] = ()
    ethnicities: tuple[Share, ...] = ()
    ages_of = ethnicities_of = None
    for year, source in newest_first:
        table = tables[year, source]
        bands, groups = _ages(table), _ethnicities(table)
        total = _total(table, bands, groups)
        if total is not None:
            totals.setdefault(year, Headcount(year, source, total))
        if bands and not ages:
            ages, ages_of = bands, Headcount(year, source, sum(band.residents for band in bands))
        if groups and not ethnicities:
            ethnicities, ethnicities_of = groups, Headcount(year, source, sum(group.residents for group in groups))
    return Profile(tuple(totals.values()), ages, ages_of, ethnicities, ethnicities_of)


def _total(table: Sequence[Population], bands: Sequence[AgeBand], groups: Sequence[Share]) -> int | None:
    """The printed total if the table has one; else the sum of its age bands, or else of its ethnic groups."""
    printed = [cell.residents for cell in table if _is_everybody(cell) and cell.sex == Sex.ALL]
    if printed:
        return sum(printed)
    if bands:
        return sum(band.residents for band in bands)
    return sum(group.residents for group in groups) if groups else None


def _is_everybody(cell: Population) -> bool:
    return cell.ethnicity == ANY_ETHNICITY and cell.age_from == 0 and cell.age_to is None


def _ages(table: Sequence[Population]) -> tuple[AgeBand, ...]:
    counts: dict[tuple[int, int | None], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell in table:
        if cell.ethnicity == ANY_ETHNICITY and cell.sex != Sex.ALL and not _is_everybody(cell):
            counts[cell.age_from, cell.age_to][cell.sex] += cell.residents
    return tuple(
        AgeBand(age_from, age_to, by_sex[Sex.FEMALE], by_sex[Sex.MALE])
        for (age_from, age_to), by_sex in sorted(counts.items(), key=lambda each: each[0][0])
    )


def _ethnicities(table: Sequence[Population]) -> tuple[Share, ...]:
    counts: dict[str, int] = defaultdict(int)
    for cell in table:
        if cell.ethnicity != ANY_ETHNICITY and cell.sex == Sex.ALL and cell.age_from == 0 and cell.age_to is None:
            counts[cell.ethnicity] += cell.residents
    whole = sum(counts.values())
    return tuple(Share(label, count, 100 * count / whole if whole else 0.0) for label, count in counts.items())
