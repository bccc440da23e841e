"""Counted responses as arrays, kept in memory between pages: a hundred thousand take some ten megabytes.

Each page asks the database two small things, how many responses count and which revision they are. New responses are
read by their number and added. When one that was here already changes, a trigger in the database puts the revision up
(migration 0003), and everything is read again.

What residents see needs one trait, the district; to read the others as well takes half as long again. So they are read
when an officer looks, or when a question is broken down.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models.fields.json import KeyTransform
from numpy.typing import NDArray

from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.survey import Codebook, Matrix

from ...adapters import codebook_of, questionnaire_of
from ...enums import ResponseState
from ...models import Consultation, Response, ResultsRevision
from .traits import Trait

KEPT = 12
FIXED = ("pk", "questionnaire_id", "coded")
VERSION = 1
COLUMNS = {
    Trait.CHANNEL: "channel",
    Trait.DISTRICT: "district_id",
    Trait.CAPACITY: "capacity",
    Trait.AGE_BAND: "age_band",
    Trait.SEX: "sex",
}
OF_THE_PAGE = frozenset({Trait.DISTRICT})
EVERY_TRAIT = frozenset(Trait)
Codes = NDArray[np.int32]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """The counted responses to one version of the questionnaire; all arrays have a row for each response."""

    questionnaire: CoreQuestionnaire
    codebook: Codebook
    matrix: Matrix
    traits: Mapping[Trait, Codes]
    numbers: Mapping[str, Numbers]

    def __len__(self) -> int:
        return len(self.matrix)


@dataclass(frozen=True)
class Loaded:
    """All counted responses of a consultation. `values[trait][code]` is what the code of a trait stands for; the traits
    that were read are its keys."""

    revision: int
    highest: int
    count: int
    parts: Mapping[int, Part]
    values: Mapping[Trait, tuple[str, ...]]

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Differs whenever the counts can."""
        return self.revision, self.highest, self.count


# By number and moment of making, so that a database put back from a backup is not taken for the one before.
_kept: OrderedDict[tuple[int, datetime], Loaded] = OrderedDict()
_lock = threading.Lock()


def forget_loaded() -> None:
    """Drop what is kept in memory, so that the next page reads afresh."""
    with _lock:
        _kept.clear()


def loaded_results(consultation: Consultation, counted: int, traits: frozenset[Trait] = EVERY_TRAIT) -> Loaded:
    """The counted responses, of which there are `counted` by the database's own count, with at least these `traits`.

    Three queries at most: revision, versions, new responses; one more when a number was asked for. Numbers are given
    out before they are committed, so a new response may turn up below the highest one seen: then the count does not
    agree, and everything is read again.
    """
    revision = ResultsRevision.objects.filter(pk=consultation.pk).values_list("number", flat=True).first() or 0
    own = (consultation.pk, consultation.created_at)
    with _lock:
        known = _kept.get(own)
    if known is None or known.revision != revision or known.count > counted or traits - known.values.keys():
        fresh = _read(consultation, _empty(revision, traits))
    elif known.count == counted:
        return known
    else:
        fresh = _read(consultation, known)
        if fresh.count < counted:
            fresh = _read(consultation, _empty(revision, traits | known.values.keys()))
    with _lock:
        _kept[own] = fresh
        _kept.move_to_end(own)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return fresh


def _empty(revision: int, traits: Iterable[Trait]) -> Loaded:
    return Loaded(revision, 0, 0, {}, dict.fromkeys(traits, ()))


def _read(consultation: Consultation, known: Loaded) -> Loaded:
    """`known`, and every counted response with a higher number."""
    versions = {row.pk: questionnaire_of(row) for row in consultation.questionnaires.all()}
    number_keys = sorted({q.key for version in versions.values() for q in version.questions if q.kind == "number"})
    index = {trait: {value: code for code, value in enumerate(values)} for trait, values in known.values.items()}
    rows = (
        Response.objects.filter(consultation=consultation, state=ResponseState.COUNTED, pk__gt=known.highest)
        .order_by()
        .values_list(
            *FIXED, *(COLUMNS[trait] for trait in index), *(KeyTransform(key, "answers") for key in number_keys)
        )
    )
    found = list(rows.iterator(chunk_size=20_000))
    if not found:
        return known
    parts = dict(known.parts)
    for version, group in _by_version(found).items():
        part = _part(versions[version], group, index, number_keys)
        parts[version] = _joined(parts[version], part) if version in parts else part
    return replace(
        known,
        highest=max(row[0] for row in found),
        count=known.count + len(found),
        parts=parts,
        values={trait: tuple(index[trait]) for trait in index},
    )


def _by_version(rows: list[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    present = sorted({row[VERSION] for row in rows})
    if len(present) == 1:
        return {present[0]: rows}
    return {version: [row for row in rows if row[VERSION] == version] for version in present}


def _part(
    questionnaire: CoreQuestionnaire,
    rows: list[tuple[Any, ...]],
    index: Mapping[Trait, dict[str, int]],
    number_keys: Iterable[str],
) -> Part:
    codebook = codebook_of(questionnaire)
    _pks, _versions, coded, *others = [[row[place] for row in rows] for place in range(len(rows[0]))]
    traits, numbers = others[: len(index)], others[len(index) :]
    return Part(
        questionnaire,
        codebook,
        codebook.matrix(map(bytes, coded)),
        {trait: _codes(column, index[trait]) for trait, column in zip(index, traits, strict=True)},
        {
            key: np.fromiter(_as_numbers(column), dtype=np.float64, count=len(rows))
            for key, column in zip(number_keys, numbers, strict=True)
        },
    )


def _codes(values: Sequence[str | int | None], known: dict[str, int]) -> Codes:
    """Each value's place in `known`, which grows by the values it has not met. A district is a number, or none."""
    as_text = {value: "" if value is None else str(value) for value in set(values)}
    for text in sorted(set(as_text.values()) - known.keys()):
        known[text] = len(known)
    places = {value: known[text] for value, text in as_text.items()}
    return np.fromiter(map(places.__getitem__, values), dtype=np.int32, count=len(values))


def _as_numbers(column: Iterable[Any]) -> Iterator[float]:
    for value in column:
        yield float(value) if isinstance(value, int | float) and not isinstance(value, bool) else np.nan


def _joined(first: Part, second: Part) -> Part:
    return replace(
        first,
        matrix=np.concatenate([first.matrix, second.matrix]),
        traits={trait: np.concatenate([first.traits[trait], second.traits[trait]]) for trait in first.traits},
        numbers={key: np.concatenate([first.numbers[key], second.numbers[key]]) for key in first.numbers},
    )
