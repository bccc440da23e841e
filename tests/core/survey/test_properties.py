from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.questionnaires.strategies import answers_to, questionnaires

from folkmoot_core.questionnaires import Questionnaire, is_declined, split, visible
from folkmoot_core.survey import Codebook, QuestionTable, codes_of, cross, tally

CLOSED = ("choose_one", "choose_many", "grid", "rank")
FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
Responses = list[tuple[dict[str, Any], tuple[str, ...]]]


@st.composite
def surveys(draw: st.DrawFn) -> tuple[Questionnaire, Responses]:
    """A questionnaire and some responses: counted answers, and which questions were asked."""
    questionnaire = draw(questionnaires())
    given_answers = draw(st.lists(answers_to(questionnaire), max_size=6))
    return questionnaire, [(split(questionnaire, a)[0], visible(questionnaire, a)) for a in given_answers]


def coded(questionnaire: Questionnaire, responses: Responses) -> tuple[Codebook, Any]:
    codebook = Codebook.of(questionnaire)
    return codebook, codebook.matrix(codebook.encode(counted, asked) for counted, asked in responses)


@FEW
@given(surveys())
def test_what_was_packed_is_unpacked(case: tuple[Questionnaire, Responses]) -> None:
    questionnaire, responses = case
    codebook = Codebook.of(questionnaire)
    for counted, asked in responses:
        row = codebook.encode(counted, asked)
        assert len(row) == codebook.width
        closed = {q.key for q in questionnaire.questions if q.kind in CLOSED}
        assert codebook.decode(row) == {key: value for key, value in counted.items() if key in closed}
        assert codebook.states(row) == {q.key: state(q.key, counted, asked) for q in questionnaire.questions}


def state(key: str, counted: dict[str, Any], asked: tuple[str, ...]) -> str:
    if key not in asked:
        return "not_asked"
    if key not in counted:
        return "no_reply"
    return "declined" if is_declined(counted[key]) else "answered"


@FEW
@given(surveys())
def test_counting_bytes_equals_counting_answers_one_by_one(case: tuple[Questionnaire, Responses]) -> None:
    questionnaire, responses = case
    codebook, matrix = coded(questionnaire, responses)
    for table in tally(codebook, matrix):
        question = questionnaire.question(table.question)
        row = table.key.partition(".")[2]
        values = [value_of(counted.get(question.key), row) for counted, _asked in responses]
        asked = sum(question.key in shown for _counted, shown in responses)
        declined = sum(is_declined(value) for value in values)
        given_values = [value for value in values if value is not None and not is_declined(value)]
        assert (table.responses, table.asked, table.answered) == (len(responses), asked, len(given_values))
        assert (table.declined, table.no_reply) == (declined, asked - declined - len(given_values))
        for line in table.rows:
            assert line.count == sum(chose(question.kind, value, line.key) for value in given_values)
            check_shares(table, line)
            if question.kind == "rank":
                places = [value.index(line.key) + 1 for value in given_values if line.key in value]
                assert line.ranked == len(places)
                assert line.mean_position == (sum(places) / len(places) if places else None)


def value_of(value: Any, row: str) -> Any:
    return value.get(row) if row and isinstance(value, dict) and not is_declined(value) else value


def chose(kind: str, value: Any, key: str) -> bool:
    if kind == "choose_many":
        return key in value
    return bool((value[0] if kind == "rank" else value) == key)


def check_shares(table: QuestionTable, line: Any) -> None:
    assert line.percent_of_answered == (100.0 * line.count / table.answered if table.answered else None)
    assert line.percent_of_asked == (100.0 * line.count / table.asked if table.asked else None)


@FEW
@given(surveys(), st.data())
def test_a_cross_table_is_a_tally_of_each_group(case: tuple[Questionnaire, Responses], data: st.DataObject) -> None:
    questionnaire, responses = case
    codebook, matrix = coded(questionnaire, responses)
    size = len(responses)
    groups = np.array(data.draw(st.lists(st.integers(-1, 2), min_size=size, max_size=size)), dtype=np.int64)
    apart = [tally(codebook, matrix[groups == place]) for place in range(3)]
    for number, whole in enumerate(tally(codebook, matrix[groups >= 0])):
        table = cross(codebook, matrix, whole.key, groups, ("A", "B", "C"))
        for place in range(3):
            one, base = apart[place][number], table.groups[place]
            assert [row.cells[place].count for row in table.rows] == [row.count for row in one.rows]
            assert [row.cells[place].percent for row in table.rows] == [row.percent_of_answered for row in one.rows]
            assert (base.responses, base.answered) == (one.responses, one.answered)
            assert (base.no_reply, base.declined) == (one.no_reply, one.declined)
        assert [row.total for row in table.rows] == [row.count for row in whole.rows]
        assert table.overall.answered == whole.answered


@FEW
@given(surveys())
def test_people_are_sorted_by_their_own_choice(case: tuple[Questionnaire, Responses]) -> None:
    questionnaire, responses = case
    codebook, matrix = coded(questionnaire, responses)
    for question in questionnaire.questions:
        if question.kind == "choose_one":
            groups, labels = codes_of(codebook, matrix, question.key, no_reply="Silent", declined="Kept")
            texts = {option.key: option.text for option in question.options}
            for (counted, asked), group in zip(responses, groups, strict=True):
                value = counted.get(question.key)
                expected = "Kept" if is_declined(value) else "Silent" if value is None else texts[value]
                assert (labels[group] if group >= 0 else None) == (expected if question.key in asked else None)
