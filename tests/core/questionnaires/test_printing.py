from __future__ import annotations

from hypothesis import given
from tests.core.questionnaires.strategies import questionnaires

from folkmoot_core.questionnaires import Questionnaire, load_questionnaire
from folkmoot_core.questionnaires.conditions import AnyOf, Every
from folkmoot_core.questionnaires.printing import GoTo, paper_plan

HEAD = """\
questionnaire: parks
title: Parks
sections:
  - key: a
    title: A
    questions:
      - {key: been, kind: choose_one, text: "Been?", options: [{key: "yes", text: "Yes"}, {key: "no", text: "No"}]}
"""


def ways(text: str) -> list[tuple[GoTo, ...]]:
    return [each.go_to for part in paper_plan(load_questionnaire(text)) for each in part.questions]


def test_whoever_ticks_no_goes_past_what_is_for_yes() -> None:
    text = (
        HEAD
        + """\
      - {key: often, kind: text, text: "Often?", show_if: {question: been, any_of: ["yes"]}}
      - {key: liked, kind: text, text: "Liked?", show_if: {question: been, any_of: ["yes"]}}
      - {key: all, kind: text, text: "All?"}
"""
    )
    assert ways(text) == [(GoTo(("No",), 4),), (), (), ()]


def test_each_answer_has_its_own_way_and_the_last_leads_to_the_end() -> None:
    text = (
        HEAD
        + """\
      - {key: often, kind: text, text: "Often?", show_if: {question: been, any_of: ["yes"]}}
      - {key: why, kind: text, text: "Why not?", show_if: {question: been, any_of: ["no"]}}
"""
    )
    assert ways(text)[0] == (GoTo(("No",), 3),)
    only_yes = (
        HEAD
        + """\
      - {key: often, kind: text, text: "Often?", show_if: {question: been, any_of: ["yes"]}}
"""
    )
    assert ways(only_yes)[0] == (GoTo(("No",), None),)


def test_a_condition_on_two_questions_sends_nobody_away() -> None:
    text = (
        HEAD
        + """\
      - {key: size, kind: choose_one, text: "Size?", options: [{key: s, text: S}, {key: l, text: L}]}
      - key: both
        kind: text
        text: "Both?"
        show_if: {all: [{question: been, any_of: ["yes"]}, {question: size, any_of: [s]}]}
"""
    )
    assert ways(text) == [(), (), ()]


def test_a_section_for_some_joins_its_conditions() -> None:
    text = (
        HEAD.replace('text: "Been?"', 'text: "Been?", role: capacity')
        + """\
  - key: b
    title: B
    for: ["yes"]
    show_if: {question: been, any_of: ["no"]}
    questions:
      - {key: some, kind: text, text: "Some?"}
"""
    )
    part = paper_plan(load_questionnaire(text))[1]
    assert part.only_if == Every((AnyOf("been", ("yes",)), AnyOf("been", ("no",))))


@given(questionnaires())
def test_every_question_is_printed_once_and_ways_lead_on(questionnaire: Questionnaire) -> None:
    printed = [each for part in paper_plan(questionnaire) for each in part.questions]
    assert [each.question for each in printed] == list(questionnaire.questions)
    assert [each.number for each in printed] == list(range(1, len(printed) + 1))
    for each in printed:
        assert all(way.question is None or each.number + 1 < way.question <= len(printed) for way in each.go_to)
