"""A kind of plan is data: what its levels are called, which parts it has, which columns its actions show, how often it
reports, and who signs it. A strategy, a board's action plan and an improvement plan differ in nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from folkmoot_core.packfiles import YamlMap
from folkmoot_core.packfiles.suggestions import mend_name

# What a table of actions can show besides what is to be done, in the order in which it shows it.
COLUMNS = ("number", "deliverable", "owner", "body", "timetable", "due", "review", "told")
FIELDS = (
    *("key", "title", "about", "levels", "sections", "columns", "signed_by", "reports_every_months"),
    *("year_begins_in_month", "stale_after_days", "soon_within_days", "most_objectives"),
)
YEAR = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the plan in words, such as “What we shall not do”."""

    key: str
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PlanKind:
    """`levels`: what objectives are called, from the top. `most_objectives`: how many of the top level a plan of this
    kind should have at most; None: as many as there are."""

    key: str
    title: str
    about: str = ""
    levels: tuple[str, ...] = ("Objective",)
    sections: tuple[Section, ...] = ()
    columns: tuple[str, ...] = COLUMNS
    signed_by: tuple[str, ...] = ()
    reports_every_months: int = 6
    year_begins_in_month: int = 4
    stale_after_days: int = 100
    soon_within_days: int = 30
    most_objectives: int | None = None

    def level_at(self, depth: int) -> str:
        """What an objective at this depth (0: the top) is called."""
        return self.levels[min(depth, len(self.levels) - 1)]


def read_kind(document: YamlMap) -> PlanKind:
    """A kind out of its YAML file; faults go to the document's report."""
    document.unknown(FIELDS)
    sections = []
    for entry in document.maps("sections", blank=True):
        entry.unknown(("key", "title", "hint"))
        sections.append(Section(entry.key("key"), entry.text("title", 200), entry.text("hint", 300, blank=True)))
    columns = []
    for node in document.list("columns", blank=True):
        name = node.as_text()
        if name in COLUMNS:
            columns.append(name)
        else:
            node.fault(f"'{name}' is no column of actions.", mend_name(name, COLUMNS))
    return PlanKind(
        key=document.key("key"),
        title=document.text("title", 120),
        about=document.text("about", 600, blank=True),
        levels=document.texts("levels"),
        sections=tuple(sections),
        columns=tuple(columns) or COLUMNS,
        signed_by=document.texts("signed_by", blank=True),
        reports_every_months=document.whole("reports_every_months", 1, 60, blank=True) or 6,
        year_begins_in_month=document.whole("year_begins_in_month", 1, YEAR, blank=True) or 4,
        stale_after_days=document.whole("stale_after_days", 1, 1000, blank=True) or 100,
        soon_within_days=document.whole("soon_within_days", 1, 365, blank=True) or 30,
        most_objectives=document.whole("most_objectives", 1, 100, blank=True),
    )


def kind_as_data(kind: PlanKind) -> dict[str, Any]:
    """As JSON keeps it."""
    data = asdict(kind)
    return data | {name: list(data[name]) for name in ("levels", "sections", "columns", "signed_by")}


def kind_from_data(data: dict[str, Any]) -> PlanKind:
    """What `kind_as_data` gave, back."""
    kept = {name: tuple(data.get(name, ())) for name in ("levels", "columns", "signed_by")}
    sections = tuple(Section(**each) for each in data.get("sections", ()))
    return PlanKind(**(data | kept | {"sections": sections}))
