"""Each question with its protected counts, and what of it is weighted."""

from __future__ import annotations

from string import ascii_lowercase

import numpy as np
from django.utils.translation import gettext as _

from folkmoot_core.reports.inputs import KEPT_BACK, Answer, Bases, Question, Share, Statistic
from folkmoot_core.snapshots import Column
from folkmoot_core.snapshots.columns import MANY, QUANTITY, RANK
from folkmoot_core.survey import QuestionTable, Row

from ..results import POLICY
from .source import Source
from .weights import Weighed, WeightedShare

QUARTILES = (25, 50, 75)


def questions_of(source: Source, weighed: Weighed | None) -> tuple[Question, ...]:
    """Every question that can be counted, in order; a row of a grid is a question of its own."""
    return tuple(
        _question(source, column, _number(source, column, columns), weighed)
        for columns in source.closed.values()
        for column in columns
    )


def bases_of(table: QuestionTable) -> Bases:
    return Bases(table.responses, table.asked, table.answered, table.no_reply, table.declined)


def share_of(row: Row, weighted: WeightedShare | None = None) -> Share:
    if row.suppressed or row.count is None:
        return KEPT_BACK
    if weighted is None or row.percent_of_answered is None:
        return Share(row.count, row.percent_of_answered, row.percent_of_asked)
    return Share(row.count, row.percent_of_answered, row.percent_of_asked, weighted.share, weighted.low, weighted.high)


def _number(source: Source, column: Column, columns: list[Column]) -> str:
    number, place = source.numbers[column.question], columns.index(column)
    return number if len(columns) == 1 else f"{number}{ascii_lowercase[place] if place < 26 else place + 1}"


def _question(source: Source, column: Column, number: str, weighed: Weighed | None) -> Question:
    table = source.safe(column)
    # Beside hidden counts a weighted share would be one equation more.
    hidden = any(row.suppressed for row in table.rows) or bool(table.hidden)
    shares = weighed.shares(source.answers(column)) if weighed and table.rows and not hidden else {}
    answers = tuple(Answer(row.key, row.text, share_of(row, shares.get(row.key))) for row in table.rows)
    return Question(
        key=column.name,
        number=number,
        text=source.text_of(column),
        answers=answers,
        bases=bases_of(table),
        section=column.section,
        most_choices=column.most_choices if column.kind == MANY else 1,
        ordered=column.kind not in (MANY, RANK),
        statistics=_statistics(source, column, table),
        note=_("The numbers are of those who put it first.") if column.kind == RANK else "",
    )


def _statistics(source: Source, column: Column, table: QuestionTable) -> tuple[Statistic, ...]:
    if column.kind == RANK:
        told = [row for row in table.rows if row.mean_position is not None]
        return tuple(Statistic(row.key, _mean_place(row.text), row.mean_position, 2) for row in told)
    if column.kind != QUANTITY or table.answered is None or table.answered < POLICY.percent_base:
        return ()
    values = source.files.counted([column.name]).column(column.name).to_numpy()
    given = values[~np.isnan(values)]
    lower, median, upper = (float(value) for value in np.percentile(given, QUARTILES))
    named = {
        "mean": (_("Mean"), float(given.mean())),
        "median": (_("Median: half gave less, half gave more"), median),
        "lower": (_("Lower quartile: a quarter gave less"), lower),
        "upper": (_("Upper quartile: a quarter gave more"), upper),
    }
    return tuple(Statistic(key, text, value) for key, (text, value) in named.items())


def _mean_place(option: str) -> str:
    return _("Mean place of “%(option)s” (1 is first)") % {"option": option}
