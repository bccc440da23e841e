"""Which columns the responses to a questionnaire need: to one version of it, or to several together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from folkmoot_core.questionnaires import Question, Questionnaire
from folkmoot_core.snapshots.columns import (
    DATE,
    MANY,
    QUANTITY,
    RANK,
    SINGLE,
    TRAIT,
    WORDS,
    Column,
    ColumnBook,
    Level,
    code_at,
)

LETTER = "letter"
_KINDS = {
    "choose_one": SINGLE,
    "choose_many": MANY,
    "rank": RANK,
    "number": QUANTITY,
    "date": DATE,
}


@dataclass(frozen=True)
class Trait:
    """Something known of whoever answered, as it was that day: a key, words for it, and {value: words} in order.

    The values "" (not known) and "declined" are states, and no levels.
    """

    key: str
    text: str
    values: tuple[tuple[str, str], ...]

    @property
    def column_name(self) -> str:
        return f"trait:{self.key}"


def plan_columns(
    versions: Sequence[Questionnaire], traits: Iterable[Trait] = (), *, letters: bool = True
) -> ColumnBook:
    """The codebook for responses to these versions, oldest first, with the words of the newest.

    What an older version offered keeps its code; what a newer one adds comes after. A question that changed its kind is
    two columns: the newest under its key, the older as "KEY:KIND". `letters` adds a column for words that belong to no
    question. ValueError without a version.
    """
    if not versions:
        raise ValueError("A snapshot needs a questionnaire.")
    found: dict[str, Column] = {}
    for version in reversed(versions):
        for section in version.sections:
            for question in section.questions:
                for column in _columns_of(question, section.title):
                    name = column_name(found, column)
                    found[name] = _joined(found[name], column) if name in found else replace(column, name=name)
    with_codes = [_with_codes(column, versions) for column in found.values()]
    if letters:
        with_codes.append(Column(LETTER + ":words", WORDS, "Letters and e-mails"))
    with_codes += [_of_trait(trait) for trait in traits]
    return ColumnBook(versions[-1].title, tuple(with_codes), len(versions))


def column_name(found: dict[str, Column], column: Column) -> str:
    """Under which name a column of some version goes, where a newer version may have the key with another kind."""
    there = found.get(column.name)
    return column.name if there is None or there.asked_as == column.asked_as else f"{column.name}:{column.asked_as}"


def columns_of_version(book: ColumnBook, version: Questionnaire) -> Iterator[tuple[Question, Column, str]]:
    """(question, column, row of the grid or option with a box for words) of all that one version asked."""
    for question in version.questions:
        for own in _columns_of(question, ""):
            column = book.column(own.name)
            if column.asked_as != own.asked_as:
                column = book.column(f"{own.name}:{own.asked_as}")
            yield question, column, own.name.partition(".")[2]


def _columns_of(question: Question, section: str) -> Iterator[Column]:
    kind = _KINDS.get(question.kind, WORDS)
    whole = Column(
        question.key,
        kind,
        question.text,
        question=question.key,
        asked_as=question.kind,
        section=section,
        role=question.role,
        levels=tuple(Level(0, option.key, option.text) for option in question.options),
        most_choices=question.most_choices,
    )
    if question.kind == "grid":
        columns = tuple(Level(0, column.key, column.text) for column in question.columns)
        for row in question.rows:
            yield replace(whole, name=f"{question.key}.{row.key}", kind=SINGLE, row=row.text, levels=columns)
        return
    yield whole
    for option in question.options:
        if option.specify:
            name = question.words_fields[option.key]
            yield replace(whole, name=name, kind=WORDS, asked_as="specify", row=option.text, levels=(), role="")


def _joined(newer: Column, older: Column) -> Column:
    """The newer column, and after its own levels those that only the older one offered."""
    known = {level.key for level in newer.levels}
    more = tuple(level for level in older.levels if level.key not in known)
    return replace(
        newer, levels=newer.levels + more, most_choices=max(newer.most_choices, older.most_choices),
    )  # fmt: skip


def _with_codes(column: Column, versions: Sequence[Questionnaire]) -> Column:
    """Codes in the order in which versions brought the levels in, so that a new version changes none of them."""
    if not column.levels:
        return column
    order: dict[str, None] = {}
    for version in versions:
        if version.has(column.question):
            for own in _columns_of(version.question(column.question), ""):
                if own.name == column.name.partition(":")[0] and own.asked_as == column.asked_as:
                    order.update(dict.fromkeys(level.key for level in own.levels))
    place = {key: number for number, key in enumerate(order)}
    codes = place if column.kind in (MANY, RANK) else {key: code_at(number) for key, number in place.items()}
    levels = tuple(replace(level, code=codes[level.key]) for level in column.levels)
    return replace(column, levels=levels)


def _of_trait(trait: Trait) -> Column:
    levels = tuple(Level(code_at(place), key, text) for place, (key, text) in enumerate(trait.values))
    return Column(trait.column_name, TRAIT, trait.text, levels=levels, role=trait.key)
