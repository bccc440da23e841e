"""Load `places/places.csv` and `places/boundaries/*.geojson` of a pack.

While a pack is read, rows at fault are put in place all the same, as well as can be: everything is undone in the end,
and until then other rows can refer to them, so that one mistake is told once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot_core.packfiles import Report, Row, read_csv, read_geojson

from ..enums import PlaceKind
from ..models import Boundary, Place

REQUIRED = ("code", "slug", "name", "kind", "parent")
OPTIONAL = ("other_names", "valid_from", "valid_to", "note")


def load_places(path: Path, report: Report) -> int:
    """Put the places of the table there. Returns how many rows it has."""
    rows = read_csv(path, report, required=REQUIRED, optional=OPTIONAL, unique=("code",))
    others = Place.objects.exclude(code__in=[row["code"].strip() for row in rows])
    slugs_taken = dict(others.values_list("slug", "code"))
    places = [_place(row, slugs_taken) for row in rows]
    places = [place for place in places if place.code]
    here = {place.code: place for place in Place.objects.all()}
    parents = _parents(rows, {*here, *(place.code for place in places)})
    for place in places:
        # A parent may be new as well; it is set once every place has its number.
        place.parent_id = here[place.code].parent_id if place.code in here else None
    put_rows(places, existing=Place.objects.all(), key=("code",))
    _set_parents(parents)
    return len(rows)


def _place(row: Row, slugs_taken: dict[str, str]) -> Place:
    code = row.text("code", 20)
    slug = row.key("slug") if len(row["slug"]) <= 80 else row.text("slug", 80)
    if slug and slugs_taken.setdefault(slug, code) != code:
        row.fault(
            "slug",
            _("The slug '%(slug)s' belongs to %(code)s already.") % {"slug": slug, "code": slugs_taken[slug]},
            _("Give each place its own."),
        )
        slug = ""
    begins, ends = row.date("valid_from"), row.date("valid_to")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        row.fault("valid_to", _("The place ends before it begins."), _("Mend one of the two dates."))
    return Place(
        code=code,
        slug=slug or code.lower(),
        name=row.text("name", 120) or code,
        kind=row.choice("kind", PlaceKind.values) or PlaceKind.WARD,
        other_names=list(row.many("other_names")),
        valid_from=begins,
        valid_to=ends,
        note=row.text("note"),
    )


def _parents(rows: list[Row], known: Collection[str]) -> dict[str, str]:
    """{code: code of its parent, or ""}; a parent that is not known, or that lies inside its own child, is a fault."""
    parents: dict[str, str] = {}
    for row in rows:
        parent = row.text("parent", blank=True)
        if parent and parent not in known:
            row.fault(
                "parent",
                _("The place '%(code)s' is not in places.csv.") % {"code": parent},
                _("Add it or mend the code."),
            )
            parent = ""
        parents[row["code"].strip()] = parent
    for row in rows:
        if _goes_round(row["code"].strip(), parents):
            row.fault("parent", _("This place lies inside itself, through its parents."), _("Mend the parent."))
            parents[row["code"].strip()] = ""
    return parents


def _goes_round(code: str, parents: Mapping[str, str]) -> bool:
    seen, at = {code}, parents.get(code, "")
    while at and at not in seen:
        seen.add(at)
        at = parents.get(at, "")
    return at == code


def _set_parents(parents: Mapping[str, str]) -> None:
    places = {place.code: place for place in Place.objects.all()}
    moved = []
    for code, parent in parents.items():
        place = places.get(code)
        parent_id = places[parent].pk if parent else None
        if place is not None and place.parent_id != parent_id:
            place.parent_id = parent_id
            moved.append(place)
    Place.objects.bulk_update(moved, ["parent"])


def load_boundaries(folder: Path, report: Report) -> int:
    """Put the outlines of every GeoJSON file in the folder there. Returns how many it has."""
    places = dict(Place.objects.values_list("code", "pk"))
    wanted: list[Boundary] = []
    for path in sorted(folder.glob("*.geojson")):
        for code, geometry in read_geojson(path, report).items():
            if code not in places:
                report.fault(
                    path,
                    None,
                    _("The place '%(code)s' is not in places.csv.") % {"code": code},
                    _("Add it, or take the outline out."),
                    where=code,
                )
                continue
            wanted.append(Boundary(place_id=places[code], geometry=geometry, source=path.name))
    held = Boundary.objects.filter(place_id__in=[boundary.place_id for boundary in wanted])
    put_rows(wanted, existing=held, key=("place_id",))
    return len(wanted)
