"""A snapshot holds what was answered, has one name for it, and says when it is damaged."""

from __future__ import annotations

import datetime
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.snapshots.made_up import TRAITS, batch, book_of, surveys
from tests.core.snapshots.parks import small_questionnaire

from folkmoot_core.questionnaires import Questionnaire, from_document, is_declined
from folkmoot_core.snapshots import (
    Taken,
    Trait,
    batch_of,
    forget_words,
    open_snapshot,
    plan_columns,
    standing_parts,
    verify,
    words_in,
    write_snapshot,
)
from folkmoot_core.snapshots.decoding import rows_of
from folkmoot_core.values import Invalid

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
PARKS = from_document(small_questionnaire())
ANN = Taken(
    3,
    {
        "like": "b",
        "which": ["a", "c"],
        "how": {"a": "c"},
        "order": ["c", "a"],
        "age": 40.5,
        "day": "2011-03-27",
        "why": "It is quiet.",
    },
    [question.key for question in PARKS.questions],
    {"channel": "web", "district": "d1"},
    "Dear council",
)


def write(folder: Path, rows: list[Taken], block: int = 8, **more: Any) -> Any:
    return write_snapshot(folder, book_of(PARKS), [batch(PARKS, rows)], block=block, **more)


def expected(questionnaire: Questionnaire, row: Taken) -> tuple[dict[str, Any], dict[str, str]]:
    """Values and states of one response, worked out from its answers alone."""
    values: dict[str, Any] = {}
    states: dict[str, str] = {}
    for question in questionnaire.questions:
        answer = row.answers.get(question.key)
        asked = question.key in row.asked
        state = "answered" if answer is not None else "no_reply"
        state = "not_asked" if not asked else "declined" if is_declined(answer) else state
        names = [f"{question.key}.{key}" for key in question.row_keys] if question.rows else [question.key]
        for name in names:
            states[name] = state
            if state != "answered":
                continue
            value = answer
            if question.rows:
                value = answer.get(name.partition(".")[2])
                states[name] = "no_reply" if value is None else state
            elif question.kind == "date":
                value = datetime.date.fromisoformat(answer)
            elif question.kind in ("map_point", "file", "postcode", "text"):
                value = words_in(answer)
            if value is not None:
                values[name] = value
        for field in question.words_fields.values():
            words = row.answers.get(field)
            states[field] = "answered" if words else "no_reply"
            values |= {field: words} if words else {}
    for trait in TRAITS:
        known = row.traits[trait.key]
        states[f"trait:{trait.key}"] = {"": "no_reply", "declined": "declined"}.get(known, "answered")
        values |= {f"trait:{trait.key}": known} if known not in ("", "declined") else {}
    states["letter:words"] = "answered" if row.letter else "no_reply"
    values |= {"letter:words": row.letter} if row.letter else {}
    return values, states


@FEW
@given(surveys(), st.sampled_from([1, 8, 64]))
def test_what_was_written_is_read_back(case: tuple[Questionnaire, list[Taken]], block: int) -> None:
    questionnaire, rows = case
    with tempfile.TemporaryDirectory() as folder:
        snapshot = write_snapshot(Path(folder), book_of(questionnaire), [batch(questionnaire, rows)], block=block)
        found = list(rows_of(snapshot))
        assert [row.number for row in found] == [row.number for row in rows]
        for row, source in zip(found, rows, strict=True):
            assert (row.values, row.states) == expected(questionnaire, source)
        assert verify(snapshot.folder).responses == len(rows)
        assert snapshot.book.to_json() == book_of(questionnaire).to_json()


@FEW
@given(surveys(), st.randoms(use_true_random=False), st.integers(0, 8))
def test_the_same_responses_have_the_same_name_however_they_came(
    case: tuple[Questionnaire, list[Taken]], chance: Any, first: int
) -> None:
    """In another order, in several batches, or a part at a time while people answered."""
    questionnaire, rows = case
    book = book_of(questionnaire)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        whole = write_snapshot(store / "a", book, [batch(questionnaire, rows)], block=8)
        mixed = chance.sample(rows, len(rows))
        cut = [mixed[:first], mixed[first:]]
        again = write_snapshot(store / "b", book, [batch(questionnaire, part) for part in cut], block=8)
        early = write_snapshot(store / "c", book, [batch(questionnaire, rows[:first])], block=8)
        kept = standing_parts(early, book)
        later = [row for row in rows if row.number >= kept.first_number]
        grown = write_snapshot(store / "c", book, [batch(questionnaire, later)], kept=kept)
        assert whole.digest == again.digest == grown.digest
        files = {path.relative_to(whole.folder) for path in whole.folder.rglob("*.*")}
        for other in (again, grown):
            assert {path.relative_to(other.folder) for path in other.folder.rglob("*.*")} == files
            assert all((whole.folder / each).read_bytes() == (other.folder / each).read_bytes() for each in files)
            verify(other.folder)


