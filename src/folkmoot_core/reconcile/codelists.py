"""Dated lists of codes: what a label meant when it was printed, and what it became. The Ombudsman's lists come with the
software as YAML files that name their source; `sure: no` marks one whose days of effect nobody has read in a primary
text yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from folkmoot_core.packfiles import Report, YamlMap, read_yaml
from folkmoot_core.values import Fault, Invalid

GROUPS = ("premature", "not for us", "forwarded", "not pursued", "no fault", "fault")
OMBUDSMAN_LISTS = (
    "lgo-enquiries-2008",
    "lgo-decisions-before-2011",
    "lgo-adult-care-2010",
    "lgsco-decisions-2013",
    "lgsco-decisions-2023",
)


@dataclass(frozen=True, slots=True)
class Code:
    """One label. `group` is the same across lists, so that years with different labels can stand side by side; `was`
    are the keys of earlier lists that it took over, as near as that can be said."""

    key: str
    label: str
    group: str
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """Labels in force from `first` to `last`, both included; None where it is not known or has not come.
    `complete`: whether a label that is not here cannot be one of them."""

    name: str
    title: str
    source: str
    codes: tuple[Code, ...]
    first: date | None = None
    last: date | None = None
    sure: bool = True
    complete: bool = True

    def in_force(self, on: date) -> bool:
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    def code(self, label: str, on: date) -> Code:
        """The code of a label or key as it was on a day. Raises Invalid with the labels that would do."""
        if not self.in_force(on):
            span = f"from {self.first or 'the beginning'} to {self.last or 'today'}"
            mend = "Use the list of that day."
            raise Invalid([Fault("code", f"{self.title}: in force {span}, not on {on.isoformat()}.", mend)])
        wanted = " ".join(label.split()).casefold()
        for code in self.codes:
            if wanted in (code.label.casefold(), code.key):
                return code
        labels = "; ".join(code.label for code in self.codes)
        raise Invalid([Fault("code", f"“{label}” is not in “{self.title}”.", f"Use one of: {labels}.")])


@cache
def ombudsman_list(name: str) -> CodeList:
    """A list that comes with the software. Raises Invalid for a name that is not in `OMBUDSMAN_LISTS`."""
    if name not in OMBUDSMAN_LISTS:
        mend = f"Use one of: {', '.join(OMBUDSMAN_LISTS)}."
        raise Invalid([Fault("codelist", f"There is no list “{name}” here.", mend)])
    with as_file(files("folkmoot_core.reconcile") / "lists" / f"{name}.yaml") as path:
        return read_code_list(path)


def lists_on(on: date, lists: Iterable[CodeList] | None = None) -> tuple[CodeList, ...]:
    """Those in force on a day."""
    known = [ombudsman_list(name) for name in OMBUDSMAN_LISTS] if lists is None else lists
    return tuple(each for each in known if each.in_force(on))


def read_code_list(path: Path) -> CodeList:
    """The list in a YAML file. Raises Invalid with every fault and its line."""
    report = Report(path.parent)
    document = read_yaml(path, report)
    document.unknown(("name", "title", "source", "first", "last", "sure", "complete", "codes"))
    found = CodeList(
        name=document.key("name"),
        title=document.text("title", 200),
        source=document.text("source", 1000),
        codes=tuple(_code(each) for each in document.maps("codes")),
        first=document.date("first", blank=True),
        last=document.date("last", blank=True),
        sure=document.flag("sure"),
        complete=document.flag("complete", default=True),
    )
    keys = [code.key for code in found.codes]
    for key in {key for key in keys if keys.count(key) > 1}:
        document.fault("codes", f"The key '{key}' is there twice.", "Give each code a key of its own.")
    if found.first and found.last and found.last < found.first:
        document.fault("last", "It ends before it begins.", "Check both days.")
    report.raise_if_any()
    return found


def _code(section: YamlMap) -> Code:
    section.unknown(("key", "label", "group", "was"))
    return Code(
        key=section.key("key"),
        label=section.text("label", 200),
        group=section.choice("group", GROUPS),
        was=section.texts("was", blank=True),
    )
