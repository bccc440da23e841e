from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from folkmoot_core.themes.assignment import Assignment
from folkmoot_core.themes.labels import History, Label, accepted
from folkmoot_core.values import Invalid

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def said(who: str, *, applies: bool = True, origin: str = "person", confidence: float | None = None) -> Label:
    return Label("17", "fares", who, NOON, origin, 1, applies, confidence)


def test_a_person_stands_over_the_machine_whenever_it_speaks() -> None:
    machine, anna = said("machine", origin="auto", confidence=0.9), said("Anna", applies=False)
    late = said("machine", origin="auto", confidence=0.99)
    history = History().add([machine, anna, late])
    assert history.labels == (machine, anna, late)
    assert history.holding() == {("17", "fares"): anna}
    assert history.themes_of("17") == ()
    assert history.overrides() == ((machine, anna),)


def test_the_last_person_holds_and_a_suggestion_is_no_label() -> None:
    anna, ben = said("Anna", applies=False), said("Ben")
    assert History().add([anna]).add([ben]).holding() == {("17", "fares"): ben}
    assert History().add([anna, ben]).themes_of("17") == ("fares",)
    assert History().add([said("machine", origin="machine", confidence=0.4)]).themes_of("17") == ()


def test_only_sure_labels_are_taken_over() -> None:
    nothing = np.zeros(2, np.bool_)
    table = np.array([[0.9, 0.1], [0.55, 0.45]])
    found = accepted(
        Assignment(("fares", "trees"), table, several=False, by_words=nothing, unread=nothing),
        ["17", "18"],
        threshold=0.8,
        when=NOON,
        who="MiniLM",
        codebook=3,
    )
    assert found == (Label("17", "fares", "MiniLM", NOON, "auto", 3, confidence=0.9),)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"when": NOON.replace(tzinfo=None)}, "no time zone"),
        ({"confidence": 0.5}, "person's label has no confidence"),
        ({"origin": "auto"}, "needs its confidence"),
        ({"origin": "machine", "confidence": 1.5}, "needs its confidence"),
    ],
)
def test_a_label_says_all_it_must(change: dict[str, object], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        Label(**{"answer": "1", "theme": "a", "who": "Anna", "when": NOON, "origin": "person", "codebook": 1} | change)
