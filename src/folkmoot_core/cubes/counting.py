"""Tables of one or two variables from what an engine counts, all of them in one pass over the responses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from folkmoot_core.cubes.engines import Engine, Groups
from folkmoot_core.cubes.source import SLOTS, Source, Variable
from folkmoot_core.weighting import Codes, Floats, Moments

Names = tuple[str, ...]
ANSWERED, NO_REPLY, DECLINED, NOT_ASKED = (place - len(SLOTS) for place in range(len(SLOTS)))
"""Places of the slots after the levels, counted from the end of an axis."""


@dataclass(frozen=True)
class Counted:
    """n, Σw and Σw² of every cell of a table; one axis for each variable.

    An axis has a place for each level, and then for those who answered, gave no reply, declined, were not asked
    (`counting.ANSWERED` …). Of several choices one person is in several levels, and once in answered.
    """

    variables: tuple[Variable, ...]
    moments: Moments

    def levels(self) -> Moments:
        """Without the other slots."""
        cut = tuple(slice(0, len(variable.levels)) for variable in self.variables)
        return _at(self.moments, cut)

    def slot(self, place: int, axis: int = 0) -> Moments:
        """One slot of an axis, such as who answered."""
        return _at(self.moments, tuple([slice(None)] * axis + [place]))


def count(engine: Engine, source: Source, tables: Sequence[Names]) -> dict[Names, Counted]:
    """Every table, named by its one or two variables. Raises Invalid for an unknown name or a strange code."""
    wanted = list(dict.fromkeys(tables))
    variables = [tuple(source.variable(name) for name in names) for names in wanted]
    groupings = [tuple(dict.fromkeys(c for each in own for c in each.files_columns)) for own in variables]
    groups = engine.group(source.files, groupings, source.weight)
    return {
        names: Counted(own, spread(own, grouping, found))
        for names, own, grouping, found in zip(wanted, variables, groupings, groups, strict=True)
    }


def one_way(names: Iterable[str]) -> list[Names]:
    return [(name,) for name in names]


def all_pairs(names: Iterable[str]) -> list[Names]:
    """Every two, once."""
    return list(combinations(names, 2))


def spread(
    variables: Sequence[Variable],
    grouping: Sequence[str],
    groups: Groups,
    cell: Codes | None = None,
    cells: int = 1,
) -> Moments:
    """Moments by the slots of each variable; with `cell` (the cell of each group) these come first, as an axis.

    Several choices are only taken apart here: an engine counts combinations, of which there are few.
    """
    members = np.ones((len(groups.n), 1))
    shape: tuple[int, ...] = ()
    for variable in variables:
        keys = groups.keys[:, [list(grouping).index(name) for name in variable.files_columns]]
        own = variable.members(keys)
        members = (members[:, :, None] * own[:, None, :]).reshape(len(own), members.shape[1] * own.shape[1])
        shape = (*shape, variable.slots)
    parts = [_sum(members, values, cell, cells) for values in (groups.n.astype(np.float64), groups.w, groups.w2)]
    whole = shape if cell is None else (cells, *shape)
    n = np.rint(parts[0]).astype(np.int64).reshape(whole)
    return Moments(n, parts[1].reshape(whole), parts[2].reshape(whole))


def _sum(members: Floats, values: Floats, cell: Codes | None, cells: int) -> Floats:
    if cell is None:
        return members.T @ values
    found = np.zeros((cells, members.shape[1]))
    for slot in range(members.shape[1]):
        found[:, slot] = np.bincount(cell, weights=members[:, slot] * values, minlength=cells)
    return found


def _at(moments: Moments, index: tuple[slice | int, ...]) -> Moments:
    return Moments(moments.n[index], moments.w[index], moments.w2[index])
