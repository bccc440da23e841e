from __future__ import annotations

from hypothesis import given
from tests.core.questionnaires.strategies import questionnaires

from folkmoot_core.questionnaires import Questionnaire, load_questionnaire
from folkmoot_core.questionnaires.differences import differences

BEFORE = """\
questionnaire: parks
title: Parks
sections:
  - key: a
    title: About you
    questions:
      - {key: one, kind: choose_one, text: "One?", options: [{key: x, text: X}, {key: y, text: Y}]}
      - {key: two, kind: text, text: "Two?"}
  - key: b
    title: Parks
    questions:
      - {key: three, kind: text, text: "Three?"}
"""


def sentences(after: str) -> list[str]:
    return [each.sentence for each in differences(load_questionnaire(BEFORE), load_questionnaire(after))]


def test_each_change_is_a_sentence() -> None:
    assert sentences(BEFORE) == []
    assert sentences(BEFORE.replace('"Two?"', '"Why two?"')) == ["Question two: the words “Two?” became “Why two?”."]
    assert sentences(BEFORE.replace("text: X}", "text: Ex}")) == ["Question one: the option “X” became “Ex”."]
    assert sentences(BEFORE.replace("{key: x, text: X}, ", "{key: z, text: Z}, ")) == [
        "Question one: the option “X” was taken out.",
        "Question one: the option “Z” is new.",
    ]
    assert sentences(BEFORE.replace("text: X}", "text: X, specify: true}")) == [
        "Question one: the option “X” now has a box for words."
    ]
    assert sentences(BEFORE.replace('text: "Two?"', 'text: "Two?", required: true')) == [
        "Question two: whether it must be answered (nothing) became (yes)."
    ]
    assert sentences(BEFORE.replace("title: About you", "title: You")) == [
        "Section “You”: the title “About you” became “You”."
    ]


def test_questions_come_go_and_move() -> None:
    assert sentences(BEFORE.replace("key: two", "key: zwei")) == [
        "Question two (“Two?”): taken out.",
        "Question zwei (“Two?”): new.",
    ]
    line = '      - {key: two, kind: text, text: "Two?"}\n'
    assert sentences(BEFORE.replace(line, "") + line) == [
        "Question two: moved to the section “Parks”.",
        "The questions come in another order: one, three, two.",
    ]


@given(questionnaires(), questionnaires())
def test_only_equal_questionnaires_have_no_differences(one: Questionnaire, other: Questionnaire) -> None:
    assert differences(one, one) == ()
    assert (differences(one, other) == ()) == (one == other)
