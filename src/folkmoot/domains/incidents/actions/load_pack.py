"""Load the `reports` section of a pack: what people can report, who is in charge of it where, and who watches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import put_rows
from folkmoot.ground.bodies.enums import Classification
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import districts
from folkmoot_core.packfiles import Report, YamlMap, read_yaml_list
from folkmoot_core.packfiles.suggestions import mend_name
from folkmoot_core.values import Invalid

from ..adapters.questions import KINDS, read_questions
from ..enums import Shown
from ..models import Category, Route, WatchScheme
from ..policies import check_load_reports

FILES = ("categories.yaml", "watch.yaml")
DISTRICT = "district"
CATEGORY = (
    *("key", "name", "group", "description", "keywords", "questions", "in_charge", "otherwise", "exceptions", "shown"),
    *("working_days", "nearby_metres", "ask_after_days", "emergency"),
)
QUESTION = (
    "key",
    "kind",
    "text",
    "hint",
    "required",
    "options",
    "max_choices",
    "max_length",
    "lines",
    "min",
    "max",
    "decimals",
)
WATCH = ("key", "title", "text", "organisation")


@transaction.atomic
def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Put the categories, their routes and the watch schemes of the pack in `folder` there.

    A category that is no longer in the pack is not offered any more; its reports stay. Returns how many rows each table
    has, the same at a second loading. Faults go to `report`; whoever calls rolls back when there is one.
    """
    check_load_reports(by)
    section = folder / "reports"
    if not section.is_dir():
        return {}
    for path in sorted(section.iterdir()):
        if path.name not in FILES:
            report.fault(path, None, _("This file is not known here."), mend_name(path.name, FILES))
    counts: dict[str, int] = {}
    if (section / "categories.yaml").exists():
        counts |= _load_categories(section / "categories.yaml", report)
    if (section / "watch.yaml").exists():
        counts["watch schemes"] = _load_watch(section / "watch.yaml", report)
    return counts


def _load_categories(path: Path, report: Report) -> dict[str, int]:
    entries = read_yaml_list(path, report)
    wanted: dict[str, Category] = {}
    charges: dict[str, dict[int | None, int]] = {}
    routing = _Routing()
    for place, entry in enumerate(entries):
        entry.unknown(CATEGORY)
        category = _category(entry, place)
        if category.key in wanted:
            entry.fault(
                "key", _("The key “%(key)s” stands here twice.") % {"key": category.key}, _("Give each its own.")
            )
        elif category.key:
            wanted[category.key] = category
            charges[category.key] = routing.of(entry)
    put_rows(wanted.values(), existing=Category.objects.all(), key=("key",))
    Category.objects.exclude(key__in=wanted).update(is_offered=False)
    return {"categories": len(wanted), "routes": _put_routes(charges)}


def _category(entry: YamlMap, place: int) -> Category:
    key, name = entry.key("key"), entry.text("name", 120)
    return Category(
        key=key[:80],
        name=name,
        group=entry.text("group", 80, blank=True),
        description=entry.text("description", 2000, blank=True),
        keywords=list(entry.texts("keywords", blank=True)),
        questions=_questions(entry, key or "category", name or "Category"),
        shown=entry.choice("shown", Shown.values, blank=True) or Shown.WARD,
        working_days=entry.whole("working_days", 1, 365, blank=True),
        nearby_metres=entry.whole("nearby_metres", 10, 2000, blank=True) or 100,
        ask_after_days=entry.whole("ask_after_days", 1, 365, blank=True) or 7,
        emergency=entry.text("emergency", 300, blank=True),
        place_in_list=place,
    )


def _questions(entry: YamlMap, key: str, name: str) -> list[dict[str, Any]]:
    """The questions as JSON. What the core finds wrong with one is told on the line where it stands."""
    found: list[dict[str, Any]] = []
    for each in entry.maps("questions", blank=True):
        each.unknown(QUESTION)
        if (kind := each.choice("kind", KINDS)) and (question_key := each.key("key")):
            question = _question(each, question_key, kind)
            try:
                read_questions(key, name, [question])
            except Invalid as invalid:
                for fault in invalid.faults:
                    each.fault(fault.where.partition(".")[2].partition("[")[0], fault.message, fault.mend)
            else:
                found.append(question)
    if len({each["key"] for each in found}) < len(found):
        entry.fault("questions", _("Two questions have the same key."), _("Give each its own."))
        return []
    return found


