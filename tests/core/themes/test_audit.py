from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.themes.audit import (
    audit_size,
    draw_audit,
    estimate_by_stance,
    estimate_share,
    estimate_shares,
)
from folkmoot_core.values import Invalid


def world(random: np.random.Generator, comments: int, share: float, recall: float, false: float) -> tuple:
    """What people would say of every comment, and what the machine says."""
    truth = random.random(comments) < share
    machine = np.where(truth, random.random(comments) < recall, random.random(comments) < false)
    return truth, machine


@pytest.mark.parametrize("share", [0.002, 0.01, 0.05, 0.3])
@pytest.mark.parametrize(("recall", "false"), [(0.6, 0.02), (0.9, 0.1), (0.2, 0.2)])
def test_intervals_cover_also_rare_themes(share: float, recall: float, false: float) -> None:
    random = np.random.default_rng(2030)
    covered, draws = 0, 400
    truth, machine = world(random, 4_000, share, recall, false)
    for seed in range(draws):
        rows = np.array(draw_audit(len(truth), 200, seed))
        found = estimate_share(truth[rows], rows, machine)
        covered += found.low <= truth.mean() <= found.high
    assert covered >= 0.93 * draws


def test_a_good_machine_makes_intervals_narrower() -> None:
    random = np.random.default_rng(1)
    truth, machine = world(random, 10_000, 0.3, 0.9, 0.05)
    rows = np.array(draw_audit(10_000, 300, 5))
    helped = estimate_share(truth[rows], rows, machine)
    alone = estimate_share(truth[rows], rows, np.zeros(10_000, np.bool_))
    assert helped.sharpened
    assert not alone.sharpened
    assert helped.high - helped.low < 0.75 * (alone.high - alone.low)


@given(st.integers(0, 2**32 - 1), st.integers(20, 80))
def test_the_estimate_is_prediction_powered(seed: int, audited: int) -> None:
    """An independent reckoning: the mean of the labels plus the power-tuned difference of the machine's means."""
    random = np.random.default_rng(seed)
    truth, machine = world(random, 400, 0.4, 0.8, 0.2)
    rows = np.array(draw_audit(400, audited, seed))
    found = estimate_share(truth[rows], rows, machine)
    said, told = truth[rows].astype(float), machine[rows].astype(float)
    if found.sharpened:
        power = np.cov(said, told, bias=True)[0, 1] / told.var()
        assert found.share == pytest.approx(said.mean() + power * (machine.mean() - told.mean()))
    else:
        assert found.share == pytest.approx(said.mean())
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.count_low <= found.count <= found.count_high


def test_when_people_read_everything_there_is_no_doubt() -> None:
    truth, machine = world(np.random.default_rng(3), 60, 0.3, 0.7, 0.2)
    found = estimate_share(truth, np.arange(60), machine)
    assert (found.low, found.high) == pytest.approx((truth.mean(), truth.mean()))
    assert found.count == truth.sum()


def test_without_an_audit_nothing_is_claimed() -> None:
    found = estimate_share(np.zeros(0, np.bool_), [], np.ones(10, np.bool_))
    assert (found.share, found.low, found.high, found.count) == (None, 0.0, 1.0, None)


def test_stances_are_kept_apart() -> None:
    random = np.random.default_rng(8)
    stance = ["for" if chance else "against" for chance in random.random(2_000) < 0.5]
    for_it = np.array([held == "for" for held in stance])
    truth = np.where(for_it, random.random(2_000) < 0.6, random.random(2_000) < 0.1)[:, None]
    rows = np.array(draw_audit(2_000, 400, 2))
    found = estimate_by_stance(truth[rows], rows, truth, stance)
    assert list(found) == list(dict.fromkeys(stance))
    assert found["for"][0].share == pytest.approx(truth[for_it].mean(), abs=0.01)
    assert found["against"][0].high < 0.2 < found["for"][0].low
    assert sum(each[0].audited for each in found.values()) == 400


def test_the_size_of_an_audit() -> None:
    assert audit_size(10**9, 0.05) == 385  # the textbook's figure
    assert audit_size(500, 0.05) == 218
    assert audit_size(0, 0.05) == 0
    with pytest.raises(Invalid, match="between 0 and 1"):
        audit_size(100, 5)


def test_a_draw_is_seeded_and_without_repetition() -> None:
    drawn = draw_audit(1_000, 200, 7)
    assert drawn == draw_audit(1_000, 200, 7) != draw_audit(1_000, 200, 8)
    assert len(set(drawn)) == 200
    assert sorted(draw_audit(5, 99, 1)) == list(range(5))


@pytest.mark.parametrize(
    ("people", "rows", "told"),
    [([True], [0, 1], "1 labels for 2"), ([True, True], [0, 0], "audited twice"), ([True], [9], "not among")],
)
def test_what_does_not_fit_is_refused(people: list[bool], rows: list[int], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        estimate_share(np.array(people), rows, np.zeros(5, np.bool_))
    with pytest.raises(Invalid, match="same themes"):
        estimate_shares(np.zeros((1, 2), np.bool_), [0], np.zeros((5, 3), np.bool_))