def test_another_answer_is_another_name(tmp_path: Path) -> None:
    names = {
        write(tmp_path, [ANN]).digest,
        write(tmp_path, [replace(ANN, answers={**ANN.answers, "like": "a"})]).digest,
        write(tmp_path, [replace(ANN, answers={**ANN.answers, "why": "It is loud."})]).digest,
        write(tmp_path, [replace(ANN, letter="")]).digest,
        write(tmp_path, [replace(ANN, traits={**ANN.traits, "channel": "paper"})]).digest,
        write(tmp_path, [replace(ANN, number=4)]).digest,
        write(tmp_path, []).digest,
    }
    assert len(names) == 7


def test_writing_the_same_again_leaves_the_files_alone(tmp_path: Path) -> None:
    first = write(tmp_path, [ANN])
    times = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
    assert write(tmp_path, [ANN]).folder == first.folder
    assert {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")} == times
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [first.digest]


def test_a_correction_rewrites_its_own_part_only(tmp_path: Path) -> None:
    rows = [replace(ANN, number=number) for number in (1, 9, 17)]
    before = write(tmp_path, rows)
    rows[1] = replace(rows[1], answers={**ANN.answers, "like": "a"})
    after = write(tmp_path, rows)
    same = [old == new for old, new in zip(before.manifest.parts, after.manifest.parts, strict=True)]
    assert same == [True, False, True]


def test_parts_that_stand_share_their_files(tmp_path: Path) -> None:
    early = write(tmp_path, [replace(ANN, number=number) for number in (1, 9)])
    kept = standing_parts(early, book_of(PARKS))
    assert (kept.first_number, kept.responses) == (8, 1)
    grown = write(tmp_path, [replace(ANN, number=number) for number in (9, 17)], kept=kept)
    assert grown.responses == 3
    assert grown.counted_files[0].samefile(early.counted_files[0])


def test_nothing_stands_where_the_columns_changed_or_words_went(tmp_path: Path) -> None:
    early = write(tmp_path, [replace(ANN, number=number) for number in (1, 9)])
    assert standing_parts(early, plan_columns([PARKS])).first_number == 0
    forget_words(early, [(1, "why")])
    assert standing_parts(early, book_of(PARKS)).first_number == 0


def test_a_response_cannot_be_there_twice(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="response 3 is there twice"):
        write(tmp_path, [ANN, ANN])


@pytest.mark.parametrize("file", ["counted/000000.parquet", "words/000000.parquet", "codebook.json", "manifest.json"])
@pytest.mark.parametrize("harm", ["flip", "cut", "gone"])
def test_any_damaged_byte_is_found(tmp_path: Path, file: str, harm: str) -> None:
    snapshot = write(tmp_path, [ANN])
    path = snapshot.folder / file
    content = bytearray(path.read_bytes())
    if harm == "flip":
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    elif harm == "cut":
        path.write_bytes(content[:-1])
    else:
        path.unlink()
    with pytest.raises(Invalid) as found:
        verify(snapshot.folder)
    expected_in = snapshot.folder.name if file == "manifest.json" else file
    assert any(expected_in in str(fault) for fault in found.value.faults)


def test_a_file_too_many_is_found(tmp_path: Path) -> None:
    snapshot = write(tmp_path, [ANN])
    (snapshot.folder / "counted" / "000009.parquet").write_bytes(b"x")
    with pytest.raises(Invalid, match="does not belong"):
        verify(snapshot.folder)


def test_forgotten_words_are_gone_and_the_counts_stand(tmp_path: Path) -> None:
    bob = replace(ANN, number=4, answers={**ANN.answers, "why": "I live at 7 Mill Lane."}, letter="")
    snapshot = write(tmp_path, [ANN, bob])
    counted = snapshot.counted()
    assert forget_words(snapshot, [(4, "why"), (4, "letter:words"), (99, "why")]) == 1
    assert b"Mill Lane" not in b"".join(path.read_bytes() for path in snapshot.folder.rglob("*.*"))
    again = open_snapshot(snapshot.folder)
    assert again.words("why") == {3: "It is quiet."}
    assert again.counted() == counted
    assert verify(again.folder).words_removed == 1
    assert forget_words(again, [(4, "why")]) == 0
    assert forget_words(again, [(3, "why"), (3, "letter:words")]) == 2
    assert open_snapshot(snapshot.folder).words("why") == {}
    assert not list(snapshot.folder.glob("words/*"))
    verify(snapshot.folder)


def test_writing_it_again_mends_what_was_damaged_or_removed(tmp_path: Path) -> None:
    snapshot = write(tmp_path, [ANN])
    forget_words(snapshot, [(3, "why")])
    assert write(tmp_path, [ANN]).words("why") == {3: "It is quiet."}
    snapshot.counted_files[0].write_bytes(b"")
    assert verify(write(tmp_path, [ANN]).folder).words_removed == 0
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_forgetting_in_one_snapshot_leaves_one_that_shares_its_files(tmp_path: Path) -> None:
    early = write(tmp_path, [replace(ANN, number=number) for number in (1, 9)])
    kept = standing_parts(early, book_of(PARKS))
    later = write(tmp_path, [replace(ANN, number=number) for number in (9, 17)], kept=kept)
    forget_words(later, [(1, "why")])
    assert early.words("why").keys() == {1, 9}
    verify(early.folder)
    verify(later.folder)


def test_versions_of_a_questionnaire_are_one_table(tmp_path: Path) -> None:
    document = small_questionnaire()
    questions = document["sections"][0]["questions"]
    questions[0]["options"] = [{"key": "z", "text": "Z"}, *questions[0]["options"][1:]]
    questions[1]["kind"] = "rank"
    questions.append({"key": "more", "kind": "choose_one", "text": "More?", "options": questions[0]["options"]})
    newer = from_document(document)
    book = plan_columns([PARKS, newer], TRAITS)
    assert {level.key: level.code for level in book.column("like").levels} == {"a": 1, "b": 2, "c": 3, "z": 4}
    assert [level.key for level in book.column("like").levels] == ["z", "b", "c", "a"]
    new = Taken(
        5,
        {"like": "z", "which": ["c", "b"], "more": "b"},
        [question.key for question in newer.questions],
        {"channel": "", "district": ""},
    )
    batches = [batch_of(PARKS, [ANN], 0, TRAITS), batch_of(newer, [new], 1, TRAITS)]
    first, second = rows_of(write_snapshot(tmp_path, book, batches))
    assert (first.version, second.version) == (1, 2)
    assert (first.values["like"], second.values["like"]) == ("b", "z")
    assert (first.values["which:choose_many"], second.values["which"]) == (["a", "c"], ["c", "b"])
    assert (first.states["which"], second.states["which:choose_many"]) == ("not_asked", "not_asked")
    assert (first.states["more"], second.values["more"]) == ("not_asked", "b")


def test_more_options_than_a_word_has_bits(tmp_path: Path) -> None:
    options = [{"key": f"k{place}", "text": f"K {place}"} for place in range(130)]
    question = {"key": "q", "kind": "choose_many", "text": "Which?", "options": options}
    document = {"questionnaire": "x", "title": "X", "sections": [{"key": "s", "title": "S", "questions": [question]}]}
    asked = from_document(document)
    chosen = ["k0", "k63", "k64", "k127", "k128", "k129"]
    snapshot = write_snapshot(tmp_path, plan_columns([asked]), [batch_of(asked, [Taken(1, {"q": chosen}, ["q"], {})])])
    assert next(rows_of(snapshot)).values["q"] == chosen


def test_more_districts_than_a_byte_has_codes(tmp_path: Path) -> None:
    wards = Trait("ward", "Ward", tuple((f"w{place}", f"Ward {place}") for place in range(300)))
    values = ["", "declined", "w0", "w252", "w253", "w254", "w299"]
    rows = [replace(ANN, number=number, traits={"ward": value}) for number, value in enumerate(values)]
    snapshot = write_snapshot(tmp_path, plan_columns([PARKS], [wards]), [batch_of(PARKS, rows, traits=[wards])])
    found = list(rows_of(snapshot))
    assert [row.values.get("trait:ward") for row in found] == [None, None, *values[2:]]
    assert [row.states["trait:ward"] for row in found] == ["no_reply", "declined", *["answered"] * 5]


def test_a_trait_that_the_codebook_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="trait:channel"):
        write(tmp_path, [replace(ANN, traits={"channel": "pigeon", "district": ""})])


def test_what_is_no_snapshot_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="there is no snapshot here"):
        open_snapshot(tmp_path)
    renamed = write(tmp_path, [ANN]).folder.rename(tmp_path / "mine")
    with pytest.raises(Invalid, match="it was changed, or renamed"):
        verify(renamed)
