from typing import Any

import pytest

from folkmoot_core.questionnaires import (
    load_questionnaire,
    next_question,
    previous_question,
    split,
    to_check,
    visible,
)
from folkmoot_core.questionnaires.answers import DECLINED
from folkmoot_core.questionnaires.conditions import Answered, AnyOf, Between, Every, Not, Some, leaves

ROUTED = load_questionnaire("""
questionnaire: routed
title: Routed
sections:
  - key: you
    title: You
    questions:
      - key: capacity
        kind: choose_one
        role: capacity
        text: Who are you
        declines: true
        options: [{key: public, text: Public}, {key: parish, text: Parish}, {key: other, text: Other, specify: true}]
      - {key: people, kind: number, text: How many are you}
      - key: bus
        kind: choose_many
        text: Which bus
        options: [{key: one, text: One}, {key: two, text: Two}]
      - key: why
        kind: text
        text: Why both
        required: true
        show_if:
          all:
            - {question: bus, any_of: [two]}
            - {question: people, at_least: 2, at_most: 4}
      - {key: more, kind: text, text: More, show_if: {question: why, answered: true}}
  - key: public
    title: For the public
    for: [public, other]
    questions:
      - {key: age, kind: number, text: Age, required: true}
  - key: big
    title: For many
    show_if: {question: people, at_least: 100}
    questions:
      - {key: seats, kind: number, text: Seats}
""")

FULL: dict[str, Any] = {
    "capacity": "public",
    "people": 3,
    "bus": ["one", "two"],
    "why": "Because",
    "more": "Even so",
    "age": 40,
}


def test_both_conditions_must_hold_and_neither_loses_the_answer() -> None:
    assert visible(ROUTED, FULL) == ("capacity", "people", "bus", "why", "more", "age")
    for change in ({"people": 1}, {"people": 5}, {"bus": ["one"]}):
        counted, parked = split(ROUTED, FULL | change)
        assert parked == {"why": "Because", "more": "Even so"}
        assert counted | parked == FULL | change
    again, parked = split(ROUTED, FULL)
    assert again == FULL
    assert parked == {}


def test_what_follows_from_a_hidden_answer_is_hidden_too() -> None:
    assert "more" in visible(ROUTED, FULL)
    assert "more" not in visible(ROUTED, FULL | {"people": 1})


def test_sections_are_for_some_capacities() -> None:
    assert "age" in visible(ROUTED, {"capacity": "other"})
    for capacity in ("parish", DECLINED, "nobody"):
        _counted, parked = split(ROUTED, {"capacity": capacity, "age": 40})
        assert parked == {"age": 40}
    assert "age" not in visible(ROUTED, {})
    assert visible(ROUTED, {"people": 100})[-1] == "seats"


def test_words_beside_an_option_count_only_with_it() -> None:
    both = {"capacity": "other", "capacity.other": "A visitor"}
    assert split(ROUTED, both) == (both, {})
    for capacity in ("public", DECLINED):
        given = {"capacity": capacity, "capacity.other": "A visitor"}
        assert split(ROUTED, given) == ({"capacity": capacity}, {"capacity.other": "A visitor"})


def test_keys_of_an_earlier_version_are_parked() -> None:
    assert split(ROUTED, {"old": "words"}) == ({}, {"old": "words"})


def test_required_questions_are_missed_only_where_they_are_shown() -> None:
    shown = {"capacity": "public", "people": 3, "bus": ["two"]}
    assert [fault.where for fault in to_check(ROUTED, shown)] == ["why", "age"]
    assert [fault.where for fault in to_check(ROUTED, shown, only=["age"])] == ["age"]
    assert to_check(ROUTED, {"capacity": "parish"}) == []
    assert to_check(ROUTED, shown | {"why": DECLINED, "age": 1}) == []


def test_walking_past_hidden_questions() -> None:
    answers = {"capacity": "public"}
    assert next_question(ROUTED, answers, None) == "capacity"
    assert next_question(ROUTED, answers, "bus") == "age"
    assert next_question(ROUTED, answers, "why") == "age"
    assert next_question(ROUTED, answers, "age") is None
    assert previous_question(ROUTED, answers, "age") == "bus"
    assert previous_question(ROUTED, answers, "capacity") is None
    assert previous_question(ROUTED, answers, None) == "age"
    with pytest.raises(KeyError):
        next_question(ROUTED, answers, "nowhere")


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        (AnyOf("q", ("a", "b")), {"q": "b"}, True),
        (AnyOf("q", ("a", "b")), {"q": "c"}, False),
        (AnyOf("q", ("a", "b")), {"q": ["c", "a"]}, True),
        (AnyOf("q", ("a",)), {"q": DECLINED}, False),
        (AnyOf("q", ("a",)), {}, False),
        (Answered("q"), {"q": "x"}, True),
        (Answered("q"), {}, False),
        (Answered("q"), {"q": DECLINED}, False),
        (Answered("q", answered=False), {}, True),
        (Between("q", 2, 4), {"q": 2}, True),
        (Between("q", 2, 4), {"q": 4}, True),
        (Between("q", 2, 4), {"q": 4.5}, False),
        (Between("q", 2), {"q": 1}, False),
        (Between("q", None, 4), {"q": -9}, True),
        (Between("q", 0, 4), {}, False),
        (Between("q", 0, 4), {"q": True}, False),
        (Every((Answered("a"), Answered("b"))), {"a": 1}, False),
        (Some((Answered("a"), Answered("b"))), {"a": 1}, True),
        (Some((Answered("a"), Answered("b"))), {}, False),
        (Not(Answered("a")), {}, True),
    ],
)
def test_conditions(condition: Any, answers: dict[str, Any], holds: bool) -> None:
    assert condition.holds(answers) is holds


def test_every_question_a_condition_asks_about() -> None:
    condition = Every((Answered("a"), Not(Some((AnyOf("b", ("x",)), Between("c", 1))))))
    assert [leaf.question for leaf in leaves(condition)] == ["a", "b", "c"]
