"""Import the national postcode file, for any county."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report

from ..adapters.national_postcodes import NationalPostcode, read_national, tidy_postcode
from ..adapters.place_names import read_place_names
from ..enums import PlaceKind
from ..models import Place, Postcode
from ..policies import check_load_places
from .put_postcodes import Located, put_postcodes

ROWS_AT_ONCE = 5_000
# A file of the wrong sort has a fault on every line; nobody reads more than this.
MOST_FAULTS = 200
DISTRICT_KINDS = (PlaceKind.DISTRICT, PlaceKind.UNITARY)
TWO_TIER = "E07"  # codes of English districts that lie in a county; all others are the only tier there


@dataclass
class Imported:
    """What an import did: rows read, postcodes put there, ended ones taken out, places made, rows for districts that
    the site does not know."""

    read: int = 0
    written: int = 0
    ended: int = 0
    elsewhere: int = 0
    new_places: int = 0


@dataclass
class _Ground:
    """The places that postcodes can lie in, by code; missing ones are made as they are met."""

    names: dict[str, str]
    everywhere: bool
    districts: dict[str, int] = field(default_factory=dict)
    wards: dict[str, int] = field(default_factory=dict)
    made: int = 0

    def district(self, code: str) -> int | None:
        if code not in self.districts and self.everywhere:
            kind = PlaceKind.DISTRICT if code.startswith(TWO_TIER) else PlaceKind.UNITARY
            self.districts[code] = self._make(code, kind, None)
        return self.districts.get(code)

    def ward(self, code: str, district: int) -> int | None:
        if code and code not in self.wards:
            self.wards[code] = self._make(code, PlaceKind.WARD, district)
        return self.wards.get(code)

    def _make(self, code: str, kind: PlaceKind, parent: int | None) -> int:
        name = self.names.get(code, code)
        slug = slugify(f"{name} {code}" if name != code else code)[:80]
        self.made += 1
        return Place.objects.create(code=code, slug=slug, name=name, kind=kind, parent_id=parent).pk


@transaction.atomic
def import_postcodes(path: Path, *, by: Actor, everywhere: bool = False, names: Path | None = None) -> Imported:
    """Put the live postcodes of a national file there (ONSPD, NSPL, Code-Point Open; a folder: every .csv in it).

    Only postcodes in districts that the site knows, unless `everywhere`. Wards (and, everywhere, districts) that are
    missing are made, named by the table `names` or else by their code. Postcodes that the file says have ended go.
    All or nothing: raises `folkmoot_core.values.Invalid` with every fault (at most a few hundred) and its line.
    """
    check_load_places(by)
    report = Report()
    named = read_place_names(names, report) if names else {}
    known = list(Place.objects.values_list("code", "pk", "kind"))
    ground = _Ground(
        names=named,
        everywhere=everywhere,
        districts={code: pk for code, pk, kind in known if kind in DISTRICT_KINDS},
        wards={code: pk for code, pk, kind in known if kind not in DISTRICT_KINDS},
    )
    if not ground.districts and not everywhere:
        message = _("The site knows no districts yet.")
        report.fault(path, None, message, _("Load a pack first, or import everywhere with --all."))
    report.raise_if_any()
    done = Imported()
    for file in _files(path, report):
        _import_file(file, report, ground, done)
    report.raise_if_any()
    done.new_places = ground.made
    record(verb="postcodes.imported", subject=Setting(key="postcodes"), by=by, changes={"counts": [None, vars(done)]})
    return done


def _files(path: Path, report: Report) -> list[Path]:
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not files:
        report.fault(path, None, _("There is no .csv file in this folder."), _("Give the folder that holds them."))
    return files


def _import_file(path: Path, report: Report, ground: _Ground, done: Imported) -> None:
    for batch in _batches(read_national(path, report)):
        if len(report.faults) >= MOST_FAULTS:
            return
        live: dict[str, Located] = {}
        ended: set[str] = set()
        for row in batch:
            done.read += 1
            district = ground.district(row.district)
            if district is None:
                done.elsewhere += 1
            else:
                _sort_in(row, district, ground=ground, live=live, ended=ended, path=path, report=report)
        done.written += put_postcodes(live.values())
        done.ended += Postcode.objects.filter(pk__in=ended - live.keys()).delete()[0]


def _sort_in(
    row: NationalPostcode,
    district: int,
    *,
    ground: _Ground,
    live: dict[str, Located],
    ended: set[str],
    path: Path,
    report: Report,
) -> None:
    postcode = tidy_postcode(row.postcode)
    if row.ended:
        # Some that ended long ago are of forms that are not in use any more, and so were never here.
        ended.update([postcode] if postcode else [])
        return
    if not postcode:
        message = _("'%(text)s' is not a whole postcode.") % {"text": row.postcode[:20]}
        report.fault(path, row.line, message, _("Check that the file is as it was published."))
        return
    try:
        longitude, latitude = row.position()
    except (ValueError, OverflowError):
        report.fault(path, row.line, _("The position is not in figures."), _("Download the file again."))
        return
    live[postcode] = postcode, district, ground.ward(row.ward, district), longitude, latitude


def _batches(rows: Iterator[NationalPostcode]) -> Iterator[list[NationalPostcode]]:
    batch: list[NationalPostcode] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
