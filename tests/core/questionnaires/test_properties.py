import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import given as given_any
from hypothesis import strategies as st
from tests.core.questionnaires.strategies import CHARACTERS, answered, questionnaires

from folkmoot_core.questionnaires import (
    Questionnaire,
    check_questionnaire,
    column_names,
    dump_questionnaire,
    fingerprint,
    from_document,
    from_row,
    load_questionnaire,
    next_question,
    previous_question,
    read_form,
    split,
    to_check,
    to_document,
    to_row,
    typing_plan,
    validate,
    visible,
    write_form,
)
from folkmoot_core.questionnaires.kinds import Read, kind_of
from folkmoot_core.values import Invalid


def given(*strategies: st.SearchStrategy[Any]) -> Any:
    """Whole questionnaires are large to make up, so fewer examples, and no alarm about their size."""
    few = settings(
        max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )
    return lambda test: few(given_any(*strategies)(test))


Case = tuple[Questionnaire, dict[str, Any]]


@given(questionnaires())
def test_the_document_gives_the_same_questionnaire_back(questionnaire: Questionnaire) -> None:
    assert check_questionnaire(questionnaire) == []
    assert load_questionnaire(dump_questionnaire(questionnaire)) == questionnaire
    document = json.loads(json.dumps(to_document(questionnaire)))
    again = from_document(document)
    assert again == questionnaire
    assert fingerprint(again) == fingerprint(questionnaire)


@given(answered())
def test_a_form_written_is_read_back(case: Case) -> None:
    questionnaire, answers = case
    reading = read_form(questionnaire, write_form(questionnaire, answers))
    assert reading.faults == ()
    assert reading.answers == answers


@given(answered(files=False))
def test_a_row_written_is_read_back(case: Case) -> None:
    questionnaire, answers = case
    row = to_row(questionnaire, answers)
    assert tuple(row) == column_names(questionnaire)
    assert from_row(questionnaire, row) == (answers, [])


@given(answered())
def test_fit_answers_lack_only_what_is_required(case: Case) -> None:
    questionnaire, answers = case
    assert validate(questionnaire, json.loads(json.dumps(answers))) == to_check(questionnaire, answers)


@given(answered(), st.dictionaries(st.text(max_size=5), st.integers(), max_size=2))
def test_routing_never_loses_an_answer(case: Case, strange: dict[str, int]) -> None:
    questionnaire, answers = case
    given_answers = strange | answers
    counted, parked = split(questionnaire, given_answers)
    assert counted | parked == given_answers
    assert not counted.keys() & parked.keys()
    assert {key for key in counted if "." not in key} == set(visible(questionnaire, given_answers)) & set(answers)
    # What is parked plays no part: the visible questions follow from the counted answers alone.
    assert visible(questionnaire, counted) == visible(questionnaire, given_answers)


@given(answered())
def test_walking_forwards_and_backwards_meets_every_visible_question_once(case: Case) -> None:
    questionnaire, answers = case
    forwards, here = [], next_question(questionnaire, answers, None)
    while here is not None:
        forwards.append(here)
        here = next_question(questionnaire, answers, here)
    backwards, here = [], previous_question(questionnaire, answers, None)
    while here is not None:
        backwards.append(here)
        here = previous_question(questionnaire, answers, here)
    assert tuple(forwards) == visible(questionnaire, answers) == tuple(reversed(backwards))


@given(questionnaires(), st.data())
def test_whatever_is_posted_is_read_without_harm_and_kept(questionnaire: Questionnaire, data: st.DataObject) -> None:
    names = [name for question in questionnaire.questions for name in question.form_fields]
    anything = st.text(max_size=12) | st.sampled_from(["__declined__", "1", "-1", "9" * 400, "31", "\x00", "\ud800"])
    posted = data.draw(st.dictionaries(st.sampled_from(names), st.lists(anything, max_size=3)))
    reading = read_form(questionnaire, posted)
    assert reading.entered == {name: tuple(values) for name, values in posted.items() if values}
    assert {fault.where for fault in reading.faults} <= set(names)
    assert [
        f for f in validate(questionnaire, reading.answers) if f not in to_check(questionnaire, reading.answers)
    ] == []
    json.dumps(reading.answers, ensure_ascii=False).encode()
    if not reading.faults:
        assert read_form(questionnaire, write_form(questionnaire, reading.answers)).answers == reading.answers


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5) | st.just(10**400),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(questionnaires(), st.data())
def test_whatever_json_comes_is_judged_without_harm(questionnaire: Questionnaire, data: st.DataObject) -> None:
    keys = st.sampled_from([question.key for question in questionnaire.questions]) | st.text(max_size=4)
    answers = data.draw(st.dictionaries(keys, JSON, max_size=6))
    validate(questionnaire, answers)
    counted, parked = split(questionnaire, answers)
    assert counted.keys() | parked.keys() == answers.keys()


@given(st.text(CHARACTERS | st.sampled_from("{}[]:-\n *&!'\""), max_size=200))
def test_whatever_text_comes_is_a_questionnaire_or_a_list_of_faults(text: str) -> None:
    try:
        load_questionnaire(text)
    except Invalid as refused:
        assert refused.faults
        assert all(fault.message and fault.mend for fault in refused.faults)


@given(JSON)
def test_whatever_json_document_comes_is_refused_in_words(document: Any) -> None:
    try:
        from_document(document)
    except Invalid as refused:
        assert refused.faults


@given(questionnaires())
def test_a_question_without_its_fields_reads_nothing(questionnaire: Questionnaire) -> None:
    """So that a form may leave out what was not posted."""
    for question in questionnaire.questions:
        nothing: dict[str, tuple[str, ...]] = dict.fromkeys(question.form_fields, ())
        assert kind_of(question.kind).read(question, nothing) == Read()


@given(questionnaires())
def test_every_typing_field_is_a_field_of_the_form(questionnaire: Questionnaire) -> None:
    names = {name for question in questionnaire.questions for name in question.form_fields}
    plan = typing_plan(questionnaire)
    assert {field.name for field in plan} <= names
    for field in plan:
        presses = [tick.press for tick in field.ticks]
        assert len(set(presses)) == len(presses)
        assert "0" not in presses
