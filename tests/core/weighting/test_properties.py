"""What must hold of any responses: sums meet margins, cells and rows agree, order and scale do not matter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.weighting.made_up import moments

from folkmoot_core.values import Invalid
from folkmoot_core.weighting import (
    Design,
    Floats,
    Margin,
    Moments,
    Overlap,
    Stop,
    calibrated_group_covariance,
    calibrated_shares,
    design_effect,
    effect_of,
    means,
    overlap_covariance,
    rake,
    rake_rows,
    same_sum,
    shares,
)
from folkmoot_core.weighting.cells import group_rows


@dataclass(frozen=True)
class Survey:
    """Two weighting variables with everybody's combination taken, a group, an answer (-1: none), start weights."""

    variables: list[np.ndarray]
    margins: tuple[Margin, ...]
    group: np.ndarray
    answer: np.ndarray
    start: Floats


@st.composite
def surveys(draw: st.DrawFn) -> Survey:
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = draw(st.integers(2, 4)), draw(st.integers(2, 3))
    extra = draw(st.integers(0, 60))
    cells = np.arange(shape[0] * shape[1])
    # Every combination has somebody, so that any totals can be reached.
    place = np.concatenate([cells, cells, random.choice(cells, extra)])
    margins = same_sum(
        [
            Margin(name, tuple(str(level) for level in range(levels)), tuple(random.uniform(50, 500, levels)))
            for name, levels in zip("ab", shape, strict=True)
        ],
        rescale=True,
    )
    rows = len(place)
    start = random.uniform(0.2, 4, rows) if draw(st.booleans()) else np.ones(rows)
    return Survey(
        [place // shape[1], place % shape[1]], margins, random.integers(0, 3, rows), random.integers(-1, 3, rows), start
    )


@given(surveys())
def test_raked_weights_meet_every_margin(survey: Survey) -> None:
    weighting = rake_rows(survey.variables, survey.margins, start=survey.start)
    assert weighting.raking.converged
    for codes, margin in zip(survey.variables, survey.margins, strict=True):
        assert np.bincount(codes, weights=weighting.weights) == pytest.approx(margin.totals, rel=1e-9)


@given(surveys(), st.floats(0.001, 1000))
def test_the_scale_of_start_weights_does_not_matter(survey: Survey, scale: float) -> None:
    once = rake_rows(survey.variables, survey.margins, start=survey.start).weights
    again = rake_rows(survey.variables, survey.margins, start=survey.start * scale).weights
    assert again == pytest.approx(once, rel=1e-9)


@given(surveys())
def test_calibrated_errors_from_cells_are_those_from_rows(survey: Survey) -> None:
    weighting = rake_rows(survey.variables, survey.margins, start=survey.start)
    cells = moments([weighting.cells.cell_of_row, survey.group, survey.answer], survey.start)
    if cells.n.shape[1:] != (3, 3) or not cells.n.sum(axis=(0, 2)).all():
        return
    found = calibrated_shares(weighting.calibration, cells)
    covariance = calibrated_group_covariance(weighting.calibration, cells)
    design = Design(weighting.weights, calibrated=weighting)
    for level in range(3):
        chosen = np.where(survey.answer < 0, np.nan, survey.answer == level)
        rows = means(design, chosen, survey.group)
        assert found.share[:, level] == pytest.approx(rows.value, rel=1e-9, abs=1e-12)
        assert covariance[level] == pytest.approx(rows.covariance, rel=1e-8, abs=1e-12)
        assert found.se[:, level] ** 2 == pytest.approx(np.diag(rows.covariance), rel=1e-8, abs=1e-12)


@given(surveys())
def test_plain_errors_from_cells_are_those_from_rows(survey: Survey) -> None:
    cells = moments([survey.group, survey.answer], survey.start)
    if cells.n.shape != (3, 3) or not cells.n.sum(axis=1).all():
        return
    found = shares(cells, len(survey.group))
    for level in range(3):
        chosen = np.where(survey.answer < 0, np.nan, survey.answer == level)
        rows = means(Design(survey.start), chosen, survey.group)
        assert found.share[:, level] == pytest.approx(rows.value, rel=1e-9, abs=1e-12)
        assert found.se[:, level] ** 2 == pytest.approx(np.diag(rows.covariance), rel=1e-8, abs=1e-14)


@given(surveys())
def test_what_the_margins_fix_has_no_error(survey: Survey) -> None:
    weighting = rake_rows(survey.variables, survey.margins, start=survey.start)
    cells = moments([weighting.cells.cell_of_row, np.zeros_like(survey.group), survey.variables[0]], survey.start)
    assert calibrated_shares(weighting.calibration, cells).se == pytest.approx(0.0, abs=1e-9)


@given(surveys())
def test_options_that_people_choose_together_covary_as_their_rows_do(survey: Survey) -> None:
    first, second = survey.answer == 0, survey.group == 0
    chosen = np.stack([first, second], axis=1).astype(float)
    weights, rows = survey.start, len(survey.start)
    squares = weights**2
    both = chosen.T @ (chosen * squares[:, None])
    one = np.repeat((chosen * squares[:, None]).sum(axis=0)[:, None], 2, axis=1)
    overlap = Overlap(np.full((2, 2), squares.sum()), both, one)
    share = (chosen * weights[:, None]).sum(axis=0) / weights.sum()
    found = overlap_covariance(share, np.full(2, weights.sum()), overlap, rows)
    influence = weights[:, None] * (chosen - share) / weights.sum()
    assert found == pytest.approx(Design(weights).covariance(influence), rel=1e-8, abs=1e-14)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_design_effect_is_one_plus_the_squared_spread_of_weights(weights: list[float]) -> None:
    values = np.array(weights)
    effect, base = effect_of(values)
    assert effect == pytest.approx(1 + (values.std() / values.mean()) ** 2)
    assert base * effect == pytest.approx(len(values))
    assert np.isnan(design_effect(0, 0.0, 0.0))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 2**40)), min_size=1, max_size=40))
