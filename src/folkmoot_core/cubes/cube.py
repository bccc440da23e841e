"""A cube: counts by weighting cell and answer, from which tables are weighed anew without reading a response again.

People alike on every weighting variable get the same weight, so n, Σw and Σw² of (weighting cell × answer) are enough
for every weighted share, its standard error, calibrated or not, and its design effect. What if we weighed otherwise is
then arithmetic on some thousand numbers: milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from folkmoot_core.cubes.counting import ANSWERED, Names, spread
from folkmoot_core.cubes.engines import Engine
from folkmoot_core.cubes.source import Keys, Source, Variable
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting import (
    Calibration,
    Codes,
    Floats,
    Margin,
    Moments,
    Raking,
    Shares,
    Stop,
    calibrated_shares,
    rake,
    same_sum,
    shares,
)

NO_REPLY = "(no reply)"


@dataclass(frozen=True)
class Cube:
    """codes[c, v]: the level of cell c on weighting variable v, its number of levels where it has none (no reply,
    declined, not asked). everybody: start-weight moments of each cell. tables[names]: moments of (cells, slots …)."""

    variables: tuple[Variable, ...]
    codes: Codes
    everybody: Moments
    tables: Mapping[Names, Moments]
    asked: Mapping[Names, tuple[Variable, ...]]

    @property
    def responses(self) -> int:
        return int(self.everybody.n.sum())

    def rake(self, margins: Sequence[Margin], *, stop: Stop = Stop()) -> Weighed:  # noqa: B008 - frozen
        """Weights that meet the margins, whose levels are keys of weighting variables of this cube.

        People without a level keep their share of all responses. Raises Invalid for a margin that does not fit.
        """
        columns, reached = [], []
        for margin in same_sum(margins):
            place = self._place(margin.variable)
            own, codes = self._fit(margin, self.variables[place], self.codes[:, place])
            columns.append(codes)
            reached.append(own)
        codes = np.stack(columns, axis=1)
        raking = rake(codes, self.everybody.w, reached, stop=stop)
        return Weighed(self, raking, Calibration(codes, raking.factors, self.everybody))

    def table(self, question: str, by: str | None = None) -> tuple[Moments, Moments]:
        """(cells, groups, levels) and (cells, groups) of those who answered, of one question by a weighting variable or
        by another question that the cube was counted with. Raises Invalid for a table that it does not hold."""
        if by is None or (question, by) in self.tables:
            names = (question,) if by is None else (question, by)
            return self._counted(names)
        whole, answered = self._counted((question,))
        place = self._place(by)
        groups = len(self.variables[place].levels)
        member = np.equal.outer(self.codes[:, place], np.arange(groups)).astype(np.float64)
        return _times(whole, member[:, :, None]), _times(answered, member)

    def _counted(self, names: Names) -> tuple[Moments, Moments]:
        if names not in self.tables:
            raise Invalid([Fault(" by ".join(names), "this table is not in the cube.", "Count it into the cube.")])
        moments, own = self.tables[names], self.asked[names]
        levels = len(own[0].levels)
        if len(own) == 1:
            return _cut(moments, (slice(None), None, slice(0, levels))), _cut(moments, (slice(None), [ANSWERED]))
        groups = len(own[1].levels)
        turned = Moments(moments.n.swapaxes(1, 2), moments.w.swapaxes(1, 2), moments.w2.swapaxes(1, 2))
        return (
            _cut(turned, (slice(None), slice(0, groups), slice(0, levels))),
            _cut(turned, (slice(None), slice(0, groups), ANSWERED)),
        )

    def _place(self, name: str) -> int:
        for place, variable in enumerate(self.variables):
            if variable.name == name:
                return place
        known = ", ".join(variable.name for variable in self.variables)
        raise Invalid([Fault(name, "the cube does not weigh by this.", f"It weighs by: {known}.")])

    def _fit(self, margin: Margin, variable: Variable, codes: Codes) -> tuple[Margin, Codes]:
        """The margin with those without a level as one more, and the cells' places among its levels."""
        place = {level: number for number, level in enumerate(margin.levels)}
        sums = np.bincount(codes, weights=self.everybody.n, minlength=len(variable.levels) + 1)
        unknown = [level for level, found in zip(variable.levels, sums, strict=False) if level not in place and found]
        if unknown:
            message = f"the margin has no total for '{unknown[0]}'."
            raise Invalid([Fault(margin.variable, message, "Give it a total, or join it with another level.")])
        lookup = np.array([*(place.get(level, 0) for level in variable.levels), len(margin.levels)], dtype=np.int64)
        silent = float(sums[-1] / sums.sum()) if sums.sum() else 0.0
        if silent in (0.0, 1.0):
            return margin, lookup[codes]
        totals = (*(total * (1 - silent) for total in margin.totals), margin.sum * silent)
        return Margin(margin.variable, (*margin.levels, NO_REPLY), totals), lookup[codes]


