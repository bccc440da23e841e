"""What a consultation can be weighed to: the census populations that the site holds, or a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import Profile, districts, own_county, profile, profiles
from folkmoot_core.microdata import read_csv
from folkmoot_core.microdata.margins_file import COLUMNS, margins_of
from folkmoot_core.snapshots import Column
from folkmoot_core.values import Fault, Invalid

from ...adapters.populations import by_age, by_ethnicity, by_sex, named_source
from ...models import Consultation
from .source import Source, words_of


@dataclass(frozen=True)
class OfferedMargin:
    """Totals of one question, ready to be chosen; or why there are none (`problem`)."""

    role: str
    label: str
    column: str = ""
    totals: Mapping[str, int] | None = None
    source: str = ""
    problem: str = ""

    @property
    def rows(self) -> list[dict[str, object]]:
        """As `Weighting.margins` keeps them."""
        return [{"variable": self.column, "level": level, "total": n} for level, n in (self.totals or {}).items()]


def offered_margins(consultation: Consultation, source: Source) -> list[OfferedMargin]:
    """Age, sex, district and ethnicity, from the newest census tables of the consultation's area. Five queries."""
    area = consultation.area or own_county()
    if area is None:
        return [OfferedMargin(role, label, problem=_("no area is known")) for role, label in _labels().items()]
    known = profile(area)
    return [
        _by_question("age_band", source, known, area),
        _by_question("sex", source, known, area),
        _by_district(source, area),
        _by_question("ethnicity", source, known, area),
    ]


def _labels() -> dict[str, str]:
    return {"age_band": _("Age"), "sex": _("Sex"), "district": _("District"), "ethnicity": _("Ethnic group")}


def _by_question(role: str, source: Source, known: Profile, area: Place) -> OfferedMargin:
    label = _labels()[role]
    column = next((each for each in source.groupings if each.role == role), None)
    if column is None:
        return OfferedMargin(role, label, problem=_("the questionnaire did not ask for it"))
    counted = known.ethnicities_of if role == "ethnicity" else known.ages_of
    if counted is None:
        problem = _("the site holds no figures for %(area)s") % {"area": area.name}
        return OfferedMargin(role, label, problem=problem)
    totals = _residents(role, column, known)
    if not totals:
        problem = _("the answers that could be chosen do not fit the groups of the census; use a file")
        return OfferedMargin(role, label, problem=problem)
    return OfferedMargin(role, label, column.name, totals, f"{named_source(counted.source, counted.year)}, {area.name}")


def _residents(role: str, column: Column, known: Profile) -> dict[str, int]:
    """What of the census fits the options of a question; empty where it does not."""
    levels = words_of(column)
    if role == "age_band":
        return by_age(levels, [((band.age_from, band.age_to), band.residents) for band in known.ages])
    if role == "sex":
        return by_sex(levels, known.females, known.males)
    return by_ethnicity(levels, {share.label: share.residents for share in known.ethnicities})


def _by_district(source: Source, area: Place) -> OfferedMargin:
    label = _labels()["district"]
    column = next((each for each in source.groupings if each.role == "district"), None)
    if column is None:
        return OfferedMargin("district", label, problem=_("no postcode was asked for or given"))
    inside = list(districts(area))
    known = {place.code: found for place in inside if (found := profiles(inside).get(place.pk))}
    newest = {code: found.totals[0] for code, found in known.items() if found.totals}
    if len(newest) < 2:
        problem = _("the site holds no figures for the districts of %(area)s") % {"area": area.name}
        return OfferedMargin("district", label, problem=problem)
    years = ", ".join(sorted({named_source(each.source, each.year) for each in newest.values()}))
    totals = {code: each.residents for code, each in newest.items()}
    return OfferedMargin("district", label, column.name, totals, years)


def margins_in_file(content: bytes, source: Source) -> list[dict[str, object]]:
    """Rows of a CSV file with the columns variable, level, total, as `Weighting.margins` keeps them. Variables and
    levels may be given by key or in words. Raises Invalid with everything that does not fit."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "margins.csv"
        path.write_bytes(content)
        margins = margins_of(read_csv(path, COLUMNS), rescale=True)
    rows: list[dict[str, object]] = []
    faults: list[Fault] = []
    for margin in margins:
        column = _named(margin.variable, source.groupings)
        if column is None:
            there = ", ".join(each.name.partition(":")[2] or each.name for each in source.groupings)
            faults.append(Fault("upload", _("there is no question “%(name)s”.") % {"name": margin.variable}, there))
            continue
        for level, total in zip(margin.levels, margin.totals, strict=True):
            key = _level(level, column)
            if key is None:
                told = {"level": level, "name": margin.variable}
                message = _("“%(level)s” is no answer to “%(name)s”.") % told
                faults.append(Fault("upload", message, ", ".join(each.text for each in column.levels)))
            else:
                rows.append({"variable": column.name, "level": key, "total": total})
    if faults:
        raise Invalid(faults)
    return rows


def _named(name: str, columns: Iterable[Column]) -> Column | None:
    wanted = name.casefold()
    for column in columns:
        if wanted in (column.name.casefold(), column.text.casefold(), column.role, column.name.partition(":")[2]):
            return column
    return None


def _level(name: str, column: Column) -> str | None:
    wanted = name.casefold()
    return next((each.key for each in column.levels if wanted in (each.key.casefold(), each.text.casefold())), None)
