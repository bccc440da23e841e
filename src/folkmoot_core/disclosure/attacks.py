"""Try to work hidden counts out, as somebody would who has all that was published and a linear program.

People are put into *atoms*: the finest groups that any figure tells apart ("yes, in Fen"). Each figure is a sum of
atoms that lies between two numbers: the same number twice where it is printed, a range where it was rounded, nothing
known where it is hidden. The least and the greatest value of any other sum then follow (P. de Wolf and others,
*Statistical Disclosure Control*, 2012, chapter 4: the audit of a suppressed table).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import ceil, floor, inf
from typing import Any

import numpy as np

from folkmoot_core.disclosure.figures import Figure, Who

_NEAR = 1e-6
REST = "(the rest)"
Atom = Mapping[str, str]


@dataclass(frozen=True)
class Knowledge:
    """Figures that somebody has. levels: {variable: all its levels}, where no other level is possible."""

    figures: tuple[Figure, ...]
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _blocks(self) -> dict[str, dict[str, str]]:
        """{variable: {level: the block it is in}}: levels that no figure tells apart are one block."""
        sides: dict[str, dict[str, list[int]]] = {}
        for number, figure in enumerate(self.figures):
            for variable, chosen in figure.who:
                for level in chosen:
                    sides.setdefault(variable, {}).setdefault(level, []).append(number)
        blocks: dict[str, dict[str, str]] = {}
        for variable, marks in sides.items():
            named: dict[tuple[int, ...], str] = {}
            everything = {level: tuple(marks.get(level, ())) for level in (*self.levels.get(variable, ()), *marks)}
            blocks[variable] = {level: named.setdefault(mark, level) for level, mark in everything.items()}
        return blocks

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        names = list(self._blocks)
        sides = []
        for name in names:
            found = list(dict.fromkeys(self._blocks[name].values()))
            sides.append(found if name in self.levels else [*found, REST])
        return tuple(dict(zip(names, each, strict=True)) for each in product(*sides))

    @cached_property
    def _program(self) -> dict[str, Any]:
        """The figures as `linprog` takes them: sums that are known, and sums that are bounded."""
        # scipy takes a while to load, and most pages ask nothing of it.
        from scipy.sparse import csr_array  # noqa: PLC0415

        equal, most, equal_to, at_most = [], [], [], []
        for figure in self.figures:
            if figure.is_exact:
                equal.append(self._row(figure.who))
                equal_to.append(float(figure.low))
                continue
            if figure.high is not None:
                most.append(self._row(figure.who))
                at_most.append(float(figure.high))
            if figure.low > 0:
                most.append(-self._row(figure.who))
                at_most.append(-float(figure.low))
        found: dict[str, Any] = {"bounds": (0, None), "method": "highs"}
        if equal:
            found |= {"A_eq": csr_array(np.array(equal)), "b_eq": equal_to}
        if most:
            found |= {"A_ub": csr_array(np.array(most)), "b_ub": at_most}
        return found

    def _row(self, who: Who) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """1 for each atom of these people. KeyError for a level that no figure tells apart from others."""
        wanted = {variable: {self._blocks[variable][level] for level in chosen} for variable, chosen in who}
        for variable, chosen in who:
            inside = {level for level, block in self._blocks[variable].items() if block in wanted[variable]}
            if inside != set(chosen):
                raise KeyError(f"Nothing tells {sorted(chosen)} from {sorted(inside - chosen)}.")
        return np.array([float(all(atom[name] in of for name, of in wanted.items())) for atom in self._atoms])

    def tells_apart(self, who: Who) -> bool:
        """Whether these people are a sum of atoms, so that anything can be said of them."""
        try:
            self._row(who)
        except KeyError:
            return False
        return True

    def bounds(self, who: Who, less: Who | None = None) -> tuple[int, float]:
        """The least and the greatest number of these people (without those in `less`) that fits every figure.

        ValueError where the figures contradict each other.
        """
        from scipy.optimize import linprog  # noqa: PLC0415

        target = self._row(who) - (0.0 if less is None else self._row(less))
        ends = []
        for sign in (1.0, -1.0):
            solved = linprog(sign * target, **self._program)
            if solved.status == 3:  # it can grow without end
                ends.append(inf)
            elif solved.status != 0:
                raise ValueError("These figures cannot all be true.")
            else:
                ends.append(sign * solved.fun)
        return ceil(ends[0] - _NEAR), inf if ends[1] == inf else floor(ends[1] + _NEAR)


def rounded(percent: float, decimals: int, base: int) -> tuple[int, int]:
    """The counts that a percentage, printed with so many decimals, may stand for on this base."""
    half = 0.5 * 10.0**-decimals
    return max(0, ceil((percent - half) * base / 100 - _NEAR)), min(base, floor((percent + half) * base / 100 + _NEAR))


def merged(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """One figure for all that is known of the same people."""
    found: dict[Who, Figure] = {}
    for figure in figures:
        before = found.get(figure.who)
        found[figure.who] = figure if before is None else before.narrowed(figure)
    return tuple(found.values())