@dataclass(frozen=True)
class Weighed:
    """A cube with weights."""

    cube: Cube
    raking: Raking
    calibration: Calibration

    def shares(self, question: str, by: str | None = None, *, calibrated: bool = True) -> Shares:
        """The weighted shares of a question in each group, with standard errors: those that know the margins
        (`calibrated`, as R's `calibrate`), or as if the weights had been given."""
        cells, answered = self.cube.table(question, by)
        if calibrated:
            return calibrated_shares(self.calibration, cells, answered)
        again = self.calibration.reweighted
        return shares(again(cells), self.cube.responses, again(answered))


def cube_of(engine: Engine, source: Source, weigh_by: Sequence[str], tables: Sequence[Names]) -> Cube:
    """Count every table within the joint cells of the weighting variables (single choices), in one pass.

    tables: ("question",), or ("question", "by") for a `by` that is no weighting variable.
    """
    variables = tuple(source.variable(name) for name in weigh_by)
    several = [variable.name for variable in variables if variable.many]
    if several:
        raise Invalid([Fault(several[0], "people are in several of its levels, so it cannot weigh.")])
    wanted = list(dict.fromkeys(tables))
    asked = {names: tuple(source.variable(name) for name in names) for names in wanted}
    base = tuple(variable.name for variable in variables)
    groupings = [base]
    groupings += [
        tuple(dict.fromkeys([*base, *(c for each in asked[names] for c in each.files_columns)])) for names in wanted
    ]
    found = engine.group(source.files, groupings, source.weight)
    cells = [_cells_of(variables, grouping, groups.keys) for grouping, groups in zip(groupings, found, strict=True)]
    codes, first = np.unique(cells[0], axis=0, return_inverse=True)
    first = first.reshape(-1)
    everybody = spread((), groupings[0], found[0], first, len(codes))
    counted = {}
    for names, grouping, groups, own in zip(wanted, groupings[1:], found[1:], cells[1:], strict=True):
        counted[names] = spread(asked[names], grouping, groups, _lookup(codes, own), len(codes))
    return Cube(variables, codes, _flat(everybody), counted, asked)


def _cells_of(variables: Sequence[Variable], grouping: Sequence[str], keys: Keys) -> Codes:
    """The level of each group on each weighting variable; the number of levels for none."""
    columns = []
    for variable in variables:
        members = variable.members(keys[:, [list(grouping).index(variable.name)]])[:, : len(variable.levels)]
        columns.append(np.where(members.any(axis=1), members.argmax(axis=1), len(variable.levels)))
    if not columns:
        return np.zeros((len(keys), 0), dtype=np.int64)
    return np.stack(columns, axis=1).astype(np.int64)


def _lookup(codes: Codes, cells: Codes) -> Codes:
    """The row of `codes` that each row of `cells` is."""
    widths = np.maximum(codes.max(axis=0, initial=0), 0) + 1
    step = np.concatenate([np.cumprod(widths[::-1])[::-1][1:], [1]]) if len(widths) else np.zeros(0, dtype=np.int64)
    return np.searchsorted(codes @ step, cells @ step).astype(np.int64)


def _flat(moments: Moments) -> Moments:
    return Moments(moments.n.reshape(-1), moments.w.reshape(-1), moments.w2.reshape(-1))


def _cut(moments: Moments, index: tuple[slice | int | list[int] | None, ...]) -> Moments:
    return Moments(moments.n[index], moments.w[index], moments.w2[index])


def _times(moments: Moments, member: Floats) -> Moments:
    """Moments of those who are members, in a group each."""
    return Moments((moments.n * member).astype(np.int64), moments.w * member, moments.w2 * member)
