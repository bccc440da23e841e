from typing import Any

import pytest

from folkmoot_core.questionnaires import (
    KINDS,
    dump_questionnaire,
    fingerprint,
    from_document,
    load_questionnaire,
)
from folkmoot_core.values import Fault, Invalid

WHOLE = """\
questionnaire: streets
title: Streets for people
sections:
  - key: you
    title: About you
    questions:
      - key: capacity
        kind: choose_one
        text: Who are you?
        role: capacity
        options:
          - {key: public, text: A resident}
          - {key: parish, text: A parish council}
      - key: q1
        kind: choose_many
        text: What matters most?
        max_choices: 2
        options:
          - {key: yes, text: Yes}
          - {key: no, text: No}
          - {key: other, text: Other, specify: true}
      - {key: age, kind: number, text: How old are you, min: 0, max: 120}
      - {key: why, kind: text, text: Why}
  - key: residents
    title: For residents
    for: [public]
    show_if: {question: q1, any_of: [yes]}
    questions:
      - {key: born, kind: date, text: When, min: 1900-01-01, max: '2011-12-31'}
      - key: rate
        kind: grid
        text: Rate these
        rows: [{key: bus, text: Buses}]
        columns: [{key: good, text: Good}, {key: poor, text: Poor}]
"""


def faults_of(text: str) -> list[Fault]:
    with pytest.raises(Invalid) as refused:
        load_questionnaire(text, "streets.yaml")
    return list(refused.value.faults)


def change(old: str, new: str) -> str:
    assert WHOLE.count(old) == 1, old
    return WHOLE.replace(old, new)


def test_words_that_yaml_takes_for_truth_are_words_here() -> None:
    questionnaire = load_questionnaire(WHOLE)
    assert questionnaire.question("q1").option_keys == ("yes", "no", "other")
    assert questionnaire.question("q1").options[0].text == "Yes"
    assert "key: 'yes'" in dump_questionnaire(questionnaire)


def test_look_ups() -> None:
    questionnaire = load_questionnaire(WHOLE)
    assert [question.key for question in questionnaire.questions] == ["capacity", "q1", "age", "why", "born", "rate"]
    assert questionnaire.section_of("born").key == "residents"
    assert questionnaire.with_role("capacity") is questionnaire.question("capacity")
    assert questionnaire.with_role("sex") is None
    assert questionnaire.has("why")
    assert not questionnaire.has("q1.other")
    with pytest.raises(KeyError):
        questionnaire.question("nowhere")


def test_the_fingerprint_follows_every_word() -> None:
    plain = fingerprint(load_questionnaire(WHOLE))
    assert len(plain) == 64
    assert fingerprint(load_questionnaire("# a remark\n" + WHOLE)) == plain
    assert fingerprint(load_questionnaire(change("text: Buses", "text: Busses"))) != plain


@pytest.mark.parametrize(
    ("old", "new", "line", "where", "message"),
    [
        ("title: Streets for people\n", "", 1, "title", "“title” is missing."),
        ("questionnaire: streets", "questionnaire: The Streets", 1, "questionnaire", "“The Streets” cannot be a key."),
        ("key: you", "key: residents", 24, "section residents", "Two sections have this key."),
        ("key: why,", "key: q1,", 23, "q1", "Two questions have this key."),
        ("kind: grid", "kind: gird", 31, "rate.kind", "“gird” is not a kind of question."),
        ("kind: date, text: When", "kind: date", 29, "born.text", "“text” is missing."),
        ("max_choices: 2", "max_choices: 4", 17, "q1.max_choices", "max_choices is 4, but there are 3 options."),
        ("max_choices: 2", "max_choices: two", 17, "q1.max_choices", "This must be a whole number from 1 to 250."),
        ("max_choices: 2", "required: 'yes'", 17, "q1.required", "This must be true or false."),
        ("max_choices: 2", "max_length: 2", 17, "q1.max_length", "“max_length” does not go with questions of the kind"),
        ("max_choices: 2", "max_choice: 2", 17, "q1.max_choice", "“max_choice” is not a known setting."),
        ("max_choices: 2", "role: capacity", 17, "q1.role", "capacity has the role capacity already."),
        ("max_choices: 2", "role: sex", 17, "q1.role", "A question with the role sex must be of the kind choose_one."),
        ("max_choices: 2", "role: king", 17, "q1.role", "“king” is not a known role."),
        ("{key: no, text: No}", "{key: yes, text: No}", 18, "q1.options", "“yes” is the key of two options."),
        ("{key: no, text: No}", "{key: no, text: ' YES'}", 18, "q1.options", "“yes” is the text of two options."),
        ("rows: [{key: bus, text: Buses}]", "hint: Oh", 30, "rate.rows", "This question needs rows."),
        (", {key: poor, text: Poor}", "", 34, "rate.columns", "There are too few columns."),
        ("for: [public]", "for: [business]", 26, "section residents.for", "“business” is not an option of capacity."),
        (
            "role: capacity",
            "hint: Oh",
            26,
            "section residents.for",
            "No question asks in which capacity people answer.",
        ),
        ("any_of: [yes]", "any_of: [maybe]", 27, "section residents.show_if", "“maybe” is not an option of q1."),
        ("question: q1,", "question: q9,", 27, "section residents.show_if", "There is no question q9."),
        (
            "question: q1,",
            "question: rate,",
            27,
            "section residents.show_if",
            "This depends on rate, which comes later",
        ),
        ("question: q1,", "question: why,", 27, "section residents.show_if", "any_of cannot look at why"),
        ("any_of: [yes]", "at_least: 3", 27, "section residents.show_if", "at_least and at_most cannot look at q1"),
        ("any_of: [yes]", "any_of: []", 27, "section residents.show_if.any_of", "This list is empty."),
        (
            "any_of: [yes]}",
            "any_of: [yes], answered: true}",
            27,
            "section residents.show_if",
            "This condition says too many",
        ),
        (", any_of: [yes]}", "}", 27, "section residents.show_if", "This condition does not say what to look for."),
        ("question: q1, any_of: [yes]", "all: []", 27, "section residents.show_if.all", "“all” is missing."),
        (
            "text: Why}",
            "text: Why, show_if: {question: why, answered: true}}",
            23,
            "why.show_if",
            "This depends on why",
        ),
        ("min: 0, max: 120", "min: 9, max: 1", 22, "age.min", "min is greater than max."),
        ("min: 0, max: 120", "min: .inf", 22, "age.min", "This must be a number of no more than 15 digits."),
        ("min: 1900-01-01", "min: 1900-02-30", 29, "born.min", "This must be a real date."),
        ("min: 1900-01-01", "min: 2012-01-01", 29, "born.min", "min is after max."),
        ("text: Rate these", "text: [Rate, these]", 32, "rate.text", "One piece of text is expected here."),
        ("  - key: residents", "  - residents\n  - key: residents", 24, "section 2", "Settings are expected here."),
    ],
)
def test_a_fault_names_its_line_and_its_mend(old: str, new: str, line: int, where: str, message: str) -> None:
    faults = faults_of(change(old, new))
    hits = [fault for fault in faults if fault.where == where and fault.message.startswith(message)]
    assert len(hits) == 1, faults
    assert hits[0].mend
    assert hits[0].file == "streets.yaml"
    assert hits[0].line == line


