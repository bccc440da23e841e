"""A snapshot as a report reads it: each column once, counted and protected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from django.utils.translation import gettext as _

from folkmoot_core.disclosure import protect
from folkmoot_core.snapshots import Column
from folkmoot_core.snapshots import Snapshot as Files
from folkmoot_core.snapshots.columns import MANY, QUANTITY, RANK, SINGLE
from folkmoot_core.snapshots.counting import Answers, Integers, answers_of, table_of
from folkmoot_core.survey import QuestionTable
from folkmoot_core.survey.codes import ANSWERED, NO_REPLY, SAID_NO

from ...adapters import DECLINED_CODE
from ..results import POLICY, Trait

Found = TypeVar("Found")
CLOSED = (SINGLE, MANY, RANK)
NOT_KNOWN, OTHERS = "not-known", "others"
# Who somebody is, as questions with these roles ask it.
ABOUT_PEOPLE = ("age_band", "sex", "ethnicity")


@dataclass(frozen=True)
class Grouping:
    """Responses by a trait, some of its values put together. places: for each response the place of its label."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    places: Integers


@dataclass(frozen=True)
class Groups:
    """A trait of every response. values: {value: words} of those that occur, in the order they are shown; "" stands for
    not known. codes: for each response the place of its value."""

    trait: Trait
    values: Mapping[str, str]
    codes: Integers

    @cached_property
    def sizes(self) -> dict[str, int]:
        counts = np.bincount(self.codes, minlength=len(self.values)).tolist()
        return dict(zip(self.values, counts, strict=True))

    def joined(self, small: Collection[str]) -> Grouping:
        """With the values of `small` put together."""
        alone = [value for value in self.values if value not in small]
        keys, labels = [value or NOT_KNOWN for value in alone], [self.values[value] for value in alone]
        if small:
            keys.append(OTHERS)
            labels.append(_("All others together"))
        place = {value: number for number, value in enumerate(alone)} | dict.fromkeys(small, len(alone))
        lookup = np.array([place[value] for value in self.values], dtype=np.int64)
        return Grouping(tuple(keys), tuple(labels), lookup[self.codes])


class Source:
    """What a report is made of. Tables are protected unless they are called counted."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.book = files.book
        self._answers: dict[str, Answers] = {}
        self._safe: dict[str, QuestionTable] = {}
        self._done: dict[tuple[object, ...], Any] = {}

    def once(self, work: Callable[[], Found], *named: object) -> Found:
        """What `work` finds, worked out once under this name: a snapshot never changes."""
        if named not in self._done:
            self._done[named] = work()
        found: Found = self._done[named]
        return found

    def let_go(self) -> None:
        """Drop the answers one by one, which take much room, and keep what was counted of them."""
        self._answers.clear()

    @property
    def responses(self) -> int:
        return self.files.responses

    @cached_property
    def numbers(self) -> dict[str, str]:
        """{question: its number}, as the newest questionnaire puts them."""
        keys = dict.fromkeys(column.question for column in self.book.columns if column.question)
        return {key: str(place) for place, key in enumerate(keys, start=1)}

    @cached_property
    def closed(self) -> dict[str, list[Column]]:
        """{question: its columns} of what can be counted: several columns for a grid."""
        found: dict[str, list[Column]] = {}
        for column in self.book.of_kind(*CLOSED, QUANTITY):
            found.setdefault(column.question, []).append(column)
        return found

    @cached_property
    def _sections_on_people(self) -> frozenset[str]:
        return frozenset(column.section for column in self.book.columns if column.role in ABOUT_PEOPLE)

    def asks_about_people(self, column: Column) -> bool:
        """Whether a question asks who somebody is, or stands among those that do."""
        return bool(column.role) or column.section in self._sections_on_people

    def with_role(self, role: str) -> Column | None:
        return next((column for column in self.book.of_kind(SINGLE) if column.role == role and not column.row), None)

    def answers(self, column: Column) -> Answers:
        if column.name not in self._answers:
            self._answers[column.name] = answers_of(self.files, column)
        return self._answers[column.name]

    def put(self, column: Column, answers: Answers) -> None:
        """A column that is in no file, counted like the others."""
        self._answers[column.name] = answers
        self._safe.pop(column.name, None)

    def safe(self, column: Column) -> QuestionTable:
        """Its protected table. Districts go by name, as on the pages: of two cells that could be hidden beside a small
        one, the order decides, and hidden once here and once there one would give the other away."""
        if column.name not in self._safe:
            table = table_of(self.answers(column))
            if column.name == f"trait:{Trait.DISTRICT.value}":
                table = replace(table, rows=tuple(sorted(table.rows, key=lambda row: row.text)))
            self._safe[column.name] = protect(table, POLICY)
        return self._safe[column.name]

    def groups(self, trait: Trait) -> Groups | None:
        """Everybody by a trait; None where the snapshot does not hold it, or nothing is known of anybody."""
        name = f"trait:{trait.value}"
        if name not in self.book:
            return None
        column = self.book.column(name)
        answers = self.answers(column)
        levels = list(range(len(column.levels)))
        if trait is Trait.DISTRICT:
            levels.sort(key=lambda place: column.levels[place].text)
        flags = {column.levels[place].key: (column.levels[place].text, answers.chosen[place]) for place in levels}
        flags[DECLINED_CODE] = (_("Do not wish to say"), answers.states == SAID_NO)
        flags[""] = (_("Not known"), answers.states == NO_REPLY)
        there = {value: pair for value, pair in flags.items() if pair[1].any()}
        if not (answers.states == ANSWERED).any():
            return None
        codes = np.zeros(self.responses, dtype=np.int64)
        for place, (_text, flag) in enumerate(there.values()):
            codes[flag] = place
        return Groups(trait, {value: text for value, (text, _flag) in there.items()}, codes)

    def text_of(self, column: Column) -> str:
        """The question in words, with the row for one row of a grid."""
        return f"{column.text}: {column.row}" if column.row else column.text