def _question(each: YamlMap, key: str, kind: str) -> dict[str, Any]:
    question: dict[str, Any] = {"key": key, "kind": kind, "text": each.text("text", 500)}
    if hint := each.text("hint", 500, blank=True):
        question["hint"] = hint
    if each.flag("required", default=False):
        question["required"] = True
    options = [
        {"key": option.key("key"), "text": option.text("text", 200)} for option in each.maps("options", blank=True)
    ]
    if options:
        question["options"] = options
    for name in ("max_choices", "max_length", "lines", "decimals"):
        if (whole := each.whole(name, 0, blank=True)) is not None:
            question[name] = whole
    for name in ("min", "max"):
        if kind == "number" and (number := each.number(name, blank=True)) is not None:
            question[name] = int(number) if number == int(number) else number
        elif kind == "date" and (day := each.date(name, blank=True)) is not None:
            question[name] = day.isoformat()
    return question


class _Routing:
    """Who is in charge where, as a category says it."""

    def __init__(self) -> None:
        self.bodies = dict(Organisation.objects.values_list("key", "pk"))
        self.districts = {place.code: place.pk for place in districts()}
        self.places = dict(Place.objects.values_list("code", "pk"))
        councils = Organisation.objects.filter(classification=Classification.DISTRICT_COUNCIL, place__isnull=False)
        self.councils: dict[int | None, int] = dict(councils.values_list("place_id", "pk"))

    def of(self, entry: YamlMap) -> dict[int | None, int]:
        """{district or None: organisation}. None stands for everywhere else, and is always there unless at fault."""
        found: dict[int | None, int] = {}
        named = entry.key("in_charge")
        if named == DISTRICT:
            found.update(self.councils)
            named, field = entry.key("otherwise"), "otherwise"
        else:
            field = "in_charge"
        if named and (body := self._body(entry, field, named)):
            found[None] = body
        found.update(self._exceptions(entry))
        return found

    def _body(self, entry: YamlMap, field: str, named: str) -> int | None:
        if named not in self.bodies:
            entry.fault(
                field,
                _("There is no organisation with the key “%(key)s”.") % {"key": named},
                mend_name(named, [DISTRICT, *self.bodies]),
            )
        return self.bodies.get(named)

    def _exceptions(self, entry: YamlMap) -> Iterator[tuple[int | None, int]]:
        if "exceptions" not in entry:
            return
        exceptions = entry.map("exceptions", blank=True)
        for code in exceptions:
            if code not in self.places:
                message = _("The place '%(code)s' is not in places.csv.") % {"code": code}
                exceptions.fault(code, message, _("Add it or mend the code."))
            elif (named := exceptions.key(code)) and (body := self._body(exceptions, code, named)):
                yield self.places[code], body


def _put_routes(charges: dict[str, dict[int | None, int]]) -> int:
    categories = dict(Category.objects.filter(key__in=charges).values_list("key", "pk"))
    wanted = [
        Route(category_id=categories[key], district_id=district, organisation_id=body)
        for key, charge in charges.items()
        for district, body in charge.items()
    ]
    existing = Route.objects.filter(category__in=categories.values())
    put_rows(wanted, existing=existing, key=("category_id", "district_id"))
    kept = {(route.category_id, route.district_id) for route in wanted}
    gone = [route.pk for route in existing if (route.category_id, route.district_id) not in kept]
    Route.objects.filter(pk__in=gone).delete()
    return len(wanted)


def _load_watch(path: Path, report: Report) -> int:
    bodies = dict(Organisation.objects.values_list("key", "pk"))
    wanted = []
    for entry in read_yaml_list(path, report):
        entry.unknown(WATCH)
        key, title, named = entry.key("key"), entry.text("title", 120), entry.key("organisation")
        if named and named not in bodies:
            message = _("There is no organisation with the key “%(key)s”.") % {"key": named}
            entry.fault("organisation", message, mend_name(named, bodies))
        elif key and title and named:
            text = entry.text("text", 2000, blank=True)
            wanted.append(WatchScheme(key=key[:80], title=title, text=text, organisation_id=bodies[named]))
    put_rows(wanted, existing=WatchScheme.objects.all(), key=("key",))
    return len(wanted)
