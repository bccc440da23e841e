"""Margins in a file (variable,level,total), and responses weighed to them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from folkmoot_core.microdata.reading import read_csv
from folkmoot_core.microdata.responses import Choice, Responses, some
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting import Codes, Floats, Margin, Stop, Weighting, rake_rows, same_sum

COLUMNS = ("variable", "level", "total")
NO_REPLY = "(no reply)"


def read_margins(path: Path, *, rescale: bool = False) -> tuple[Margin, ...]:
    """Margins in the order in which their variables first stand in the file. Invalid with every fault."""
    return margins_of(read_csv(path, COLUMNS), rescale=rescale)


def margins_of(table: Responses, *, rescale: bool = False) -> tuple[Margin, ...]:
    """Margins from the columns variable, level and total. `rescale` brings all to the sum of the first."""
    texts = [_texts(table, name) for name in COLUMNS[:2]]
    totals = table.numbers("total")
    empty = [[row for row, text in enumerate(column) if not text] for column in texts]
    empty.append([int(row) for row in np.flatnonzero(np.isnan(totals))])
    faults = [
        table.fault(name, f"row {row + 1}: the {name} is missing.")
        for name, missing in zip(COLUMNS, empty, strict=True)
        for row in missing
    ]
    if faults:
        raise Invalid(faults)
    rows: dict[str, dict[str, float]] = {}
    for row, (variable, level) in enumerate(zip(*texts, strict=True)):
        levels = rows.setdefault(variable, {})
        if level in levels:
            faults.append(table.fault(variable, f"row {row + 1}: the level '{level}' is there twice.", "Keep one."))
        levels[level] = float(totals[row])
    if faults:
        raise Invalid(faults)
    try:
        margins = [Margin(name, tuple(levels), tuple(levels.values())) for name, levels in rows.items()]
        return same_sum(margins, rescale=rescale)
    except Invalid as wrong:
        raise Invalid([table.fault(fault.where, fault.message, fault.mend) for fault in wrong.faults]) from wrong


@dataclass(frozen=True)
class Weighed:
    """Responses with their weights; `margins` are those reached, with a level for no reply where it was kept."""

    weighting: Weighting
    margins: tuple[Margin, ...]

    @property
    def weights(self) -> Floats:
        return self.weighting.weights


class Columns(Protocol):
    """Responses, wherever they lie."""

    def choice(self, name: str) -> Choice: ...
    def fault(self, where: str, message: str, mend: str = "") -> Fault: ...


def weigh(
    responses: Columns,
    margins: Sequence[Margin],
    *,
    start: Floats | None = None,
    keep_no_reply: bool = False,
    stop: Stop = Stop(),  # noqa: B008 - frozen
    bounds: tuple[float, float] | None = None,
) -> Weighed:
    """Rake responses to margins; a variable is a column, or two joined as "sex*age".

    start, stop, bounds: as `rake_rows` has them. keep_no_reply: people who did not answer a weighting question keep
    their share of all responses; without it they are a fault. Invalid with every level that does not fit.
    """
    faults: list[Fault] = []
    variables: list[Codes] = []
    reached: list[Margin] = []
    for margin in margins:
        choice = responses.choice(margin.variable)
        kept, codes = _no_reply_kept(margin, choice) if keep_no_reply else (margin, choice.codes)
        faults += _misfits(responses, margin, choice, keep_no_reply=keep_no_reply)
        place = {level: number for number, level in enumerate(margin.levels)}
        lookup = np.array([*(place.get(level, 0) for level in choice.levels), len(margin.levels)], dtype=np.int64)
        variables.append(lookup[codes])
        reached.append(kept)
    if faults:
        raise Invalid(faults)
    return Weighed(rake_rows(variables, reached, start=start, stop=stop, bounds=bounds), tuple(reached))


def _no_reply_kept(margin: Margin, choice: Choice) -> tuple[Margin, Codes]:
    """The margin with those who did not answer as a level of their own, as large as among the responses."""
    share = float(np.mean(choice.codes < 0))
    if share in (0.0, 1.0):
        return margin, choice.codes
    totals = (*(total * (1 - share) for total in margin.totals), margin.sum * share)
    return Margin(margin.variable, (*margin.levels, NO_REPLY), totals), choice.codes


def _misfits(responses: Columns, margin: Margin, choice: Choice, *, keep_no_reply: bool) -> list[Fault]:
    where = margin.variable
    faults = []
    silent = np.flatnonzero(choice.codes < 0)
    if len(silent) and not keep_no_reply:
        message = f"{some(len(silent), 'response')} without a reply; the first is row {silent[0] + 1}."
        mend = "Fill them in, or keep their share as it is (--keep-no-reply)."
        faults.append(responses.fault(where, message, mend))
    for level in choice.levels:
        if level not in margin.levels:
            near = difflib.get_close_matches(level, margin.levels, n=1)
            mend = f"Did the margins mean '{near[0]}'?" if near else "Give it a total, or join it with another level."
            faults.append(responses.fault(where, f"the margins have no total for '{level}'.", mend))
    for level in margin.levels:
        if level not in choice.levels:
            message = f"nobody in the data is '{level}', so its total cannot be reached."
            faults.append(responses.fault(where, message, "Join it with a neighbouring level, in both files."))
    return faults


def _texts(table: Responses, name: str) -> list[str]:
    levels, codes = table.coded(name)
    return [levels[code] if code >= 0 else "" for code in codes]
