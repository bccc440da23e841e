"""Responses as columns of text, and what a column means: one choice, several choices, numbers, weights."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Protocol

import numpy as np
import pyarrow as pa
from pyarrow import compute

from folkmoot_core.microdata.natural import naturally_sorted
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting import Codes, Floats

_MOST_SHOWN = 5


@dataclass(frozen=True)
class Choice:
    """A question with one answer. codes: the place of each row's answer in `levels`, -1 for none. declined,
    not_asked: of those without, who said that they do not wish to say, and who was not asked (None: nobody)."""

    name: str
    levels: tuple[str, ...]
    codes: Codes
    declined: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None
    not_asked: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None

    @property
    def answered(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return self.codes >= 0

    def without(self, refusals: Collection[str]) -> Choice:
        """The same, with these answers taken as "I do not wish to say": kept apart from answers and from no reply."""
        kept = [place for place, level in enumerate(self.levels) if level not in refusals]
        if len(kept) == len(self.levels):
            return self
        order = np.full(len(self.levels) + 1, -1, dtype=np.int64)
        order[kept] = np.arange(len(kept))
        codes = order[self.codes]
        return Choice(self.name, tuple(self.levels[place] for place in kept), codes, (codes < 0) & (self.codes >= 0))


@dataclass(frozen=True)
class Choices:
    """A question with several answers. combinations: the place of each row's set of answers, -1 for no reply;
    members[s, l]: whether set s has level l.
    """

    name: str
    levels: tuple[str, ...]
    combinations: Codes
    members: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
    declined: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None
    not_asked: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None

    @property
    def answered(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return self.combinations >= 0


class Frame(Protocol):
    """A mapping of columns, or a data frame that goes through its columns alike (pandas)."""

    def items(self) -> Iterable[tuple[str, Sequence[object]]]: ...


@dataclass(frozen=True)
class Responses:
    """Columns of text by name in Arrow's dictionary encoding; null and empty text are no reply.

    `source` names them in faults. `notes`: what a person should know about how they were read.
    """

    columns: Mapping[str, pa.DictionaryArray]
    rows: int
    source: str = ""
    notes: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, frame: Frame, source: str = "") -> Responses:
        """From a mapping of name → values or a pandas data frame. None, NaN and empty text are no reply."""
        columns, lengths = {}, set()
        for name, values in frame.items():
            array = pa.array(values, from_pandas=True)
            columns[str(name)] = array.cast(pa.string()).dictionary_encode()
            lengths.add(len(array))
        if len(lengths) != 1 or lengths == {0}:
            raise Invalid([Fault("", "the columns need rows, and as many in each.", file=source)])
        return cls(columns, lengths.pop(), source)

    def choice(self, name: str) -> Choice:
        """One answer a row, its levels in natural order. "sex*age" joins two columns: "woman*16-24"."""
        if name not in self.columns and "*" in name:
            return self._joined(name)
        values, codes = self.coded(name)
        levels = naturally_sorted(values)
        rank = {level: place for place, level in enumerate(levels)}
        order = np.array([*(rank[value] for value in values), -1], dtype=np.int64)
        return Choice(name, tuple(levels), order[codes])

    def choices(self, name: str, separator: str = "|") -> Choices:
        """Several answers a row, parted by `separator`; the same answer given twice counts once."""
        values, codes = self.coded(name)
        sets = [frozenset(part.strip() for part in value.split(separator)) - {""} for value in values]
        levels = naturally_sorted(set().union(*sets))
        members = np.array([[level in chosen for level in levels] for chosen in sets], dtype=bool)
        empty = np.array([not chosen for chosen in sets] + [True])
        return Choices(name, tuple(levels), np.where(empty[codes], -1, codes), members.reshape(len(sets), len(levels)))

    def numbers(self, name: str) -> Floats:
        """Numbers, NaN for no reply. Invalid with the first rows that hold something else."""
        self.require([name])
        array = self.columns[name]
        quick = _all_numbers(array.dictionary)
        if quick is not None:
            return np.append(quick, np.nan)[_indices(array)]
        values, codes = self.coded(name)
        numbers = np.array([*(_number(value) for value in values), np.nan])[codes]
        wrong = np.flatnonzero(np.isnan(numbers) & (codes >= 0))
        if len(wrong):
            shown = [(row + 1, values[codes[row]][:40]) for row in wrong[:_MOST_SHOWN]]
            faults = [self.fault(name, f"row {row}: '{text}' is not a number.") for row, text in shown]
            more = [self.fault(name, f"and {len(wrong) - len(faults):,} more like these.")]
            raise Invalid(faults + (more if len(wrong) > len(faults) else []))
        return numbers

    def weights(self, name: str) -> Floats:
        """One weight a row, zero or more. Invalid where one is missing, below zero, or all are zero."""
        weights = self.numbers(name)
        missing, below = np.flatnonzero(np.isnan(weights)), np.flatnonzero(weights < 0)
        faults = []
        if len(missing):
            where = f"{some(len(missing), 'row')} without a weight; the first is row {missing[0] + 1}."
            faults.append(self.fault(name, where, "Give every response a weight: 1 where nothing is known."))
        if len(below):
            where = f"{some(len(below), 'weight')} below zero; the first is in row {below[0] + 1}."
            faults.append(self.fault(name, where, "A weight says for how many people a response stands: 0 or more."))
        if not faults and not np.any(weights > 0):
            faults.append(self.fault(name, "all weights are zero."))
        if faults:
            raise Invalid(faults)
        return weights

    def fault(self, where: str, message: str, mend: str = "") -> Fault:
        return Fault(where, message, mend, file=self.source)

    def texts(self, name: str) -> set[str]:
        """The distinct texts of a column, no reply left out."""
        self.require([name])
        return {str(text).strip() for text in self.columns[name].dictionary.to_pylist()} - {""}

    def without_reply(self, name: str, texts: Collection[str]) -> Responses:
        """The same responses, with each of `texts` in one column taken as no reply."""
        self.require([name])
        return replace(self, columns={**self.columns, name: without_texts(self.columns[name], texts)})

    def require(self, names: Iterable[str]) -> None:
        """Invalid with every column that is not there."""
        missing = [name for name in dict.fromkeys(names) if name not in self.columns]
        if missing:
            raise Invalid([unknown_column(name, self.columns, self.source) for name in missing])

    def coded(self, name: str) -> tuple[tuple[str, ...], Codes]:
        """The distinct texts of a column, spaces around them cut, and each row's place among them (-1: no reply)."""
        self.require([name])
        array = self.columns[name]
        texts = [(text or "").strip() for text in array.dictionary.to_pylist()]
        levels = list(dict.fromkeys(text for text in texts if text))
        place = {level: number for number, level in enumerate(levels)}
        moved = np.array([*(place.get(text, -1) for text in texts), -1], dtype=np.int64)
        return tuple(levels), moved[_indices(array)]

    def _joined(self, name: str) -> Choice:
        parts = [self.choice(part) for part in name.split("*")]
        codes, levels = parts[0].codes, parts[0].levels
        for part in parts[1:]:
            both = (codes >= 0) & (part.codes >= 0)
            codes = np.where(both, codes * len(part.levels) + part.codes, -1)
            levels = tuple(f"{one}*{other}" for one in levels for other in part.levels)
        used = np.unique(codes[codes >= 0])
        order = np.full(len(levels) + 1, -1, dtype=np.int64)
        order[used] = np.arange(len(used))
        return Choice(name, tuple(levels[place] for place in used), order[codes])


