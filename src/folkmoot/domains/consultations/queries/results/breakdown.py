"""One question by groups of people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from folkmoot_core.survey import CrossTable, cross

from ...models import Consultation
from ..channels import ChannelTotals
from .adding import add_crosses
from .joining import joined_until_safe
from .loading import Loaded, loaded_results
from .safety import anything_hidden
from .tables import QuestionResult, Results, chosen, newest_first, results_of
from .traits import Narrowing, Trait, trait_labels


@dataclass(frozen=True)
class Breakdown:
    """The tables of one question by one trait, a table for each row of a grid. `withheld`: some could not be published;
    `joined`: small groups were put together, which they were."""

    trait: Trait
    result: QuestionResult
    tables: tuple[CrossTable, ...]
    withheld: bool
    joined: tuple[str, ...]

    @property
    def has_protected(self) -> bool:
        return any(anything_hidden(table) for table in self.tables)


def offered_traits(results: Results, *, protected: bool) -> list[Trait]:
    """The traits worth breaking down by. How answers came in is for officers: totals by channel are published in full,
    so small groups could not be hidden."""
    roles = {each.question.role for each in results.questions}
    traits = [Trait.DISTRICT] if results.districts else []
    traits += [trait for trait in (Trait.CAPACITY, Trait.AGE_BAND, Trait.SEX) if trait.value in roles]
    return traits if protected else [*traits, Trait.CHANNEL]


def breakdown_of(
    consultation: Consultation,
    question: str,
    trait: Trait,
    *,
    protected: bool,
    narrowing: Narrowing | None = None,
    channels: ChannelTotals | None = None,
) -> Breakdown | None:
    """One question by one trait; None when the questionnaire has no such question, or no choices to count.

    Before anything is published, groups are put together as `joined_until_safe` says.
    """
    results = results_of(consultation, protected=protected, narrowing=narrowing, channels=channels)
    result = results.question(question)
    if result is None or trait not in traits_for(result, results, protected=protected):
        return None
    loaded = loaded_results(consultation, results.channels.total.counted)
    sizes = _sizes(loaded, trait, narrowing or {})
    if not protected:
        return Breakdown(
            trait, result, tuple(_crosses(loaded, result, trait, narrowing or {}, ())), withheld=False, joined=()
        )
    safe = joined_until_safe(
        sizes,
        trait_labels(trait, loaded.values[trait], newest_first(loaded)),
        lambda small: _crosses(loaded, result, trait, narrowing or {}, small),
        result.tables,
        _published_groups(results, trait),
    )
    if safe is None:
        return Breakdown(trait, result, (), withheld=True, joined=())
    joined = _grouping(loaded, trait, safe.small).joined
    return Breakdown(trait, result, safe.tables, withheld=False, joined=joined)


def traits_for(result: QuestionResult, results: Results, *, protected: bool) -> list[Trait]:
    """What one question can be broken down by: nothing where there is nothing to choose, and never itself.

    Age by sex and sex by age are the same people twice; hidden once here and once there, one table would give the other
    away. So only the trait that comes first is published.
    """
    offered = offered_traits(results, protected=protected) if result.has_choices else []
    role = result.question.role
    if role not in Trait.values:
        return offered
    if protected:
        return [trait for trait in offered if Trait.values.index(trait.value) < Trait.values.index(role)]
    return [trait for trait in offered if trait.value != role]


@dataclass(frozen=True)
class _Grouping:
    """`places[code]` is the group of a trait's code."""

    places: NDArray[np.int64]
    labels: tuple[str, ...]
    joined: tuple[str, ...] = ()


def _sizes(loaded: Loaded, trait: Trait, narrowing: Narrowing) -> dict[str, int]:
    """{value: how many responses}, of those that occur."""
    values = loaded.values[trait]
    sizes = np.zeros(len(values), dtype=np.int64)
    for version, part in loaded.parts.items():
        sizes += np.bincount(part.traits[trait][chosen(loaded, version, narrowing)], minlength=len(values))
    return {value: int(size) for value, size in zip(values, sizes, strict=True) if size}


def _grouping(loaded: Loaded, trait: Trait, small: Collection[str]) -> _Grouping:
    values = loaded.values[trait]
    labels = trait_labels(trait, values, newest_first(loaded))
    alone = [value for value in labels if value not in small]
    names = [labels[value] for value in alone] + ([_("All others together")] if small else [])
    place = {value: number for number, value in enumerate(alone)} | dict.fromkeys(small, len(alone))
    places = np.array([place[value] for value in values], dtype=np.int64)
    return _Grouping(places, tuple(names), tuple(labels[value] for value in labels if value in small))


def _crosses(
    loaded: Loaded, result: QuestionResult, trait: Trait, narrowing: Narrowing, small: Collection[str]
) -> list[CrossTable]:
    grouping = _grouping(loaded, trait, small)
    return [_cross(loaded, table.key, trait, grouping, narrowing) for table in result.tables]


def _cross(loaded: Loaded, key: str, trait: Trait, grouping: _Grouping, narrowing: Narrowing) -> CrossTable:
    tables = []
    for version in sorted(loaded.parts, reverse=True):
        part, rows = loaded.parts[version], chosen(loaded, version, narrowing)
        # A version that did not ask the question has no table to add.
        if part.questionnaire.has(key.partition(".")[0]):
            groups = grouping.places[part.traits[trait][rows]]
            tables.append(cross(part.codebook, part.matrix[rows], key, groups, grouping.labels))
    return add_crosses(tables)


def _published_groups(results: Results, trait: Trait) -> dict[str, int | None]:
    """{label: count} of the groups that stand in a published table of their own."""
    own = results.districts if trait == Trait.DISTRICT else None
    if own is None:
        asked = next((each for each in results.questions if each.question.role == trait.value), None)
        own = asked.tables[0] if asked and asked.tables else None
    return {row.text: row.count for row in own.rows} if own else {}
