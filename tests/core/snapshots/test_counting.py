"""Tables counted from the files of a snapshot are those that `survey` counts from the responses."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.snapshots.made_up import batch, book_of, surveys
from tests.core.snapshots.parks import small_questionnaire

from folkmoot_core.questionnaires import Questionnaire, from_document
from folkmoot_core.snapshots import Snapshot, Taken, write_snapshot
from folkmoot_core.snapshots.counting import Answers, answers_of, cross_of, table_of
from folkmoot_core.survey import Codebook, cross, tally

FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def written(folder: str, questionnaire: Questionnaire, rows: list[Taken]) -> Snapshot:
    return write_snapshot(Path(folder), book_of(questionnaire), [batch(questionnaire, rows)])


@FEW
@given(surveys(), st.data())
def test_every_table_and_breakdown_is_that_of_the_responses(
    survey: tuple[Questionnaire, list[Taken]], data: st.DataObject
) -> None:
    questionnaire, rows = survey
    codebook, coded = Codebook.of(questionnaire), batch(questionnaire, rows).coded
    groups = np.array([data.draw(st.integers(-1, 1)) for _ in rows], dtype=np.int64)
    with tempfile.TemporaryDirectory() as folder:
        snapshot = written(folder, questionnaire, rows)
        for table in tally(codebook, coded):
            answers = answers_of(snapshot, snapshot.book.column(table.key))
            assert table_of(answers) == table
            expected = cross(codebook, coded, table.key, groups, ("Here", "There"))
            assert cross_of(answers, groups, ("Here", "There")) == expected


@FEW
@given(surveys())
def test_traits_are_counted_like_questions(survey: tuple[Questionnaire, list[Taken]]) -> None:
    questionnaire, rows = survey
    with tempfile.TemporaryDirectory() as folder:
        snapshot = written(folder, questionnaire, rows)
        table = table_of(answers_of(snapshot, snapshot.book.column("trait:district")))
    said = [row.traits["district"] for row in rows]
    assert {row.key: row.count for row in table.rows} == {key: said.count(key) for key in ("d0", "d1")}
    assert (table.no_reply, table.declined) == (said.count(""), said.count("declined"))


def test_groups_that_do_not_fit_are_refused() -> None:
    column = book_of(from_document(small_questionnaire())).column("trait:channel")
    answers = Answers(column, np.zeros(3, dtype=np.int64), np.zeros((2, 3), dtype=np.bool_))
    with pytest.raises(ValueError, match="3 responses"):
        cross_of(answers, np.zeros(2, dtype=np.int64), ("Here",))