def without_texts(column: pa.DictionaryArray, texts: Collection[str]) -> pa.DictionaryArray:
    """The column with empty text for each of `texts`, spaces around them aside."""
    words = compute.utf8_trim_whitespace(column.dictionary)
    for text in texts:
        # Not `is_in`, whose set brings in pandas where it is installed, which takes most of a second.
        words = compute.if_else(compute.equal(words, text), "", words)
    return pa.DictionaryArray.from_arrays(column.indices, words)


def are_numbers(texts: Iterable[str]) -> bool:
    return not any(np.isnan(_number(text)) for text in texts)


def some(count: int, noun: str) -> str:
    """1 row, 2 rows."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def unknown_column(name: str, there: Iterable[str], source: str) -> Fault:
    names = list(there)
    near = difflib.get_close_matches(name, names, n=1)
    mend = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(names)}."
    return Fault("", f"there is no column '{name}'.", mend, file=source)


def _indices(array: pa.DictionaryArray) -> Codes:
    """Each row's place in the dictionary, -1 for null.

    By way of DLPack: `to_numpy` and `fill_null` bring in pandas where it is installed, which takes most of a second.
    """
    null = compute.is_null(array.indices)
    places = compute.if_else(null, compute.negate(null.cast(pa.int32())), array.indices)
    return np.from_dlpack(places).astype(np.int64)


def _all_numbers(texts: pa.StringArray) -> Floats | None:
    """The texts as numbers, where every one is."""
    try:
        numbers = np.from_dlpack(compute.utf8_trim_whitespace(texts).cast(pa.float64())).astype(np.float64)
    except pa.ArrowInvalid:
        return None
    return numbers if np.isfinite(numbers).all() else None


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return float("nan")
    return number if isfinite(number) and "_" not in text else float("nan")
