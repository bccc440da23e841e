"""What the register of partnerships looks like in files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .models import PlanLine, Remit

REGISTER = (
    *(
        "key",
        "name",
        "classification",
        "level",
        "section",
        "number",
        "part_of",
        "serves",
        "purpose",
        "keywords",
        "power",
    ),
    *("chair_as_printed", "county_attends", "district_attends", "others_attend", "meets", "meetings_a_year", "note"),
    "source",
)
MATRIX = ("version", "plan", "title", "owner", "group", "serves", "serves_first", "certainty", "source")


def as_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else ";".join(value) if isinstance(value, list | tuple) else str(value)


def register_rows(remits: Iterable[Remit]) -> Iterable[Sequence[Any]]:
    for remit in remits:
        body = remit.body
        yield (
            *(body.key, body.name, body.classification, remit.level.key, remit.section, remit.number),
            *(body.parent.key if body.parent else "", remit.serves.key if remit.serves else ""),
            *(body.purpose, remit.keywords, remit.power, remit.chair_as_printed),
            *(remit.county_attends, remit.district_attends, remit.others_attend),
            *(body.meets, remit.meetings_a_year, remit.note, remit.source or body.source),
        )


def matrix_rows(version: str, lines: Iterable[PlanLine]) -> Iterable[Sequence[Any]]:
    for line in lines:
        first = line.first.key if line.first else ""
        yield (
            version,
            line.plan.key,
            line.title,
            line.owner,
            line.group,
            line.serves,
            first,
            line.certainty,
            line.source,
        )
