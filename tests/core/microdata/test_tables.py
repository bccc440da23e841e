"""Tables from rows: bases, several answers, calibrated errors, and what is hidden stays hidden."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from folkmoot_core.disclosure import Policy
from folkmoot_core.microdata import Responses
from folkmoot_core.microdata.margins_file import weigh
from folkmoot_core.microdata.numbers import summaries
from folkmoot_core.microdata.protected import Shown, everything, shown_under
from folkmoot_core.microdata.tables import Row, Weights, rows_of
from folkmoot_core.weighting import Design, Margin, means

POLICY = Policy()


def small() -> Responses:
    return Responses.of(
        {
            "view": ["for", "for", "against", "", "for", None],
            "place": ["Town", "Fen", "Town", "Town", None, "Fen"],
            "wishes": ["bus|path", "bus", "", "path|bus|path", "trees", " | "],
            "hours": [1, 2.5, None, 4, 5, 6],
            "weight": [1, 2, 1, 1, 0.5, 1],
        }
    )


def test_one_way_counts_leave_out_no_reply() -> None:
    table = Weights(6).table(small().choice("view"))
    assert table.base == 4
    rows = list(rows_of(table))
    assert [(row.level, row.by_level, row.count, row.percent) for row in rows] == [
        ("against", None, 1, 25.0),
        ("for", None, 3, 75.0),
    ]


def test_by_groups_each_group_is_its_own_hundred_per_cent() -> None:
    data = small()
    table = Weights(6, data.weights("weight")).table(data.choice("view"), data.choice("place"))
    assert table.base == 3, "who has no reply to either is in no group"
    found = {(row.by_level, row.level): (row.count, row.weighted, row.percent) for row in rows_of(table)}
    assert found == {
        ("Fen", "against"): (0, 0.0, 0.0),
        ("Fen", "for"): (1, 2.0, 100.0),
        ("Town", "against"): (1, 1.0, 50.0),
        ("Town", "for"): (1, 1.0, 50.0),
    }


def test_several_answers_are_shares_of_people() -> None:
    table = Weights(6).table(small().choices("wishes"))
    assert (table.base, table.additive, table.most_choices) == (4, False, 2)
    assert [(row.level, row.count, row.percent) for row in rows_of(table)] == [
        ("bus", 3, 75.0),
        ("path", 2, 50.0),
        ("trees", 1, 25.0),
    ]


def test_a_group_in_which_nobody_answered_has_no_share() -> None:
    data = Responses.of({"view": ["a", "b", None], "place": ["x", "x", "y"]})
    rows = list(rows_of(Weights(3).table(data.choice("view"), data.choice("place"))))
    assert [(row.count, row.percent, row.se) for row in rows if row.by_level == "y"] == [
        (0, None, None),
        (0, None, None),
    ]


def crowd(seed: int, rows: int = 300) -> Responses:
    draw = np.random.default_rng(seed)
    return Responses.of(
        {
            "sex": draw.choice(["f", "m"], rows).tolist(),
            "age": draw.choice(["young", "old"], rows, p=[0.3, 0.7]).tolist(),
            "view": draw.choice(["a", "b", "c", ""], rows, p=[0.5, 0.3, 0.1, 0.1]).tolist(),
            "wishes": draw.choice(["x", "x|y", "y|z", ""], rows).tolist(),
            "start": draw.uniform(0.5, 2, rows).tolist(),
        }
    )


MARGINS = (Margin("sex", ("f", "m"), (51, 49)), Margin("age", ("old", "young"), (60, 40)))


@pytest.mark.parametrize("start", [None, "start"])
def test_weighed_tables_have_the_errors_of_rows(start: str | None) -> None:
    data = crowd(7)
    weighed = weigh(data, MARGINS, start=data.weights(start) if start else None)
    weights = Weights(data.rows, weighed=weighed)
    view, wishes, sex = data.choice("view"), data.choices("wishes"), data.choice("sex")
    design = Design(weighed.weights, calibrated=weighed.weighting)
    one, many = weights.table(view, sex), weights.table(wishes, sex)
    for level in range(3):
        rows = means(design, np.where(view.answered, view.codes == level, np.nan), sex.codes)
        assert one.shares.se[:, level] == pytest.approx(rows.se, rel=1e-9)
        assert one.covariance is not None
        assert one.covariance[level] == pytest.approx(rows.covariance, rel=1e-8, abs=1e-14)
        chosen = wishes.members[wishes.combinations, level]
        rows = means(design, np.where(wishes.answered, chosen, np.nan), sex.codes)
        assert many.shares.share[:, level] == pytest.approx(rows.value, rel=1e-9)
        assert many.shares.se[:, level] == pytest.approx(rows.se, rel=1e-9)


def test_logit_intervals_stay_inside() -> None:
    data = crowd(3, 20)
    table = Weights(data.rows).table(data.choice("view"), data.choice("sex"), interval="logit")
    inside = (table.shares.share > 0) & (table.shares.share < 1)
    assert np.all(table.low[inside] > 0)
    assert np.all(table.high[inside] < 1)
    assert np.all(table.low[inside] < table.shares.share[inside])


tables_of_counts = st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=4), min_size=2, max_size=4).filter(
    lambda rows: len({len(row) for row in rows}) == 1 and sum(map(sum, rows)) > 0
)


def rows_for(counts: list[list[int]]) -> Responses:
    """One row a person; counts[group][level]."""
    people = [
        (f"group {group}", f"level {level}")
        for group, row in enumerate(counts)
        for level, count in enumerate(row)
        for _ in range(count)
    ]
    return Responses.of({"group": [group for group, _ in people], "level": [level for _, level in people]})


def known_sums(crossed: Shown, alone: Shown, groups: int, levels: int) -> tuple[np.ndarray, list[float]]:
    """What an attacker with both tables knows of the cells (groups × levels): which of them add up to what."""
    cells = np.eye(groups * levels)
    in_group, of_level = np.repeat(np.arange(groups), levels), np.tile(np.arange(levels), groups)
    found = [(cells[place], row.count) for place, row in enumerate(crossed.rows) if row.count is not None]
    found += [(of_level == level, row.count) for level, row in enumerate(alone.rows) if row.count is not None]
    for place, row in enumerate(crossed.rows):
        if row.count and row.percent:
            found.append((in_group == in_group[place], round(row.count / row.percent * 100)))
    if crossed.base is not None:
        found.append((np.ones(groups * levels), crossed.base))
    sums = np.array([which for which, _ in found], dtype=float).reshape(len(found), groups * levels)
    return sums, [float(value) for _, value in found]


@settings(max_examples=60, deadline=None)
@given(tables_of_counts)
def test_no_hidden_count_can_be_worked_out(counts: list[list[int]]) -> None:
    """Solve for the least and the greatest number that each hidden cell may hold."""
    data = rows_for(counts)
    weights = Weights(data.rows)
    level, group = data.choice("level"), data.choice("group")
    crossed = shown_under(weights.table(level, group), POLICY, equal_weights=True)
    alone = shown_under(weights.table(level), POLICY, equal_weights=True)
    sums, values = known_sums(crossed, alone, len(group.levels), len(level.levels))
    for place, row in enumerate(crossed.rows):
        if row.suppressed:
            aim = np.eye(len(crossed.rows))[place]
            ends = [linprog(sign * aim, A_eq=sums, b_eq=values, bounds=(0, 1000)).fun * sign for sign in (1, -1)]
            assert ends[1] - ends[0] > 0.5


def test_hidden_rows_have_no_figure_at_all() -> None:
    shown = shown_under(Weights(23).table(rows_for([[10, 2, 11]]).choice("level")), POLICY, equal_weights=True)
    hidden = [row for row in shown.rows if row.suppressed]
    assert len(hidden) >= 2
    for row in hidden:
        assert row == Row(row.level, None, None, None, None, None, None, None, suppressed=True)


def test_unequal_weights_are_rounded_where_something_is_hidden() -> None:
    data = rows_for([[10, 2, 11], [20, 30, 40]])
    weights = Weights(data.rows, np.random.default_rng(1).uniform(0.5, 2, data.rows))
    table = weights.table(data.choice("level"), data.choice("group"))
    shown = shown_under(table, POLICY, equal_weights=weights.equal)
    assert shown.coarse
    for row in shown.rows:
        assert row.weighted is None or row.weighted == int(row.weighted)
        assert row.percent is None or row.percent == round(row.percent, 1)
    safe = weights.table(data.choice("group"))
    assert not shown_under(safe, POLICY, equal_weights=weights.equal).coarse
    assert shown_under(safe, POLICY, equal_weights=weights.equal).rows == everything(safe).rows


def test_number_summaries_hide_small_groups_and_never_one_alone() -> None:
    draw = np.random.default_rng(5)
    groups = ["a"] * 40 + ["b"] * 30 + ["c"] * 4
    data = Responses.of({"group": groups, "hours": draw.normal(5, 1, 74).tolist()})
    found = summaries(Weights(74), "hours", data.numbers("hours"), data.choice("group"), POLICY)
    assert [summary.suppressed for summary in found] == [False, True, True]
    assert found[1].mean is None
    free = summaries(Weights(74), "hours", data.numbers("hours"), data.choice("group"), None)
    assert [summary.base for summary in free] == [40, 30, 4]
    assert free[0].median == sorted(data.numbers("hours")[:40])[19]
