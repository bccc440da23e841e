"""Counted tables as they may be shown: under the disclosure policy, and as JSON that says how to make them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from folkmoot_core.cubes.counting import ANSWERED, DECLINED, NO_REPLY, NOT_ASKED, Counted, Names, count
from folkmoot_core.cubes.cube import cube_of
from folkmoot_core.cubes.engines import Engine
from folkmoot_core.cubes.source import Variable, source_of
from folkmoot_core.disclosure import Policy, protect
from folkmoot_core.microdata.protected import everything, shown_under
from folkmoot_core.microdata.tables import NOT_A_SAMPLE, WeightedTable
from folkmoot_core.snapshots import Snapshot
from folkmoot_core.snapshots.columns import canonical
from folkmoot_core.survey import Cell, CrossRow, CrossTable, GroupBase, QuestionTable, Row, percent
from folkmoot_core.values import Fault, Invalid
from folkmoot_core.weighting import Counts, Margin, Moments, Shares, shares

FORMAT = "folkmoot-table/1"
# Sums of floating-point numbers may differ in their last digits from one machine to the next; these do not.
DIGITS = 10
STANDARD = Policy()


def question_table(counted: Counted) -> QuestionTable:
    """A table of one variable, for the disclosure policy."""
    variable, n = counted.variables[0], counted.moments.n
    answered, no_reply, declined = (int(n[place]) for place in (ANSWERED, NO_REPLY, DECLINED))
    asked = answered + no_reply + declined
    return QuestionTable(
        question=variable.name,
        key=variable.name,
        text=variable.text or variable.name,
        kind="",
        responses=asked + int(n[NOT_ASKED]),
        asked=asked,
        answered=answered,
        no_reply=no_reply,
        declined=declined,
        rows=tuple(
            Row(key, text, int(found), percent(int(found), answered), percent(int(found), asked))
            for key, text, found in zip(variable.levels, _texts(variable), n, strict=False)
        ),
        additive=not variable.many,
        most_choices=variable.most_choices,
    )


def cross_table(counted: Counted) -> CrossTable:
    """A table of two variables; the second gives the groups. ValueError where people are in several groups."""
    rows_of, by = counted.variables
    if by.many:
        raise ValueError(f"People are in several groups of {by.name}.")
    n = counted.moments.n[:, : len(by.levels)]
    groups = tuple(_base(label, n[:, place]) for place, label in enumerate(_texts(by)))
    rows = tuple(
        CrossRow(
            key,
            text,
            tuple(
                Cell(int(found), percent(int(found), int(base))) for found, base in zip(own, n[ANSWERED], strict=True)
            ),
            int(own.sum()),
        )
        for key, text, own in zip(rows_of.levels, _texts(rows_of), n, strict=False)
    )
    return CrossTable(
        question=rows_of.name,
        key=rows_of.name,
        text=rows_of.text or rows_of.name,
        kind="",
        rows=rows,
        groups=groups,
        overall=_base("", n.sum(axis=1)),
        additive=not rows_of.many,
        most_choices=rows_of.most_choices,
    )


def protected_tables(
    counted: Mapping[Names, Counted], policy: Policy = STANDARD
) -> dict[Names, QuestionTable | CrossTable | None]:
    """Every table under the policy, each for itself.

    Where the second variable has several choices and the first has not, the first gives the groups. Two of several
    choices cut people into groups that overlap, which the policy cannot reckon with: None where any count is small.
    """
    found: dict[Names, QuestionTable | CrossTable | None] = {}
    for names, table in counted.items():
        if len(table.variables) == 1:
            found[names] = protect(question_table(table), policy)
        elif not table.variables[1].many:
            found[names] = protect(cross_table(table), policy)
        elif not table.variables[0].many:
            turned = table.moments
            moments = Moments(turned.n.T, turned.w.T, turned.w2.T)
            found[names] = protect(cross_table(Counted(table.variables[::-1], moments)), policy)
        else:
            found[names] = None if _any_small(table.moments.n, policy) else _overlapping(table)
    return found


def _any_small(n: Counts, policy: Policy) -> bool:
    """Whether a count, or what it leaves of its group, is small."""
    left = n[ANSWERED][None, :] - n
    return bool(((n >= 1) & (n < policy.threshold)).any() or ((left >= 1) & (left < policy.threshold)).any())


def _overlapping(table: Counted) -> CrossTable:
    first, second = table.variables
    return cross_table(
        Counted((first, Variable(second.name, second.levels, second.codes, second.texts)), table.moments)
    )


def _base(label: str, n: Counts) -> GroupBase:
    answered, no_reply, declined, not_asked = (int(n[place]) for place in (ANSWERED, NO_REPLY, DECLINED, NOT_ASKED))
    return GroupBase(label, answered + no_reply + declined + not_asked, answered, no_reply, declined)


def _texts(variable: Variable) -> tuple[str, ...]:
    return variable.texts or variable.levels


@dataclass(frozen=True)
class Recipe:
    """All that a table depends on besides its snapshot. No margins: nothing is weighed. No policy: all is shown."""

    question: str
    by: str | None = None
    margins: tuple[Margin, ...] = ()
    policy: Policy | None = STANDARD


def table_document(engine: Engine, snapshot: Snapshot, recipe: Recipe) -> dict[str, Any]:
    """The table as it is shown, with its snapshot's name and its recipe. Percentages run from 0 to 100.

    The same snapshot and recipe give the same document, on every engine. Raises Invalid for what cannot be counted.
    """
    source = source_of(snapshot)
    question = source.variable(recipe.question)
    group = None if recipe.by is None else source.variable(recipe.by)
    if group is not None and group.many:
        raise Invalid([Fault(group.name, "people are in several of its levels, so it gives no groups.")])
    names = (question.name,) if group is None else (question.name, group.name)
    if recipe.margins:
        cube = cube_of(engine, source, [margin.variable for margin in recipe.margins], [names])
        found = cube.rake(recipe.margins).shares(*names)
    else:
        found = _unweighted(count(engine, source, [names])[names], snapshot.responses)
    groups = ("",) if group is None else _texts(group)
    table = WeightedTable(
        question.text or question.name, None if group is None else group.name, _texts(question), groups, found,
        found.low, found.high, additive=not question.many, most_choices=question.most_choices,
    )  # fmt: skip
    if recipe.policy is None:
        shown = everything(table)
    else:
        shown = shown_under(table, recipe.policy, equal_weights=not recipe.margins)
    return {
        "format": FORMAT,
        "snapshot": snapshot.digest,
        "recipe": _written(recipe),
        "text": table.column,
        "base": shown.base,
        "rows": [{name: _rounded(value) for name, value in asdict(row).items()} for row in shown.rows],
        "note": NOT_A_SAMPLE,
    }


def _unweighted(counted: Counted, responses: int) -> Shares:
    levels = counted.levels()
    answered = counted.slot(ANSWERED)
    if len(counted.variables) == 1:
        cells = Moments(levels.n[None, :], levels.w[None, :], levels.w2[None, :])
        base = Moments(np.atleast_1d(answered.n), np.atleast_1d(answered.w), np.atleast_1d(answered.w2))
        return shares(cells, responses, base)
    groups = len(counted.variables[1].levels)
    cells = Moments(levels.n.T, levels.w.T, levels.w2.T)
    return shares(cells, responses, Moments(answered.n[:groups], answered.w[:groups], answered.w2[:groups]))


def to_json(document: Mapping[str, Any]) -> bytes:
    """The same document, the same bytes."""
    return canonical(document)


def recipe_of(document: Mapping[str, Any], where: str = "") -> Recipe:
    """How the table of a document was made. Raises Invalid where it is none."""
    try:
        if document["format"] != FORMAT:
            raise ValueError
        found = document["recipe"]
        margins = tuple(Margin(m["variable"], tuple(m["levels"]), tuple(m["totals"])) for m in found["margins"])
        policy = _policy_of(found["policy"])
        return Recipe(found["question"], found["by"], margins, policy)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Invalid([Fault("", "this is not a table that a snapshot was asked for.", file=where)]) from problem


def _written(recipe: Recipe) -> dict[str, Any]:
    return {
        "question": recipe.question,
        "by": recipe.by,
        "margins": [asdict(margin) for margin in recipe.margins],
        "policy": _told(recipe.policy),
    }


def _told(policy: Policy | None) -> dict[str, Any] | None:
    return None if policy is None else {**asdict(policy), "sensitive": sorted(policy.sensitive)}


def _policy_of(found: Mapping[str, Any] | None) -> Policy | None:
    return None if found is None else Policy(**{**found, "sensitive": frozenset(found["sensitive"])})


def _rounded(value: object) -> object:
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def differences(document: Mapping[str, Any], again: Mapping[str, Any]) -> Sequence[str]:
    """The names under which two documents differ."""
    return [name for name in dict.fromkeys([*document, *again]) if document.get(name) != again.get(name)]
