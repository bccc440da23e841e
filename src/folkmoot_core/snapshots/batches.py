"""Responses as Arrow columns: from bytes of a `survey.Codebook`, without reading answers one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from folkmoot_core.questionnaires import Answers, Questionnaire
from folkmoot_core.snapshots.columns import (
    BITS,
    DATE,
    MANY,
    NUMBER,
    QUANTITY,
    RANK,
    SINGLE,
    VERSION,
    WORDS,
    Column,
    ColumnBook,
)
from folkmoot_core.snapshots.planning import LETTER, Trait, columns_of_version
from folkmoot_core.survey import Codebook, Matrix
from folkmoot_core.survey.codes import ANSWERED, NO_REPLY, NOT_ASKED, SAID_NO
from folkmoot_core.values import Fault, Invalid

DECLINED = "declined"
Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Batch:
    """Counted responses to one version (its place among the versions, from 0), a row each.

    numbers: what a response is called, each once over all batches. coded: their bytes. values: {question: answers} of
    numbers and dates, None where none was given. words: {field: texts}, "" or None where nothing was written; a field
    is the key of a question, "KEY.OPTION" of a box beside an option, or "letter". traits: {trait: values}.
    """

    version: int
    questionnaire: Questionnaire
    numbers: NDArray[np.int64]
    coded: Matrix
    values: Mapping[str, Sequence[Any]]
    words: Mapping[str, Sequence[str | None]]
    traits: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Taken:
    """One response as a whole, for those who have answers and not bytes."""

    number: int
    answers: Answers
    asked: Iterable[str]
    traits: Mapping[str, str]
    letter: str = ""


def batch_of(
    questionnaire: Questionnaire, taken: Sequence[Taken], version: int = 0, traits: Sequence[Trait] = ()
) -> Batch:
    """Pack whole responses. `answers` are the counted ones, boxes for words under "KEY.OPTION"."""
    codebook = Codebook.of(questionnaire)
    rows = [codebook.encode(each.answers, frozenset(each.asked)) for each in taken]
    words = {field: [words_in(each.answers.get(field)) for each in taken] for field in words_fields(questionnaire)}
    return Batch(
        version,
        questionnaire,
        np.array([each.number for each in taken], dtype=np.int64),
        codebook.matrix(rows),
        {key: [each.answers.get(key) for each in taken] for key in value_keys(questionnaire)},
        words | {LETTER: [each.letter for each in taken]},
        {trait.key: [each.traits.get(trait.key, "") for each in taken] for trait in traits},
    )


def value_keys(questionnaire: Questionnaire) -> list[str]:
    """The questions whose answers themselves are needed beside the bytes: numbers and dates."""
    return [question.key for question in questionnaire.questions if question.kind in ("number", "date")]


def words_fields(questionnaire: Questionnaire) -> list[str]:
    """The fields of answers that hold words: personal data, kept in files of their own."""
    closed = ("choose_one", "choose_many", "rank", "grid", "number", "date")
    fields = [question.key for question in questionnaire.questions if question.kind not in closed]
    return fields + [field for question in questionnaire.questions for field in question.words_fields.values()]


def words_in(value: object) -> str | None:
    """The words of an answer: itself, a place with its point, the name of a file; None where there are none."""
    if isinstance(value, str):
        return value or None
    if not isinstance(value, Mapping) or value.get("declined") is True:
        return None
    point = f"{value['lat']}, {value['lon']}" if {"lat", "lon"} <= value.keys() else ""
    parts = [part for part in (point, value.get("words"), value.get("name")) if isinstance(part, str) and part]
    return "; ".join(parts) or None


def tables_of(book: ColumnBook, batches: Iterable[Batch]) -> tuple[Any, Any]:
    """(counted, words) as Arrow tables, ordered by number. Words hold only those who wrote something.

    Raises Invalid for a trait's value that the codebook does not know, or a number that is there twice; ValueError for
    bytes of another layout.
    """
    pairs = [(_counted(book, batch), _words(book, batch)) for batch in batches]
    counted = pa.concat_tables([book.counted_schema().empty_table(), *(pair[0] for pair in pairs)])
    words = pa.concat_tables([book.words_schema().empty_table(), *(pair[1] for pair in pairs)])
    counted = counted.sort_by(NUMBER).combine_chunks()
    numbers = counted.column(NUMBER).to_numpy()
    twice = numbers[1:][numbers[1:] == numbers[:-1]]
    if twice.size:
        raise Invalid([Fault("", f"the response {int(twice[0])} is there twice.", "Give each response once.")])
    return counted, words.sort_by(NUMBER).combine_chunks()


def _counted(book: ColumnBook, batch: Batch) -> Any:
    size = len(batch.numbers)
    arrays: dict[str, Any] = {
        NUMBER: pa.array(batch.numbers, pa.int64()),
        VERSION: pa.array(np.full(size, batch.version + 1), pa.uint16()),
    }
    codebook = Codebook.of(batch.questionnaire)
    if batch.coded.shape != (size, codebook.width):
        raise ValueError(f"A response is not {codebook.width} bytes wide: it was coded under another layout.")
    for question, column, row in columns_of_version(book, batch.questionnaire):
        place = codebook.column(question.key)
        own = batch.coded[:, place.offset : place.end]
        if column.kind == SINGLE:
            options = question.column_keys if question.kind == "grid" else question.option_keys
            own = own[:, [question.row_keys.index(row)]] if question.kind == "grid" else own
            arrays[column.name] = _recode(column, own[:, 0], options)
        elif column.kind == MANY:
            arrays |= _masks(column, own, question.option_keys)
        elif column.kind == RANK:
            arrays |= _places(column, own, question.option_keys)
        elif column.asked_as == "specify":
            written = batch.words.get(question.words_fields[row]) or [None] * size
            arrays[column.state_name] = np.fromiter(map(bool, written), dtype=np.uint8, count=size)
        else:
            arrays[column.state_name] = own[:, 0]
            if column.kind in (QUANTITY, DATE):
                arrays[column.name] = _values(column, batch.values[question.key])
    for column in book.columns:
        if not column.question:
            arrays |= _besides(column, batch, size)
    return pa.table([_filled(arrays, each, size) for each in book.counted_schema()], schema=book.counted_schema())


def _besides(column: Column, batch: Batch, size: int) -> dict[str, Any]:
    """What belongs to no question: traits, and whether there is a letter."""
    if column.kind == WORDS:
        letters = batch.words.get(LETTER) or [None] * size
        return {column.state_name: np.fromiter(map(bool, letters), dtype=np.uint8, count=size)}
    return {column.name: _trait(column, batch.traits.get(column.role) or [""] * size)}


def _filled(arrays: Mapping[str, Any], field: Any, size: int) -> Any:
    """The column of this field; what the version did not ask for is “not asked”."""
    if field.name in arrays:
        found = arrays[field.name]
        return found if isinstance(found, pa.Array) else pa.array(found, field.type)
    if field.type == pa.uint64():
        return pa.array(np.zeros(size, dtype=np.uint64))
    if field.type in (pa.uint8(), pa.uint16()):
        return pa.array(np.full(size, NOT_ASKED), field.type)
    return pa.nulls(size, field.type)


def _recode(column: Column, byte: Bytes, options: Sequence[str]) -> NDArray[np.uint16]:
    strange = (byte > len(options)) & (byte < NOT_ASKED)
    if strange.any():
        raise ValueError(f"Some answers to {column.name} were coded under another layout.")
    lookup = np.arange(256, dtype=np.uint16)
    lookup[1 : len(options) + 1] = [column.by_key[key].code for key in options]
    return lookup[byte]


def _masks(column: Column, own: Bytes, options: Sequence[str]) -> dict[str, Any]:
    state = own[:, 0]
    answered = state == ANSWERED
    masks = [np.zeros(len(own), dtype=np.uint64) for _name in column.mask_names]
    for place, key in enumerate(options):
        group, bit = divmod(column.by_key[key].code, BITS)
        chosen = (own[:, 1 + place // 8] >> np.uint8(place % 8) & np.uint8(1)).astype(bool) & answered
        masks[group] |= chosen.astype(np.uint64) << np.uint64(bit)
    return {column.state_name: state, **dict(zip(column.mask_names, masks, strict=True))}


def _places(column: Column, own: Bytes, options: Sequence[str]) -> dict[str, Any]:
    first = own[:, 0]
    special = (first == NOT_ASKED) | (first == SAID_NO)
    state = np.where(special, first, np.where(own.any(axis=1), ANSWERED, NO_REPLY)).astype(np.uint8)
    found: dict[str, Any] = {column.state_name: state}
    for place, key in enumerate(options):
        found[column.rank_name(column.by_key[key])] = own[:, place]
    return found


def _values(column: Column, values: Sequence[Any]) -> Any:
    if column.kind == DATE:
        return pa.array([date.fromisoformat(each) if isinstance(each, str) else None for each in values], pa.date32())
    plain = (each if isinstance(each, int | float) and not isinstance(each, bool) else None for each in values)
    return pa.array([None if each is None else float(each) for each in plain], pa.float64())


def _trait(column: Column, values: Sequence[str]) -> NDArray[np.uint16]:
    codes = {"": NO_REPLY, DECLINED: SAID_NO} | {level.key: level.code for level in column.levels}
    unknown = sorted({value for value in values if value not in codes})
    if unknown:
        raise Invalid([Fault(column.name, f"“{unknown[0]}” is no value that its codebook knows.")])
    return np.fromiter((codes[value] for value in values), dtype=np.uint16, count=len(values))


def _words(book: ColumnBook, batch: Batch) -> Any:
    schema = book.words_schema()
    own = {column.name: field for column, field in _fields(book, batch.questionnaire)}
    size = len(batch.numbers)
    texts = {
        column.name: [text or None for text in batch.words.get(own.get(column.name, ""), ())] or [None] * size
        for column in book.of_kind(WORDS)
    }
    wrote = np.zeros(size, dtype=bool)
    for each in texts.values():
        wrote |= np.fromiter((text is not None for text in each), dtype=bool, count=size)
    arrays = [pa.array(batch.numbers, pa.int64()), *(pa.array(each, pa.string()) for each in texts.values())]
    return pa.table(arrays, schema=schema).filter(pa.array(wrote))


def _fields(book: ColumnBook, questionnaire: Questionnaire) -> Iterator[tuple[Column, str]]:
    """Each column of words with the field of an answer that fills it."""
    for question, column, option in columns_of_version(book, questionnaire):
        if column.kind == WORDS:
            yield column, question.words_fields[option] if option else question.key
    yield from ((column, LETTER) for column in book.of_kind(WORDS) if not column.question)
