from __future__ import annotations

import pytest
from hypothesis import example, given
from tests.core.questionnaires.strategies import answered

from folkmoot_core.questionnaires import Questionnaire, from_document, kind_of
from folkmoot_core.questionnaires.answers import plain_key
from folkmoot_core.questionnaires.paper import DECLINED_PRESS
from folkmoot_core.questionnaires.typed import read_typed, write_typed

OPTIONS = [{"key": key, "text": key.upper()} for key in ("a", "b", "c", "d")]
FORM = from_document(
    {
        "questionnaire": "leaflet",
        "title": "Leaflet",
        "sections": [
            {
                "key": "all",
                "title": "All",
                "questions": [
                    {"key": "one", "kind": "choose_one", "text": "One?", "options": OPTIONS, "declines": True},
                    {"key": "two", "kind": "choose_many", "text": "Two?", "options": OPTIONS, "max_choices": 2},
                    {"key": "best", "kind": "rank", "text": "Best?", "options": OPTIONS},
                    {"key": "rate", "kind": "grid", "text": "Rate", "rows": OPTIONS[:2], "columns": OPTIONS[2:]},
                    {"key": "when", "kind": "date", "text": "When?"},
                    {"key": "why", "kind": "text", "text": "Why?", "required": True},
                ],
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("field", "text", "answers"),
    [
        ("one", "2", {"one": "b"}),
        ("one", "0", {}),
        ("one", "", {}),
        ("one", "X", {"one": {"declined": True}}),
        ("two", "1,3", {"two": ["a", "c"]}),
        ("two", "31", {"two": ["a", "c"]}),
        ("best", "3 1", {"best": ["c", "a"]}),
        ("rate.b", "2", {"rate": {"b": "d"}}),
        ("when", "27/3/2011", {"when": "2011-03-27"}),
        ("when", "2011-03-27", {"when": "2011-03-27"}),
        ("why", "0", {"why": "0"}),
    ],
)
def test_codes_are_read_as_answers(field: str, text: str, answers: dict[str, object]) -> None:
    typed = read_typed(FORM, {field: [text]})
    assert (typed.answers, typed.spoiled, typed.faults) == (answers, {}, ())


@pytest.mark.parametrize(
    ("field", "text", "keys"),
    [("one", "1+3", ["a", "c"]), ("two", "124", ["a", "b", "d"]), ("rate.a", "12", ["c", "d"])],
)
def test_too_many_ticks_are_kept_and_count_as_no_answer(field: str, text: str, keys: list[str]) -> None:
    typed = read_typed(FORM, {field: [text]})
    assert (typed.answers, typed.spoiled, typed.faults) == ({}, {field: keys}, ())


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("one", "7", "No option has the key “7”."),
        ("two", "0,1", "“0” cannot stand beside ticks."),
        ("two", "x", "“x” cannot stand beside ticks."),
        ("two", "11", "“1” is typed twice."),
        ("when", "27 3", "The date needs a day, a month and a year."),
        ("when", "31 2 2011", "This must be a real date."),
    ],
)
def test_slips_of_the_typist_are_named_at_their_field(field: str, text: str, message: str) -> None:
    typed = read_typed(FORM, {field: [text]})
    assert typed.answers == {}
    assert [(fault.where, fault.message) for fault in typed.faults] == [(field, message)]


def reads_as_declined(questionnaire: Questionnaire, key: str, value: object) -> bool:
    """An "x" in a box for words is a cross: where the question lets people decline, it says that and nothing else."""
    words = value.get("words") if isinstance(value, dict) else value
    return (
        questionnaire.has(key)
        and questionnaire.question(key).declines
        and isinstance(words, str)
        and questionnaire.question(key).kind in ("text", "map_point", "postcode")
        and plain_key(words) == DECLINED_PRESS
    )


DECLINABLE = from_document(
    {
        "questionnaire": "crosses",
        "title": "Crosses",
        "sections": [
            {"key": "a", "title": "A", "questions": [{"key": "why", "kind": "text", "text": "Why?", "declines": True}]}
        ],
    }
)


@given(answered())
@example((DECLINABLE, {"why": "x"}))
@example((DECLINABLE, {"why": "X\n"}))
@example((DECLINABLE, {"why": "x y"}))
def test_what_is_written_is_read_again(case: tuple[Questionnaire, dict[str, object]]) -> None:
    questionnaire, answers = case
    typeable = {q.key for q in questionnaire.questions if kind_of(q.kind).abilities.typeable}
    kept = {
        key: value
        for key, value in answers.items()
        if key.partition(".")[0] in typeable and not (isinstance(value, dict) and "lat" in value)
    }
    typed = read_typed(questionnaire, {name: [text] for name, text in write_typed(questionnaire, kept).items()})
    expected = {
        key: {"declined": True} if reads_as_declined(questionnaire, key, value) else value
        for key, value in kept.items()
    }
    assert typed.faults == ()
    assert typed.answers == expected
