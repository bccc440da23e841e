"""Who answered, set beside the population of the area where that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.places.public import Profile as Residents
from folkmoot.ground.places.public import districts, profiles
from folkmoot_core.reports.inputs import Answer, Profile, ProfileGroup
from folkmoot_core.snapshots import Column
from folkmoot_core.survey import QuestionTable

from ...adapters.populations import by_age, by_ethnicity, by_sex, named_source, shares_of
from ...models import Consultation
from ..results import Trait
from .crossings import trait_name
from .questions import bases_of, share_of
from .source import Source


@dataclass(frozen=True)
class Known:
    """The share of the population in each group, 0 to 100, and where it comes from."""

    shares: Mapping[str, float]
    source: str


UNKNOWN = Known({}, "")


def profiles_of(source: Source, consultation: Consultation) -> tuple[Profile, ...]:
    """By district, kind of respondent, and what was asked of age, sex and ethnic group. Three queries at most."""
    found = []
    name = "trait:district"
    if name in source.book and source.safe(source.book.column(name)).answered != 0:
        column = source.book.column(name)
        population = _of_districts(consultation, column)
        found.append(_profile("district", str(Trait.DISTRICT.label), source.safe(column), population))
    residents = profiles([consultation.area]).get(consultation.area.pk) if consultation.area else None
    titles = {
        **{trait.value: trait_name(trait) for trait in (Trait.CAPACITY, Trait.AGE_BAND, Trait.SEX)},
        "ethnicity": _("Ethnic group"),
    }
    for role, title in titles.items():
        column_asked = source.with_role(role)
        if column_asked is not None:
            known = _of_residents(role, column_asked, residents) if residents else UNKNOWN
            found.append(_profile(role, title, source.safe(column_asked), known, protected=role != "capacity"))
    return tuple(profile for profile in found if profile.bases.answered != 0)


def channels_of(source: Source) -> tuple[Answer, ...]:
    """How responses came in; those by which none came are left out."""
    name = "trait:channel"
    if name not in source.book:
        return ()
    ways = _ways()
    rows = source.safe(source.book.column(name)).rows
    return tuple(Answer(row.key, ways.get(row.key, row.text), share_of(row)) for row in rows if row.count != 0)


def _ways() -> dict[str, str]:
    """As a sentence has it: so many responses came …"""
    return {
        Channel.WEB: _("Online"),
        Channel.PAPER: _("On paper forms"),
        Channel.EMAIL: _("By e-mail"),
        Channel.LETTER: _("By letter"),
        Channel.TELEPHONE: _("By telephone"),
        Channel.FACE_TO_FACE: _("Face to face"),
        Channel.TEXT_MESSAGE: _("By text message"),
        Channel.SPREADSHEET: _("In a spreadsheet"),
        Channel.API: _("From another system"),
    }


def _profile(key: str, title: str, table: QuestionTable, known: Known, *, protected: bool = False) -> Profile:
    rows = sorted(table.rows, key=lambda row: row.text) if key == "district" else table.rows
    groups = tuple(ProfileGroup(row.key, row.text, share_of(row), known.shares.get(row.key)) for row in rows)
    return Profile(key, title, groups, bases_of(table), known.source, protected)


def _of_districts(consultation: Consultation, column: Column) -> Known:
    """Each district's share of the residents of all districts of the area, in the newest year up to the close that all
    have figures of, or else the first."""
    if consultation.area is None:
        return UNKNOWN
    places = list(districts(consultation.area))
    known = profiles(places)
    years = [{total.year: total for total in known[place.pk].totals} for place in places if place.pk in known]
    common = sorted(set.intersection(*map(set, years))) if len(years) == len(places) and years else []
    if not common or consultation.closes_on is None:
        return UNKNOWN
    year = max((each for each in common if each <= consultation.closes_on.year), default=common[0])
    totals = {place.code: found[year].residents for place, found in zip(places, years, strict=True)}
    whole = sum(totals.values())
    if not whole or not {level.key for level in column.levels} & totals.keys():
        return UNKNOWN
    return Known(
        {code: 100 * count / whole for code, count in totals.items()}, named_source(years[0][year].source, year)
    )


def _of_residents(role: str, column: Column, residents: Residents) -> Known:
    levels = {level.key: level.text for level in column.levels}
    if role == "ethnicity" and residents.ethnicities_of:
        of = residents.ethnicities_of
        counts = {share.label: share.residents for share in residents.ethnicities}
        shares = shares_of(by_ethnicity(levels, counts), sum(counts.values()))
        return Known(shares, named_source(of.source, of.year))
    if role not in ("age_band", "sex") or residents.ages_of is None:
        return UNKNOWN
    of = residents.ages_of
    if role == "sex":
        shares = shares_of(by_sex(levels, residents.females, residents.males))
    else:
        bands = [((band.age_from, band.age_to), band.residents) for band in residents.ages]
        shares = shares_of(by_age(levels, bands))
    return Known(shares, named_source(of.source, of.year))
