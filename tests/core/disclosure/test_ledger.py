"""Two releases cannot be subtracted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.core.disclosure.test_protection import cross_table, question_table

from folkmoot_core.disclosure import protect
from folkmoot_core.disclosure.figures import Figure, statements_of, who
from folkmoot_core.disclosure.ledger import Ledger, Release


def one(counts: list[int], state: str = "a", among: dict[str, Any] | None = None, **bases: int) -> Release:
    shown = protect(question_table(counts, **bases))
    return Release.of(f"q {among}", state, "q", statements_of(shown, among=among))


def by_place(columns: list[list[int]], state: str = "a", groups: dict[str, list[str]] | None = None) -> Release:
    shown = protect(cross_table([{"counts": counts} for counts in columns]))
    return Release.of(f"q by place {groups}", state, "q", statements_of(shown, by="place", groups=groups))


def test_the_same_table_after_one_more_response_is_refused() -> None:
    ledger = Ledger().having(one([300, 200, 40]))
    told = ledger.told_by(one([301, 200, 40], "b"))
    assert {(each.low, each.high, each.since) for each in told} == {(1, 1, "a")}
    assert who(q="k0") in {each.who for each in told}
    assert ledger.told_by(one([307, 205, 40], "b")) == ()


def test_an_answer_that_was_corrected_or_taken_away_is_not_told_either() -> None:
    ledger = Ledger().having(one([300, 200, 40]))
    assert ledger.told_by(one([299, 201, 40], "b"))
    assert ledger.told_by(one([300, 200, 38], "b"))


def test_every_former_state_counts_not_only_the_last() -> None:
    ledger = Ledger().having(one([300, 200, 40])).having(one([320, 220, 60], "b"))
    assert [each.since for each in ledger.told_by(one([302, 240, 80], "c"))] == ["a"]


def test_a_filtered_table_beside_the_whole_is_refused_where_few_are_left() -> None:
    ledger = Ledger().having(one([300, 200, 40]))
    among = {"sex": "woman"}
    told = ledger.told_by(one([298, 120, 20], among=among))
    assert [(each.who, each.low, each.high, each.less) for each in told] == [
        (who(q="k0"), 2, 2, who(q="k0", sex="woman"))
    ]
    assert ledger.told_by(one([200, 120, 20], among=among)) == ()


def test_a_coarser_grouping_beside_a_finer_one() -> None:
    """Fen and Hill together, then each: three of Hill's would be what is left."""
    groups = {"G0": ["Fen", "Hill"], "G1": ["Town"]}
    ledger = Ledger().having(by_place([[63, 50], [80, 70]], groups=groups))
    fen = Release.of("q in Fen", "a", "q", statements_of(protect(question_table([60, 40])), among={"place": "Fen"}))
    told = ledger.told_by(fen)
    assert [(each.low, each.high) for each in told] == [(3, 3)]


def test_a_hidden_count_that_another_table_gives_back() -> None:
    """A table alone hides k2 and k1; another release shows k1."""
    ledger = Ledger().having(one([300, 200, 3]))
    other = Release("q again", "a", (Figure.shown(who(q="k1"), 200),), {}, ("q",))
    told = ledger.told_by(other)
    assert [(each.who, each.low, each.high) for each in told] == [(who(q="k2"), 3, 3)]


def test_it_shows_less_rather_than_nothing() -> None:
    ledger = Ledger().having(one([300, 200, 40]))
    fitted = ledger.fitted(one([302, 260, 90], "b"))
    assert fitted is not None
    shown = {figure.who: figure.low for figure in fitted.figures if figure.high is not None}
    assert who(q="k0") not in shown
    assert shown[who(q="k2")] == 90
    assert ledger.told_by(fitted) == ()


def test_rounded_counts_may_follow_each_other_response_by_response() -> None:
    """To tens: what came between two of them is never known to be 1 to 4."""

    def live(count: int, state: str) -> Release:
        near = (count + 5) // 10 * 10
        return Release("q", state, (Figure(who(q="k0"), max(0, near - 5), near + 4),), {}, ("q",))

    ledger = Ledger()
    for count in range(60):
        release = live(count, f"{count}")
        assert ledger.told_by(release) == ()
        ledger = ledger.having(release)
    exact = Release("q", "end", (Figure.shown(who(q="k0"), 61),), {}, ("q",))
    assert ledger.told_by(exact) == ()


def test_the_same_table_of_the_same_responses_is_always_fine() -> None:
    ledger = Ledger().having(one([300, 200, 3]))
    assert ledger.told_by(one([300, 200, 3])) == ()
    assert ledger.holds(one([300, 200, 3]))


@pytest.mark.parametrize("release", [one([300, 200, 3], no_reply=2), by_place([[30, 3], [20, 40]])])
def test_it_is_kept_as_json(release: Release) -> None:
    back = Release.from_json(json.loads(json.dumps(release.as_json())))
    assert back == release
    assert back.key == release.key
