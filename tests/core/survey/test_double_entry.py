from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.questionnaires import from_document
from folkmoot_core.survey.double_entry import DRAWS, compare_entries, draw, typed_values

FORM = from_document(
    {
        "questionnaire": "leaflet",
        "title": "Leaflet",
        "sections": [
            {
                "key": "all",
                "title": "All",
                "questions": [
                    {
                        "key": "q1",
                        "kind": "choose_one",
                        "text": "Which?",
                        "options": [{"key": "a", "text": "A"}, {"key": "b", "text": "B"}],
                    },
                    {"key": "q2", "kind": "text", "text": "Why?"},
                ],
            }
        ],
    }
)


def test_only_what_somebody_typed_is_compared() -> None:
    assert compare_entries(FORM, {}, {}).compared == 0
    assert compare_entries(FORM, {"q1": "a"}, {}).compared == 1


def test_a_tick_that_differs_is_a_difference() -> None:
    found = compare_entries(FORM, {"q1": "a", "q2": "More buses."}, {"q1": "b", "q2": "More buses."})
    assert (found.compared, found.differences) == (2, {"q1": ("a", "b")})


def test_words_that_differ_in_commas_only_are_the_same() -> None:
    assert not compare_entries(FORM, {"q2": "More buses, please"}, {"q2": "more buses please."}).differences
    assert compare_entries(FORM, {"q2": "More buses"}, {"q2": "No more buses"}).differences


def test_too_many_ticks_differ_from_one_and_not_from_themselves_in_another_order() -> None:
    spoiled = typed_values({}, {"q1": ["b", "a"]})
    assert not compare_entries(FORM, spoiled, typed_values({}, {"q1": ["a", "b"]})).differences
    assert compare_entries(FORM, spoiled, {"q1": "a"}).differences


@given(st.text(), st.text())
def test_a_draw_is_settled_by_seed_and_reference(seed: str, reference: str) -> None:
    assert 0 <= draw(seed, reference) == draw(seed, reference) < DRAWS


def test_about_a_tenth_of_forms_is_below_a_tenth_of_the_draws() -> None:
    sampled = sum(draw("seed", str(number)) < DRAWS / 10 for number in range(5000))
    assert 430 < sampled < 570
