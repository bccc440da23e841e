"""A cube weighs as rows do, and needs none of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from tests.core.cubes.made_up import VARIABLES, Row, made_up, slots_of, write
from tests.core.snapshots.made_up import batch, book_of, surveys

from folkmoot_core.cubes import DuckDBEngine, all_pairs, count, cube_of, one_way, source_of
from folkmoot_core.questionnaires import Questionnaire
from folkmoot_core.snapshots import Taken, write_snapshot
from folkmoot_core.survey import Codebook, cross, tally
from folkmoot_core.values import Invalid
from folkmoot_core.weighting import Design, Margin, means, rake_rows

MARGINS = (Margin("age", ("young", "old"), (400.0, 600.0)), Margin("sex", ("f", "m"), (520.0, 480.0)))
KNOWN = {variable.name: variable for variable in VARIABLES}


def in_rows(rows: list[Row], question: str, by: str | None, start: Any) -> tuple[Any, Any, Any]:
    """Weighted shares and standard errors from the rows themselves, and the weights."""
    silent = sum(row["sex"] in (0, 255) for row in rows) / len(rows)
    margins = [MARGINS[0], Margin("sex", ("f", "m", "none"), (520 * (1 - silent), 480 * (1 - silent), 1000 * silent))]
    codes = [
        np.array([row["age"] - 1 for row in rows]),
        np.array([row["sex"] - 1 if row["sex"] in (1, 2) else 2 for row in rows]),
    ]
    weighting = rake_rows(codes, margins, start=start)
    design = Design(weighting.weights, calibrated=weighting)
    group = np.zeros(len(rows), dtype=np.int64)
    if by is not None:
        group = np.array([min(slots_of(KNOWN[by], row)) for row in rows])
        group[group >= len(KNOWN[by].levels)] = -1
    shares, errors = [], []
    variable = KNOWN[question]
    for level in range(len(variable.levels)):
        slots = [slots_of(variable, row) for row in rows]
        chosen = np.array([float(level in own) if len(variable.levels) in own else np.nan for own in slots])
        found = means(design, chosen, group)
        shares.append(found.value)
        errors.append(found.se)
    return np.stack(shares, axis=1), np.stack(errors, axis=1), weighting.weights


@pytest.mark.parametrize("weight", ["", "weight"])
@pytest.mark.parametrize(
    ("question", "by"), [("q", None), ("which", None), ("q", "age"), ("two", "sex"), ("which", "wide")]
)
def test_a_cube_weighs_as_rows_do(tmp_path: Path, question: str, by: str | None, weight: str) -> None:
    rows = made_up(400, seed=3)
    source = write(tmp_path, rows, weight)
    tables = [("q",), ("which",), ("two",), ("which", "wide")]
    weighed = cube_of(DuckDBEngine(), source, ["age", "sex"], tables).rake(MARGINS)
    start = np.array([row["weight"] for row in rows]) if weight else None
    share, se, weights = in_rows(rows, question, by, start)
    found = weighed.shares(question, by)
    np.testing.assert_allclose(found.share, share, rtol=1e-10)
    np.testing.assert_allclose(found.se, se, rtol=1e-8)
    assert weighed.raking.converged
    assert weights.sum() == pytest.approx(1000)
    plain = weighed.shares(question, by, calibrated=False)
    np.testing.assert_allclose(plain.share, share, rtol=1e-10)
    assert not np.allclose(plain.se, se, rtol=1e-4)


def test_what_if_needs_no_files(tmp_path: Path) -> None:
    source = write(tmp_path, made_up(200))
    cube = cube_of(DuckDBEngine(), source, ["age", "sex"], [("q",)])
    for path in source.files:
        path.unlink()
    young = cube.rake([Margin("age", ("young", "old"), (900.0, 100.0))]).shares("q", "sex")
    assert young.share.shape == (2, 3)


def test_what_does_not_fit_is_said(tmp_path: Path) -> None:
    source = write(tmp_path, made_up(200))
    cube = cube_of(DuckDBEngine(), source, ["age", "sex"], [("q",)])
    with pytest.raises(Invalid, match="no total for 'old'"):
        cube.rake([Margin("age", ("young",), (1.0,))])
    with pytest.raises(Invalid, match="does not weigh by this"):
        cube.rake([Margin("q", ("a",), (1.0,))])
    with pytest.raises(Invalid, match="not in the cube"):
        cube.rake(MARGINS).shares("two")
    with pytest.raises(Invalid, match="cannot weigh"):
        cube_of(DuckDBEngine(), source, ["two"], [("q",)])


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
@given(surveys())
def test_a_snapshot_is_counted_as_the_live_results_are(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[Questionnaire, list[Taken]]
) -> None:
    """Against `survey.tally` and `survey.cross`, which count the packed bytes."""
    questionnaire, rows = case
    snapshot = write_snapshot(
        tmp_path_factory.mktemp("s"), book_of(questionnaire), [batch(questionnaire, rows)], block=8
    )
    source = source_of(snapshot)
    names = [variable.name for variable in source.variables]
    found = count(DuckDBEngine(), source, one_way(names) + all_pairs(names)[:40])
    codebook = Codebook.of(questionnaire)
    matrix = codebook.matrix(codebook.encode(row.answers, frozenset(row.asked)) for row in rows)
    for table in tally(codebook, matrix):
        if not table.rows or table.kind == "rank":
            continue
        n = found[table.key,].moments.n
        assert n[: len(table.rows)].tolist() == [row.count for row in table.rows]
        assert n[-4:].tolist()[:3] == [table.answered, table.no_reply, table.declined]
    groups = np.array([{"d0": 0, "d1": 1}.get(row.traits["district"], -1) for row in rows], dtype=np.int64)
    for names_ in [pair for pair in found if len(pair) == 2 and pair[1] == "trait:district"]:
        key = names_[0]
        if key.startswith("trait:") or key.endswith(":place"):
            continue
        crossed = cross(codebook, matrix, key, groups, ["d0", "d1"])
        ours = found[names_].moments.n
        for place, row in enumerate(crossed.rows):
            assert ours[place, :2].tolist() == [cell.count for cell in row.cells]


def test_a_snapshot_names_what_it_counts(tmp_path: Path) -> None:
    from tests.core.snapshots.parks import small_questionnaire  # noqa: PLC0415

    from folkmoot_core.questionnaires import from_document  # noqa: PLC0415

    parks = from_document(small_questionnaire())
    snapshot = write_snapshot(tmp_path, book_of(parks), [batch(parks, [])])
    assert source_of(snapshot).name == snapshot.digest
    with pytest.raises(Invalid, match="holds no choices"):
        source_of(snapshot, ["why"])
