"""A weighting put to a snapshot, and how well it came out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from folkmoot_core.microdata.fitting import Fitted, Reached, Total, fit_margins
from folkmoot_core.microdata.margins_file import NO_REPLY
from folkmoot_core.microdata.snapshot_answers import SnapshotAnswers
from folkmoot_core.snapshots import Column
from folkmoot_core.snapshots.columns import SINGLE, TRAIT
from folkmoot_core.values import Fault, Invalid

from ...models import Weighting
from .source import Source, title_of, words_of

HEAVY = 4.0
COSTLY = 2.0


@dataclass(frozen=True)
class Line:
    """One level in the report."""

    text: str
    reached: Reached


@dataclass(frozen=True)
class Report:
    """A weighting in plain words. `is_usable`: tables can be made with it."""

    fitted: Fitted
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    verdict: str
    notes: tuple[str, ...]
    is_usable: bool

    @property
    def effect(self) -> float:
        return self.fitted.effect[0]

    @property
    def effective_base(self) -> float:
        return self.fitted.effect[1]

    @property
    def responses(self) -> int:
        return len(self.fitted.weighed.weights)


def fitted_to(weighting: Weighting, answers: SnapshotAnswers) -> Fitted:
    """The weights, for tables and for reports. A margin names a column, a trait or the role of a question; its
    levels by key or in words. Raises Invalid where the snapshot has no such question, or too few answers to it."""
    named = {str(row["variable"]): _column(answers, str(row["variable"])) for row in weighting.margins}
    faults = [
        Fault(name, _("“%(name)s” is no question of this snapshot.") % {"name": name}, _("Make the weights anew."))
        for name, column in named.items()
        if column is None
    ]
    if faults:
        raise Invalid(faults)
    columns = {name: column for name, column in named.items() if column is not None}
    totals = [_total(columns[str(row["variable"])], str(row["level"]), row["total"]) for row in weighting.margins]
    bounds = None
    if weighting.trim_low is not None or weighting.trim_high is not None:
        bounds = (weighting.trim_low or 0.0, weighting.trim_high or float("inf"))
    return fit_margins(answers, totals, bounds)


def _column(answers: SnapshotAnswers, name: str) -> Column | None:
    book = answers.snapshot.book
    if name in book:
        return book.column(name)
    if f"{TRAIT}:{name}" in book:
        return book.column(f"{TRAIT}:{name}")
    return next((column for column in answers.columns(SINGLE) if column.role == name and not column.row), None)


def _total(column: Column, level: str, total: object) -> Total:
    """A level that the column does not know is one that nobody answered from."""
    wanted = level.casefold()
    key = next((each.key for each in column.levels if wanted in (each.key.casefold(), each.text.casefold())), level)
    return Total(column.name, key, float(str(total)))


def report_of(weighting: Weighting, source: Source) -> Report:
    """Raises Invalid as `fitted_to` does."""
    fitted = fitted_to(weighting, source.answers)
    raking = fitted.weighed.weighting.raking
    columns = {margin.variable: source.column(margin.variable) for margin in fitted.weighed.margins}
    words = {name: words_of(column) | {NO_REPLY: _("No reply")} for name, column in columns.items()}
    parts = tuple(
        (
            title_of(column),
            tuple(
                Line(words[name].get(each.level, each.level), each) for each in fitted.reached if each.variable == name
            ),
        )
        for name, column in columns.items()
    )
    if raking.usable:
        verdict = _("The weights meet every total.")
    else:
        worst = raking.worst
        told = {
            "level": words[worst.variable].get(worst.level, worst.level),
            "question": title_of(columns[worst.variable]),
            "off": f"{100 * worst.relative:.1f}",
        }
        verdict = (
            _(
                "No weights meet all totals at once. Furthest off is “%(level)s” (%(question)s), "
                "by %(off)s%% of its total. Widen the limits, or leave one of the questions out."
            )
            % told
        )
    return Report(fitted, parts, verdict, tuple(_notes(fitted, source)), raking.usable)


def _notes(fitted: Fitted, source: Source) -> list[str]:
    notes = []
    for total in fitted.absent:
        column = source.column(total.variable)
        told = {"level": words_of(column).get(total.level, total.level), "question": title_of(column)}
        notes.append(
            _("Nobody answered from “%(level)s” (%(question)s), so those residents are left out of the population.")
            % told
        )
    for variable, people in fitted.outside.items():
        if people:
            told = {"number": f"{people:,}", "question": title_of(source.column(variable))}
            notes.append(
                _(
                    "%(number)s responses have an answer to “%(question)s” that the totals do not know. "
                    "They keep their share."
                )
                % told
            )
    least, most = fitted.extremes
    if most > HEAVY:
        notes.append(
            _("One response counts as much as %(most)s average ones. Set a limit, so that few do not speak for many.")
            % {"most": f"{most:.1f}"}
        )
    if fitted.effect[0] > COSTLY:
        notes.append(_("The weights are so uneven that more than half of what the answers tell is lost."))
    if least == most:
        notes.append(_("All responses weigh the same: those who answered are already as the population is."))
    return notes
