"""Every question's counts."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from folkmoot_core.disclosure import protect
from folkmoot_core.questionnaires import Question
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.survey import QuestionTable, Row, percent, tally

from ...models import Consultation
from ..channels import ChannelTotals, totals_by_channel
from .adding import add_tables
from .loading import EVERY_TRAIT, OF_THE_PAGE, Loaded, forget_loaded, loaded_results
from .safety import POLICY, anything_hidden
from .traits import Narrowing, Trait, trait_labels

KEPT = 60
QUARTILES = (25, 50, 75)
Rows = slice | NDArray[np.bool_]


@dataclass(frozen=True)
class NumberSummary:
    """Of the numbers given: how many, and where they lie. Quartiles are interpolated between neighbours."""

    count: int
    mean: float
    median: float
    lower: float
    upper: float


@dataclass(frozen=True)
class QuestionResult:
    """One question: one table, or for a grid one for each row. `number` is None where too few gave one to show."""

    question: Question
    section: str
    tables: tuple[QuestionTable, ...]
    number: NumberSummary | None = None

    @property
    def has_protected(self) -> bool:
        return any(anything_hidden(table) for table in self.tables)

    @property
    def has_choices(self) -> bool:
        return any(table.rows for table in self.tables)


@dataclass(frozen=True)
class Results:
    """The counts of a consultation. `protected`: made safe to publish. `responses`: how many these counts are of.

    `rounded`: every count is to the nearest ten. `behind`: how many more responses count by now than these counts, as
    they were published before, are of; None where they are of all.
    """

    stamp: tuple[int, int, int]
    responses: int
    channels: ChannelTotals
    districts: QuestionTable | None
    questions: tuple[QuestionResult, ...]
    protected: bool
    rounded: bool = False
    behind: int | None = None

    @property
    def sections(self) -> list[tuple[str, list[QuestionResult]]]:
        titles = dict.fromkeys(result.section for result in self.questions)
        return [(title, [each for each in self.questions if each.section == title]) for title in titles]

    @property
    def protected_questions(self) -> list[QuestionResult]:
        return [each for each in self.questions if each.has_protected]

    def question(self, key: str) -> QuestionResult | None:
        return next((each for each in self.questions if each.question.key == key), None)


_kept: OrderedDict[tuple[object, ...], Results] = OrderedDict()
_lock = threading.Lock()


def forget_results() -> None:
    """Drop all counts kept in memory, and the responses they were made from."""
    forget_loaded()
    with _lock:
        _kept.clear()


def results_of(
    consultation: Consultation,
    *,
    protected: bool,
    narrowing: Narrowing | None = None,
    channels: ChannelTotals | None = None,
) -> Results:
    """All counts. Five queries at most, three when nothing has changed since the last time. `channels`: how many there
    are now, where that has just been counted.

    ValueError for narrowed counts that are to be published: differences between them would tell of single people.
    """
    narrowing = narrowing or {}
    if protected and narrowing:
        raise ValueError("Counts of some of the responses are for officers; publish a breakdown instead.")
    channels = channels or totals_by_channel(consultation)
    loaded = loaded_results(consultation, channels.total.counted, OF_THE_PAGE if protected else EVERY_TRAIT)
    key = (consultation.pk, consultation.created_at, loaded.stamp, protected, tuple(sorted(narrowing.items())))
    with _lock:
        known = _kept.get(key)
    if known is not None:
        return replace(known, channels=channels)
    results = _count(consultation, loaded, channels, protected=protected, narrowing=narrowing)
    with _lock:
        _kept[key] = results
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return results


def chosen(loaded: Loaded, version: int, narrowing: Narrowing) -> Rows:
    """Which responses to one version are wanted, as an index for its arrays."""
    part = loaded.parts[version]
    rows: Rows = slice(None)
    for trait, value in narrowing.items():
        values = loaded.values[trait]
        found = part.traits[trait] == (values.index(value) if value in values else -1)
        rows = found if isinstance(rows, slice) else rows & found
    return rows


def newest_first(loaded: Loaded) -> list[CoreQuestionnaire]:
    return [loaded.parts[version].questionnaire for version in sorted(loaded.parts, reverse=True)]


def _count(
    consultation: Consultation, loaded: Loaded, channels: ChannelTotals, *, protected: bool, narrowing: Narrowing
) -> Results:
    rows = {version: chosen(loaded, version, narrowing) for version in loaded.parts}
    responses = sum(len(part.matrix[rows[version]]) for version, part in loaded.parts.items())
    by_key: dict[str, list[QuestionTable]] = {}
    for version in sorted(loaded.parts, reverse=True):
        part = loaded.parts[version]
        for table in tally(part.codebook, part.matrix[rows[version]]):
            by_key.setdefault(table.key, []).append(table)
    tables = [add_tables(same, responses) for same in by_key.values()]
    questions = tuple(
        _question(question, section, tables, _numbers(question, loaded, rows), protected=protected)
        for question, section in _asked(newest_first(loaded))
    )
    districts = _districts(loaded, rows, responses)
    if districts is not None and protected:
        districts = protect(districts, POLICY)
    return Results(loaded.stamp, responses, channels, districts, questions, protected)


def _asked(questionnaires: Iterable[CoreQuestionnaire]) -> Iterator[tuple[Question, str]]:
    """Each question once, as the newest version words it; what only older versions asked comes last."""
    seen: set[str] = set()
    for questionnaire in questionnaires:
        for section in questionnaire.sections:
            for question in section.questions:
                if question.key not in seen:
                    seen.add(question.key)
                    yield question, section.title


def _question(
    question: Question, section: str, tables: list[QuestionTable], numbers: NDArray[np.float64], *, protected: bool
) -> QuestionResult:
    own = [table for table in tables if table.question == question.key]
    if protected:
        own = [protect(table, POLICY) for table in own]
    number = None
    if question.kind == "number" and len(numbers) >= (POLICY.percent_base if protected else 1):
        lower, median, upper = (float(value) for value in np.percentile(numbers, QUARTILES))
        number = NumberSummary(len(numbers), float(numbers.mean()), median, lower, upper)
    return QuestionResult(question, section, tuple(own), number)


def _numbers(question: Question, loaded: Loaded, rows: Mapping[int, Rows]) -> NDArray[np.float64]:
    if question.kind != "number":
        return np.empty(0)
    found = [np.empty(0)]
    for version, part in loaded.parts.items():
        numbers = part.numbers[question.key][rows[version]]
        found.append(numbers[~np.isnan(numbers)])
    return np.concatenate(found)


def _districts(loaded: Loaded, rows: Mapping[int, Rows], responses: int) -> QuestionTable | None:
    """How many answered from each district, as a table of its own; None when no postcode was asked for or given."""
    values = loaded.values[Trait.DISTRICT]
    if not any(values):
        return None
    counts = np.zeros(len(values), dtype=np.int64)
    for version, part in loaded.parts.items():
        counts += np.bincount(part.traits[Trait.DISTRICT][rows[version]], minlength=len(values))
    number = dict(zip(values, (int(count) for count in counts), strict=True))
    labels = trait_labels(Trait.DISTRICT, values, ())
    unknown = number.get("", 0)
    located = responses - unknown
    return QuestionTable(
        question=Trait.DISTRICT.value,
        key=Trait.DISTRICT.value,
        text=str(Trait.DISTRICT.label),
        kind="district",
        responses=responses,
        asked=responses,
        answered=located,
        no_reply=unknown,
        declined=0,
        rows=tuple(
            Row(value, label, number[value], percent(number[value], located), percent(number[value], responses))
            for value, label in labels.items()
            if value
        ),
    )
