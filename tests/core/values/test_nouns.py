from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.values import both_numbers


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("library", "libraries"),
        ("pothole", "potholes"),
        ("bus", "buses"),
        ("house", "houses"),
        ("church", "churches"),
        ("box", "boxes"),
        ("class", "classes"),
        ("key", "keys"),
        ("bridge", "bridges"),
        ("budget", "budgets"),
    ],
)
def test_each_number_of_a_noun_gives_the_other(singular: str, plural: str) -> None:
    assert plural in both_numbers(singular)
    assert singular in both_numbers(plural)


@pytest.mark.parametrize("word", ["", "a", "as", "2011", "a1", "m25"])
def test_what_is_no_noun_stays_alone(word: str) -> None:
    assert both_numbers(word) == (word,)


@given(st.text(max_size=12))
def test_whatever_was_typed_comes_first(word: str) -> None:
    forms = both_numbers(word)
    assert forms[0] == word
    assert len(forms) <= 3
