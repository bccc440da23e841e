import numpy as np
import pytest

from folkmoot_core.questionnaires import Questionnaire, from_document
from folkmoot_core.survey import Codebook, codes_of, cross, tally


def build(options: int = 3, **many: object) -> Questionnaire:
    choices = [{"key": f"k{n}", "text": f"K{n}"} for n in range(options)]
    questions = [
        {"key": "one", "kind": "choose_one", "text": "One", "options": choices, "declines": True},
        {"key": "many", "kind": "choose_many", "text": "Many", "options": choices} | many,
        {"key": "grid", "kind": "grid", "text": "Grid", "rows": choices[:2], "columns": choices},
        {"key": "rank", "kind": "rank", "text": "Rank", "options": choices},
        {"key": "why", "kind": "text", "text": "Why", "declines": True},
    ]
    return from_document(
        {"questionnaire": "x", "title": "X", "sections": [{"key": "s", "title": "S", "questions": questions}]}
    )


ALL = ("one", "many", "grid", "rank", "why")


def test_the_bytes_are_as_documented() -> None:
    codebook = Codebook.of(build())
    assert codebook.width == 1 + 2 + 2 + 3 + 1
    answers = {"one": "k1", "many": ["k0", "k2"], "grid": {"k1": "k2"}, "rank": ["k2", "k0"], "why": "words"}
    assert codebook.encode(answers, ALL) == bytes([2, 1, 0b101, 0, 3, 2, 0, 1, 1])
    assert codebook.encode({}, ALL) == bytes(9)
    assert codebook.encode({}, ()) == bytes([254] * 9)
    declined = {"one": {"declined": True}, "why": {"declined": True}}
    assert codebook.encode(declined, ("one", "why")) == bytes([255, *[254] * 7, 255])


def test_250_options_fit() -> None:
    codebook = Codebook.of(build(250))
    assert codebook.column("many").coder.width == 1 + 32
    answers = {"one": "k249", "many": [f"k{n}" for n in range(250)], "rank": [f"k{n}" for n in reversed(range(250))]}
    row = codebook.encode(answers, ALL)
    assert codebook.decode(row) == answers
    tables = {table.key: table for table in tally(codebook, codebook.matrix([row] * 3))}
    assert [line.count for line in tables["many"].rows] == [3] * 250
    assert tables["one"].rows[249].count == 3
    assert tables["rank"].rows[249].mean_position == 1


def test_eight_ticks_are_not_taken_for_a_state() -> None:
    codebook = Codebook.of(build(8))
    full = {"many": [f"k{n}" for n in range(8)]}
    rows = [codebook.encode(full, ALL), codebook.encode({}, ()), codebook.encode({}, ALL)]
    table = {t.key: t for t in tally(codebook, codebook.matrix(rows))}["many"]
    assert (table.asked, table.answered, table.no_reply, table.responses) == (2, 1, 1, 3)
    assert [line.count for line in table.rows] == [1] * 8


def test_the_layout_follows_meaning_and_not_wording() -> None:
    plain = Codebook.of(build()).layout
    assert Codebook.of(build(text="Reworded", max_choices=2)).layout == plain
    assert Codebook.of(build(4)).layout != plain
    assert len(plain) == 64


@pytest.mark.parametrize("row", [b"", b"\x00" * 8, b"\x00" * 10])
def test_rows_of_another_width_are_refused(row: bytes) -> None:
    codebook = Codebook.of(build())
    with pytest.raises(ValueError, match="9 bytes wide"):
        codebook.decode(row)
    with pytest.raises(ValueError, match="9 bytes wide"):
        codebook.matrix([bytes(9), row])


@pytest.mark.parametrize("place", [0, 1, 2, 3, 5, 8])
def test_rows_of_another_layout_are_refused(place: int) -> None:
    codebook = Codebook.of(build())
    row = bytearray(9)
    row[1] = 1
    row[2] = 1
    row[place] = 77
    with pytest.raises(ValueError, match="another layout"):
        tally(codebook, codebook.matrix([bytes(row)]))


def test_unknown_choices_are_not_coded() -> None:
    codebook = Codebook.of(build())
    for answers in ({"one": "z"}, {"many": ["z"]}, {"grid": {"k0": "z"}}, {"rank": ["z"]}):
        with pytest.raises(ValueError, match="“z” is not one of the choices"):
            codebook.encode(answers, ALL)


def test_nobody_at_all() -> None:
    codebook = Codebook.of(build())
    table = tally(codebook, codebook.matrix([]))[0]
    assert (table.responses, table.asked, table.answered) == (0, 0, 0)
    assert table.rows[0].percent_of_answered is None
    assert table.rows[0].percent_of_asked is None


def test_groups_must_fit() -> None:
    codebook = Codebook.of(build())
    matrix = codebook.matrix([bytes(9)] * 2)
    with pytest.raises(ValueError, match="groups for 3"):
        cross(codebook, matrix, "one", np.zeros(3, dtype=np.int64), ("A",))
    with pytest.raises(ValueError, match="numbered 1"):
        cross(codebook, matrix, "one", np.ones(2, dtype=np.int64), ("A",))
    with pytest.raises(KeyError):
        cross(codebook, matrix, "nowhere", np.zeros(2, dtype=np.int64), ("A",))
    with pytest.raises(KeyError):
        cross(codebook, matrix, "grid.nowhere", np.zeros(2, dtype=np.int64), ("A",))
    for question in ("many", "rank", "why", "grid", "one.k0"):
        with pytest.raises(ValueError, match="cannot sort people"):
            codes_of(codebook, matrix, question)


def test_a_grid_row_sorts_people_too() -> None:
    codebook = Codebook.of(build())
    rows = [codebook.encode({"grid": {"k1": "k2"}}, ALL), codebook.encode({}, ALL), codebook.encode({}, ())]
    groups, labels = codes_of(codebook, codebook.matrix(rows), "grid.k1", no_reply="None")
    assert labels == ("K0", "K1", "K2", "None")
    assert groups.tolist() == [2, 3, -1]


def test_a_matrix_of_the_wrong_make_is_refused() -> None:
    codebook = Codebook.of(build())
    with pytest.raises(ValueError, match="9 wide"):
        tally(codebook, np.zeros((2, 9), dtype=np.int64))  # type: ignore[arg-type]
