"""Questions by groupings, weighted and not, with intervals and differences: as pages and files show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from folkmoot_core.disclosure import Policy
from folkmoot_core.microdata.compared import visible_differences
from folkmoot_core.microdata.numbers import NumberSummary, summaries
from folkmoot_core.microdata.protected import Shown, everything, shown_under, unweighted
from folkmoot_core.microdata.responses import Choice, Choices
from folkmoot_core.microdata.snapshot_answers import only_met
from folkmoot_core.microdata.tables import WeightedTable, Weights
from folkmoot_core.snapshots import Column
from folkmoot_core.snapshots.columns import MANY, QUANTITY, RANK
from folkmoot_core.weighting.differences import in_words, letter, letters

from ...models import Weighting
from ..results import POLICY
from .source import Source, title_of, words_of
from .weighing import fitted_to

SMALL_BASE = 50


@dataclass(frozen=True)
class Wanted:
    """What was asked for, by the names of columns. pairs: also each question by each other one that can group."""

    questions: tuple[str, ...]
    groupings: tuple[str, ...] = ()
    pairs: bool = False
    weighting: Weighting | None = None
    protected: bool = True


@dataclass(frozen=True)
class Cell:
    """One answer in one group. None is hidden (`suppressed`) or has no base. Shares in per cent."""

    count: int | None
    plain: float | None
    share: float | None
    low: float | None
    high: float | None
    letters: str = ""
    suppressed: bool = False


@dataclass(frozen=True)
class Group:
    """One column of a table; base None where it is kept back. effective: as many equally weighted responses."""

    text: str
    letter: str = ""
    base: int | None = None
    effective: float | None = None

    @property
    def is_small(self) -> bool:
        return self.effective is not None and self.effective < SMALL_BASE


@dataclass(frozen=True)
class MadeTable:
    """A question, whole (one group) or by one grouping. rows: (answer, a cell for each group)."""

    column: str
    title: str
    by: str
    groups: tuple[Group, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    answered: int | None
    no_reply: int | None
    declined: int | None
    is_weighted: bool
    is_coarse: bool = False
    many: bool = False
    differences: tuple[str, ...] = ()

    @property
    def hides(self) -> bool:
        return any(cell.suppressed for _text, cells in self.rows for cell in cells)

    @property
    def has_small(self) -> bool:
        return any(group.is_small for group in self.groups)

    @property
    def whole(self) -> Group:
        return self.groups[0]


@dataclass(frozen=True)
class NumberTable:
    """Numbers that were given, or the places of a ranking: (group or option, summary)."""

    title: str
    by: str
    rows: tuple[tuple[str, NumberSummary], ...]
    is_ranking: bool = False

    @property
    def hides(self) -> bool:
        return any(summary.suppressed for _text, summary in self.rows)


def tables_wanted(source: Source, wanted: Wanted) -> Iterator[MadeTable | NumberTable]:
    """Every table, question by question. Invalid for unknown columns, or weights that cannot be made.

    Standard errors are linearised, and calibrated where there are weights: see `folkmoot_core.microdata.tables`.
    """
    weighed = fitted_to(wanted.weighting, source.answers).weighed if wanted.weighting else None
    maker = _Maker(source, Weights(source.answers.rows, weighed=weighed), _policy(source) if wanted.protected else None)
    groupings = [source.column(name) for name in wanted.groupings]
    for place, name in enumerate(wanted.questions):
        column = source.column(name)
        by: list[Column | None] = [None, *(each for each in groupings if each.name != name)]
        if wanted.pairs:
            able = {each.name for each in source.groupings} - set(wanted.groupings)
            by += [source.column(other) for other in wanted.questions[place + 1 :] if other in able]
        for each in by:
            yield from maker.tables(column, each)


def _policy(source: Source) -> Policy:
    """A question is sensitive by its role, whatever its key."""
    named = {column.name for column in source.answers.columns() if POLICY.is_sensitive(column.role)}
    return replace(POLICY, sensitive=POLICY.sensitive | named)


@dataclass(frozen=True)
class _Maker:
    source: Source
    weights: Weights
    policy: Policy | None

    def tables(self, column: Column, by: Column | None) -> Iterable[MadeTable | NumberTable]:
        grouped = None if by is None else only_met(self.source.answers.choice(by.name))
        if column.kind == QUANTITY:
            return [self._numbers(column, by, grouped)]
        question = self._question(column)
        found: list[MadeTable | NumberTable] = [self._table(column, by, self.weights.table(question, grouped))]
        if column.kind == RANK and by is None:
            found.append(self._places(column))
        return found

    def _question(self, column: Column) -> Choice | Choices:
        if column.kind == MANY:
            return self.source.answers.choices(column.name)
        return self.source.answers.choice(column.name)

    def _table(self, column: Column, by: Column | None, table: WeightedTable) -> MadeTable:
        shown = self._shown(table)
        real = visible_differences(table, shown) if by is not None else ()
        marks = letters(real, len(table.groups), len(table.levels))
        plain = unweighted(table, shown)
        words = words_of(column)
        texts = [words[level] for level in table.levels]
        names = [_("All")] if by is None else [words_of(by)[level] for level in table.groups]
        size = len(table.levels)
        groups = tuple(self._group(table, shown, place, name, alone=by is None) for place, name in enumerate(names))
        rows = []
        for level, text in enumerate(texts):
            cells = []
            for group in range(len(names)):
                place = group * size + level
                row = shown.rows[place]
                mark = marks[group][level]
                cells.append(Cell(row.count, plain[place], row.percent, row.low, row.high, mark, row.suppressed))
            rows.append((text, tuple(cells)))
        title = title_of(column)
        return MadeTable(
            column=column.name,
            title=_("%(question)s – put first") % {"question": title} if column.kind == RANK else title,
            by="" if by is None else title_of(by),
            groups=groups,
            rows=tuple(rows),
            answered=shown.base,
            no_reply=shown.no_reply,
            declined=shown.declined,
            is_weighted=not self.weights.equal,
            is_coarse=shown.coarse,
            many=column.kind == MANY,
            differences=in_words(real, table.shares, names, texts),
        )

    def _shown(self, table: WeightedTable) -> Shown:
        if self.policy is None:
            return everything(table)
        return shown_under(table, self.policy, equal_weights=self.weights.equal)

    def _group(self, table: WeightedTable, shown: Shown, place: int, name: str, *, alone: bool) -> Group:
        """Without its base where any of its counts is kept back: the base less the rest would tell."""
        size = len(table.levels)
        inside = shown.rows[place * size : (place + 1) * size]
        hidden = any(row.suppressed for row in inside) and not (alone and shown.base is not None)
        base = None if hidden else int(table.shares.base[place])
        effective = None if hidden else float(table.shares.effective_base[place])
        return Group(name, "" if alone else letter(place), base, effective)

    def _numbers(self, column: Column, by: Column | None, grouped: Choice | None) -> NumberTable:
        values = self.source.answers.numbers(column.name)
        found = summaries(self.weights, column.name, values, grouped, self.policy)
        words = {} if by is None else words_of(by)
        rows = tuple((words.get(each.by_level or "", _("All")), each) for each in found)
        return NumberTable(title_of(column), "" if by is None else title_of(by), rows)

    def _places(self, column: Column) -> NumberTable:
        words = words_of(column)
        rows = [
            (words[option], each)
            for option, values in self.source.answers.places(column.name).items()
            for each in summaries(self.weights, option, values, None, self.policy)
        ]
        title = _("%(question)s – place given (1 is best)") % {"question": title_of(column)}
        return NumberTable(title, "", tuple(rows), is_ranking=True)