def test_grouping_keeps_rows_apart_exactly_where_they_differ(rows: list[tuple[int, int, int]]) -> None:
    table = np.array(rows, dtype=np.int64)
    found = group_rows([table[:, place] for place in range(3)])
    assert len(found.codes) == len(set(rows))
    assert [tuple(row) for row in found.codes[found.cell_of_row]] == rows
    assert found.sizes().sum() == len(rows)


def test_a_level_that_nobody_has_is_named() -> None:
    with pytest.raises(Invalid, match="age: nobody in the data is '65\\+'"):
        rake(np.array([[0], [1]]), np.ones(2), [Margin("age", ("16-34", "35-64", "65+"), (1, 1, 1))])


def test_what_is_nearly_met_is_usable_and_what_cannot_be_met_is_not() -> None:
    codes, start = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([9.0, 1.0, 1.0, 4.0])
    margins = [Margin("a", ("x", "y"), (1, 1)), Margin("b", ("x", "y"), (0.8, 1.2))]
    cut_short = [rake(codes, start, margins, stop=Stop(most_iterations=passes)) for passes in range(1, 40)]
    assert not any(raking.usable for raking in cut_short[:2])
    near = [raking for raking in cut_short if raking.usable and not raking.converged]
    assert near
    assert all(1e-12 < raking.worst.relative <= 1e-6 for raking in near)
    assert cut_short[-1].converged
    never = rake(codes[[0, 1, 3]], np.ones(3), [margins[0], Margin("b", ("x", "y"), (1.5, 0.5))])
    assert not never.usable


def test_margins_of_different_populations_are_refused_by_name() -> None:
    with pytest.raises(Invalid, match="sex: its totals add up to 90, those of 'age' to 100"):
        same_sum([Margin("age", ("a", "b"), (40, 60)), Margin("sex", ("f", "m"), (45, 45))])


@pytest.mark.parametrize("total", [0.0, -3.0, float("nan"), float("inf")])
def test_a_total_that_is_no_number_of_people_is_refused(total: float) -> None:
    with pytest.raises(Invalid, match="must be a number above zero"):
        Margin("age", ("a", "b"), (1.0, total))


def test_groups_with_nobody_have_no_share() -> None:
    found = shares(Moments.unweighted([[0, 0], [3, 1]]), 4)
    assert np.isnan(found.share[0]).all()
    assert np.isnan(found.se[0]).all()
    assert found.share[1] == pytest.approx([0.75, 0.25])
