from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.questionnaires import dump_questionnaire, load_questionnaire, to_document
from folkmoot_core.questionnaires.documents import dump_document
from folkmoot_core.questionnaires.editing import (
    blank_document,
    faults_of,
    make_key,
    move_question,
    move_section,
    put_question,
    put_section,
    question_keys,
    read_document,
    remove_question,
    remove_section,
)
from folkmoot_core.values import Invalid

DOCUMENT = {
    "questionnaire": "parks",
    "title": "Parks",
    "sections": [
        {"key": "a", "title": "A", "questions": [
            {"key": "one", "kind": "choose_one", "text": "One?",
             "options": [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]},
            {"key": "two", "kind": "text", "text": "Two?", "show_if": {"question": "one", "any_of": ["yes"]}},
        ]},
        {"key": "b", "title": "B", "show_if": {"all": [{"question": "one", "any_of": ["no"]}]}, "questions": [
            {"key": "three", "kind": "text", "text": "Three?"},
        ]},
    ],
}  # fmt: skip


def test_a_blank_document_can_be_kept_though_it_is_not_fit_for_use() -> None:
    text = dump_document(blank_document("parks", "Parks"))
    assert faults_of(text)
    assert read_document(text)["title"] == "Parks"


def test_a_document_read_from_text_is_the_document() -> None:
    text = dump_questionnaire(load_questionnaire(dump_document(DOCUMENT)))
    assert read_document(text) == {**to_document(load_questionnaire(text))}


def test_figures_and_truths_come_back_as_such() -> None:
    assert read_document("a: 1\nb: 1.5\nc: true\nd:\ne: '1'\nf: 99e999x\n") == {
        "a": 1, "b": 1.5, "c": True, "d": None, "e": "1", "f": "99e999x",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "- a", "sections: x", "sections: [1]", "sections: [{questions: [a]}]", "{", "a: *b"]
)
def test_what_cannot_be_shown_as_a_list_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_document(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: [a]", 1),
        ("title: T\nsections:\n  - key: a\n    title: {x: y}", 4),
        ("title: T\nsections:\n  - questions:\n      - options: a", 4),
        ("title: T\nsections:\n  - questions:\n      - options: [{key: [a]}]", 4),
        ("title: T\nsections:\n  - questions:\n      - show_if: a", 4),
        ("title: T\nsections:\n  - for: {a: b}", 3),
    ],
)
def test_a_wrong_shape_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(Invalid) as refusal:
        read_document(text)
    assert refusal.value.faults[0].line == line


def test_renaming_a_question_takes_its_conditions_along() -> None:
    renamed = put_question(DOCUMENT, 0, {**DOCUMENT["sections"][0]["questions"][0], "key": "uno"}, 0)
    assert renamed["sections"][0]["questions"][1]["show_if"]["question"] == "uno"
    assert renamed["sections"][1]["show_if"]["all"][0]["question"] == "uno"
    assert not faults_of(dump_document(renamed))


def test_questions_cross_into_the_neighbouring_section() -> None:
    assert question_keys(move_question(DOCUMENT, 0, 1, up=False)) == ("one", "two", "three")
    moved = move_question(DOCUMENT, 0, 1, up=False)
    assert [question["key"] for question in moved["sections"][1]["questions"]] == ["two", "three"]
    back = move_question(moved, 1, 0, up=True)
    assert back == DOCUMENT


def test_at_the_ends_nothing_moves() -> None:
    assert move_question(DOCUMENT, 0, 0, up=True) == DOCUMENT
    assert move_question(DOCUMENT, 1, 0, up=False) == DOCUMENT
    assert move_section(DOCUMENT, 1, up=False) == DOCUMENT


def test_no_change_touches_the_document_it_began_with() -> None:
    before = deepcopy(DOCUMENT)
    put_section(DOCUMENT, {"key": "c", "title": "C"})
    put_section(DOCUMENT, {"key": "a", "title": "Other"}, 0)
    put_question(DOCUMENT, 1, {"key": "four", "kind": "text", "text": "Four?"})
    remove_question(DOCUMENT, 0, 0)
    remove_section(DOCUMENT, 0)
    move_section(DOCUMENT, 0, up=False)
    assert before == DOCUMENT


@pytest.mark.parametrize("place", [-1, 2, 99])
def test_places_that_do_not_exist_are_said_so(place: int) -> None:
    with pytest.raises(LookupError):
        remove_section(DOCUMENT, place)
    with pytest.raises(LookupError):
        put_question(DOCUMENT, place, {})
    with pytest.raises(LookupError):
        move_question(DOCUMENT, 0, place, up=True)


@given(st.text(max_size=80), st.sets(st.sampled_from(["item", "item-2", "a", "a-2", "eins"])))
def test_a_made_key_is_fit_and_free(words: str, taken: set[str]) -> None:
    key = make_key(words, taken)
    assert key not in taken
    option = {"key": key, "text": "Yes"}
    question = {"key": "q", "kind": "choose_one", "text": "?", "options": [option, {"key": "other-one", "text": "No"}]}
    fit = put_question(put_section(blank_document("x", "X"), {"key": "s", "title": "S"}), 0, question)
    assert key == "other-one" or not faults_of(dump_document(fit))
