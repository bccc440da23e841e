from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.themes.codebooks import (
    Change,
    Codebook,
    CodebookTheme,
    changes_between,
    codebook_of,
    key_for,
    read_codebook,
    write_codebook,
)
from folkmoot_core.themes.theme_sets import theme_set_warnings
from folkmoot_core.values import Invalid

words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    names = draw(st.lists(lines, min_size=1, max_size=6, unique_by=str.casefold))
    entries = [(name, draw(st.just("") | lines), draw(st.lists(lines, max_size=3))) for name in names]
    return codebook_of(entries, draw(st.integers(1, 99)))


@given(codebooks())
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, codebook: Codebook) -> None:
    path = tmp_path_factory.mktemp("codebook") / "codebook.yaml"
    path.write_text(write_codebook(codebook), encoding="utf-8")
    assert read_codebook(path) == codebook


def test_a_plain_list_is_a_codebook(tmp_path: Path) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text("- name: Fares\n  examples: [Too dear]\n- name: No\n  description: A plain no\n- name: fares!\n")
    found = read_codebook(path)
    assert found.keys == ("fares", "no", "fares-2")
    assert found.themes[0].examples == ("Too dear",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- description: nameless\n", "'name' is missing"),
        ("- name: A\n- name: a\n", "Two themes have the name"),
        ("themes: []\n", "no themes"),
        ("- name: A\n  examples: word\n", "should be a list"),
        ("[", "not YAML"),
    ],
)
def test_a_bad_codebook_is_told_in_words(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text(text)
    with pytest.raises(Invalid, match=told):
        read_codebook(path)


def test_keys_are_plain() -> None:
    assert key_for("  Façade & Café — 2030 ") == "facade-cafe-2030"
    assert key_for("交通") == "theme"


def test_changes_between_versions() -> None:
    a, b, c = CodebookTheme("a", "A"), CodebookTheme("b", "B"), CodebookTheme("c", "C")
    old = Codebook((a, b, c))
    new = Codebook((CodebookTheme("c", "C", "now described"), CodebookTheme("a", "Aa"), CodebookTheme("d", "D")), 2)
    assert changes_between(old, new) == (
        Change("c", "changed", ("description",)),
        Change("c", "moved"),
        Change("a", "changed", ("name",)),
        Change("a", "moved"),
        Change("d", "added"),
        Change("b", "removed"),
    )


@given(codebooks(), codebooks())
def test_no_change_only_when_equal(one: Codebook, other: Codebook) -> None:
    assert changes_between(one, one) == ()
    assert bool(changes_between(one, other)) == (one.themes != other.themes)


def test_rules_of_a_good_set() -> None:
    codebook = codebook_of([("Fares", "", ()), ("Fare levels", "", ()), ("Trees", "", ())])
    members = np.zeros((1_000, 3), np.bool_)
    members[:100, 0] = members[:80, 1] = members[:4, 2] = True

    def vectors(titles: object) -> np.ndarray:
        return np.array([[1, 0], [0.96, 0.28], [0, 1]], np.float32)

    told = [(fault.where, fault.message) for fault in theme_set_warnings(codebook, members, vectors)]
    assert told == [
        ("Trees", "It has 4 of 1000 responses."),
        ("Fares / Fare levels", "Their titles say almost the same."),
        ("Fares / Fare levels", "80% of the responses under either are under both."),
    ]
    assert theme_set_warnings(codebook) == ()
    many = codebook_of([(f"Theme {number}", "", ()) for number in range(71)])
    assert [fault.where for fault in theme_set_warnings(many)] == ["codebook"]