def test_every_fault_is_found_at_once() -> None:
    text = (
        change("max_choices: 2", "max_choices: 9").replace("kind: grid", "kind: gird").replace("text: Why", "text: ''")
    )
    assert {fault.where for fault in faults_of(text)} == {"q1.max_choices", "rate.kind", "why.text"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", None, "The document is empty."),
        ("questionnaire: a\n  b: c\n", 2, "This is not well-formed YAML"),
        ("a: &x [1]\nb: *x\n", 2, "This is not well-formed YAML: a reference"),
        ("a: 1\na: 2\n", 2, "This is written twice in the same place."),
        ("? [a, b]\n: c\n", 1, "A name must be one plain word."),
        ("[" * 60 + "]" * 60, 1, "The document is nested too deeply."),
        ("[" * 20_000, None, "The document is nested too deeply."),
        ("{a: Why?, b: 1}\n", 1, "This is not well-formed YAML"),
        ("a: \x00", None, "This is not well-formed YAML"),
        ("x" * 1_000_001, None, "The document is longer than 1,000,000 characters."),
        ("--- a\n--- b\n", 2, "This is not well-formed YAML"),
    ],
)
def test_text_that_is_no_document(text: str, line: int | None, message: str) -> None:
    faults = faults_of(text)
    assert faults[0].message.startswith(message)
    assert faults[0].line == line
    assert faults[0].mend


def document(**settings: Any) -> dict[str, Any]:
    question = {"key": "q", "kind": "choose_many", "text": "Q", "options": [{"key": "a", "text": "A"}]} | settings
    section = {"key": "s", "title": "S", "questions": [question]}
    return {"questionnaire": "x", "title": "X", "sections": [section]}


def test_truth_in_a_json_document_asks_for_quotes() -> None:
    with pytest.raises(Invalid) as refused:
        from_document(document(options=[{"key": True, "text": "Yes"}]))
    assert "in quotes: key: 'yes'" in refused.value.faults[0].mend


def test_numbers_may_be_keys_and_text() -> None:
    question = from_document(document(options=[{"key": 1, "text": 2011}])).question("q")
    assert (question.options[0].key, question.options[0].text) == ("1", "2011")


@pytest.mark.parametrize(
    "strange",
    [object(), {"a": {1, 2}}, pytest.param(10**5000, id="long"), b"bytes", [], None, 1.5],
)
def test_strange_values_are_refused_in_words(strange: Any) -> None:
    with pytest.raises(Invalid):
        from_document({"questionnaire": strange})


def test_capacity_must_be_asked_of_everybody_before_it_routes() -> None:
    moved = change("  - key: you\n", "  - key: you\n    for: [public]\n")
    messages = [fault.message for fault in faults_of(moved)]
    assert "The question with the role capacity is in a section for some capacities only." in messages
    assert "“for” depends on the question capacity, which comes later." in messages


def test_the_longest_list_is_250() -> None:
    options = [{"key": f"k{n}", "text": f"K{n}"} for n in range(251)]
    assert len(from_document(document(options=options[:250])).question("q").options) == 250
    with pytest.raises(Invalid, match="more than 250 options"):
        from_document(document(options=options))


def test_what_kinds_cannot_do_is_listed() -> None:
    pair = [{"key": "a", "text": "A"}, {"key": "b", "text": "B"}]
    items = [{"key": kind, "kind": kind, "text": kind} | dict.fromkeys(KINDS[kind].needs, pair) for kind in KINDS]
    sections = [{"key": "s", "title": "S", "questions": items}]
    questionnaire = from_document({"questionnaire": "all", "title": "All", "sections": sections})
    assert [question.key for question in questionnaire.cannot("printed")] == ["file"]
    assert [question.key for question in questionnaire.cannot("imported")] == ["file"]
    charted = {"choose_one", "choose_many", "grid", "rank"}
    assert {question.key for question in questionnaire.cannot("charted")} == set(KINDS) - charted
    personal = {question.key for question in questionnaire.questions if question.personal}
    assert personal == {"text", "date", "postcode", "file", "map_point"}
    with pytest.raises(ValueError, match="Questions can be printed"):
        questionnaire.cannot("eaten")
