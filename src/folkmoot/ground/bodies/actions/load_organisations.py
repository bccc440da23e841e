"""Load `bodies/organisations.csv` of a pack.

Rows at fault are put in place as well as can be, so that others may refer to them until all is undone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from folkmoot.ground.base.public import put_rows
from folkmoot.ground.places.models import Place
from folkmoot_core.packfiles import Report, Row, read_csv

from ..enums import Classification
from ..models import Organisation

REQUIRED = ("key", "name", "classification", "parent")
OPTIONAL = ("other_names", "purpose", "meets", "founding_date", "dissolution_date", "place", "note", "source")
LONGEST_KEY = 80


def load_organisations(path: Path, report: Report) -> int:
    """Put the organisations of the table there. Returns how many rows it has."""
    rows = read_csv(path, report, required=REQUIRED, optional=OPTIONAL, unique=("key",))
    places = dict(Place.objects.values_list("code", "pk"))
    wanted = {row["key"].strip(): _organisation(row, places) for row in rows if read_key(row, "key")}
    here = {each.key: each for each in Organisation.objects.filter(key__in=wanted)}
    known = {*Organisation.objects.values_list("key", flat=True), *wanted}
    parents = {row["key"].strip(): read_reference(row, "parent", known, "organisations.csv") for row in rows}
    for row in rows:
        if goes_round(row["key"].strip(), parents):
            row.fault("parent", _("This organisation is its own parent, through others."), _("Mend the parent."))
            parents[row["key"].strip()] = ""
    for key, organisation in wanted.items():
        # A parent may be new as well; it is set once every organisation has its number.
        organisation.parent_id = here[key].parent_id if key in here else None
    put_rows(wanted.values(), existing=Organisation.objects.filter(key__in=wanted), key=("key",))
    _set_parents({key: parents[key] for key in wanted})
    return len(rows)


def read_key(row: Row, column: str, longest: int = LONGEST_KEY) -> str:
    """A natural key that fits its column in the database; "" with a fault otherwise."""
    key = row.key(column)
    return key if len(key) <= longest else row.text(column, longest)


def read_reference(row: Row, column: str, known: Collection[str], table: str, *, blank: bool = True) -> str:
    """The key of something in another table; "" with a fault if nothing there has it."""
    key = row.text(column, blank=blank)
    if key and key not in known:
        message = _("'%(key)s' is not in %(table)s.") % {"key": key[:80], "table": table}
        row.fault(column, message, _("Add it or mend the key."))
        return ""
    return key


def goes_round(key: str, parents: Mapping[str, str]) -> bool:
    """Whether something comes round to itself by way of its parents."""
    seen, at = {key}, parents.get(key, "")
    while at and at not in seen:
        seen.add(at)
        at = parents.get(at, "")
    return bool(at) and at == key


def _organisation(row: Row, places: Mapping[str, int]) -> Organisation:
    founded, dissolved = row.date("founding_date", partial=True), row.date("dissolution_date", partial=True)
    if founded and dissolved and dissolved.last < founded.first:
        row.fault("dissolution_date", _("It ends before it begins."), _("Mend one of the two dates."))
    place = read_reference(row, "place", places, "places.csv")
    return Organisation(
        key=row["key"].strip(),
        name=row.text("name", 200) or row["key"].strip(),
        other_names=list(row.many("other_names")),
        classification=row.choice("classification", Classification.values) or Classification.PARTNERSHIP,
        place_id=places.get(place),
        purpose=row.text("purpose"),
        meets=row.text("meets", 200),
        founding_date=str(founded or ""),
        dissolution_date=str(dissolved or ""),
        note=row.text("note"),
        source=row.text("source", 300),
    )


def _set_parents(parents: Mapping[str, str]) -> None:
    organisations = {each.key: each for each in Organisation.objects.all()}
    moved = []
    for key, parent in parents.items():
        parent_id = organisations[parent].pk if parent in organisations else None
        if organisations[key].parent_id != parent_id:
            organisations[key].parent_id = parent_id
            moved.append(organisations[key])
    Organisation.objects.bulk_update(moved, ["parent"])
