"""What the columns of a snapshot mean: kept as JSON beside the Parquet files, for whoever opens them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from folkmoot_core.survey.codes import ANSWERED, NO_REPLY, NOT_ASKED, SAID_NO
from folkmoot_core.values import Fault, Invalid

FORMAT = "folkmoot-codebook/1"
# Keys of questions hold no colon, so that no question can be called like one of these.
NUMBER, VERSION = "response:number", "response:version"
SINGLE, MANY, RANK, QUANTITY, DATE, WORDS, TRAIT = "single", "many", "rank", "number", "date", "words", "trait"
KINDS = (SINGLE, MANY, RANK, QUANTITY, DATE, WORDS, TRAIT)
STATES = {NO_REPLY: "no_reply", ANSWERED: "answered", NOT_ASKED: "not_asked", SAID_NO: "declined"}
BITS = 64
_FIRST_SPECIAL, _LAST_IN_A_BYTE = NOT_ASKED, NOT_ASKED - 1


@dataclass(frozen=True, slots=True)
class Level:
    """One option, grid column, or value of a trait; `code` stands for it (for several choices: its bit, from 0)."""

    code: int
    key: str
    text: str


@dataclass(frozen=True)
class Column:
    """One thing that was asked or is known, in one or more Parquet columns.

    | kind | Parquet columns |
    | --- | --- |
    | single, trait | NAME: uint8 (uint16 above 253 levels), 0 no reply, a level's code, 254 not asked, 255 declined |
    | many | NAME:state, NAME: uint64 with a bit for each level; beyond 64 levels NAME:65, NAME:129 … |
    | rank | NAME:state, NAME:LEVEL:place: uint8 place from 1, 0 not ranked, 254 not asked, 255 declined |
    | number, date | NAME:state, NAME: float64 or date32, null where none was given |
    | words | NAME:state; the words themselves are NAME: string, in the other file |

    A state is 0 no reply, 1 answered, 254 not asked, 255 declined. `question` is the key of the question, and
    `asked_as` its kind there; a row of a grid is a column of its own (`row` is its words). Levels stand in the order
    of the newest questionnaire; their codes never change while versions are added.
    """

    name: str
    kind: str
    text: str
    question: str = ""
    asked_as: str = ""
    row: str = ""
    section: str = ""
    role: str = ""
    levels: tuple[Level, ...] = ()
    most_choices: int = 1

    @property
    def has_state(self) -> bool:
        return self.kind not in (SINGLE, TRAIT)

    @property
    def state_name(self) -> str:
        """The Parquet column that tells whether there is an answer."""
        return f"{self.name}:state" if self.has_state else self.name

    @property
    def wide(self) -> bool:
        return bool(self.levels) and max(level.code for level in self.levels) > SAID_NO

    @cached_property
    def by_key(self) -> Mapping[str, Level]:
        return {level.key: level for level in self.levels}

    @property
    def mask_names(self) -> tuple[str, ...]:
        """The Parquet columns of a column of several choices, 64 levels each."""
        groups = range(0, max(len(self.levels), 1), BITS)
        return tuple(self.name if not start else f"{self.name}:{start + 1}" for start in groups)

    def rank_name(self, level: Level) -> str:
        return f"{self.name}:{level.key}:place"

    def counted_fields(self) -> Iterator[tuple[str, Any]]:
        """(name, Arrow type) of its Parquet columns, but for words."""
        if self.has_state:
            yield self.state_name, pa.uint8()
        if self.kind in (SINGLE, TRAIT):
            yield self.name, pa.uint16() if self.wide else pa.uint8()
        elif self.kind == MANY:
            yield from ((name, pa.uint64()) for name in self.mask_names)
        elif self.kind == RANK:
            yield from ((self.rank_name(level), pa.uint8()) for level in self.levels)
        elif self.kind in (QUANTITY, DATE):
            yield self.name, pa.float64() if self.kind == QUANTITY else pa.date32()


def code_at(place: int) -> int:
    """The code of the level at this place (from 0): from 1 on, passing over 254 and 255."""
    return place + 1 if place + 1 <= _LAST_IN_A_BYTE else place + 3


@dataclass(frozen=True)
class ColumnBook:
    """The codebook: every column of a snapshot. `versions`: how many versions of the questionnaire it covers."""

    title: str
    columns: tuple[Column, ...]
    versions: int = 1
    _by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    def column(self, name: str) -> Column:
        """Raises Invalid, naming those there are."""
        if name not in self._by_name:
            known = ", ".join(self._by_name)
            raise Invalid([Fault(name, "there is no such column in this snapshot.", f"There are: {known}.")])
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def of_kind(self, *kinds: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind in kinds)

    def counted_schema(self) -> Any:
        fields = [(NUMBER, pa.int64()), (VERSION, pa.uint16())]
        fields += [each for column in self.columns for each in column.counted_fields()]
        return pa.schema(fields)

    def words_schema(self) -> Any:
        return pa.schema([(NUMBER, pa.int64()), *((column.name, pa.string()) for column in self.of_kind(WORDS))])

    def to_json(self) -> bytes:
        """Always the same bytes for the same codebook."""
        document = {
            "format": FORMAT,
            "title": self.title,
            "versions": self.versions,
            "states": {name: code for code, name in STATES.items()},
            "columns": [_written(column) for column in self.columns],
        }
        return canonical(document)

    @classmethod
    def from_json(cls, content: bytes, where: str = "codebook.json") -> ColumnBook:
        """Raises Invalid where it is no codebook."""
        try:
            document = json.loads(content)
            if document["format"] != FORMAT:
                raise ValueError
            columns = tuple(_read(each) for each in document["columns"])
            return cls(document["title"], columns, document["versions"])
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise Invalid([Fault("", "this is not a codebook that we know.", file=where)]) from problem


def canonical(document: object) -> bytes:
    """JSON for people and for fingerprints: the same document, the same bytes."""
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()


def _written(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "kind": column.kind, "text": column.text}
    for name in ("question", "asked_as", "row", "section", "role"):
        if value := getattr(column, name):
            found[name] = value
    if column.levels:
        found["levels"] = [{"code": level.code, "key": level.key, "text": level.text} for level in column.levels]
    if column.kind in (MANY, RANK):
        found["most_choices"] = column.most_choices
    return found


def _read(found: Mapping[str, Any]) -> Column:
    if found["kind"] not in KINDS:
        raise ValueError(found["kind"])
    levels = tuple(Level(each["code"], each["key"], each["text"]) for each in found.get("levels", ()))
    texts = {name: found.get(name, "") for name in ("question", "asked_as", "row", "section", "role")}
    return Column(
        found["name"], found["kind"], found["text"], levels=levels, most_choices=found.get("most_choices", 1), **texts
    )


def names_of(columns: Iterable[Column]) -> list[str]:
    """The Parquet columns of these, words left out."""
    return [name for column in columns for name, _type in column.counted_fields()]
