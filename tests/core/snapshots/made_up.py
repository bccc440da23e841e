"""Responses to made-up questionnaires, as a snapshot takes them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tests.core.questionnaires.strategies import LINES, answers_to, questionnaires

from folkmoot_core.questionnaires import Questionnaire, split, visible
from folkmoot_core.snapshots import Batch, ColumnBook, Taken, Trait, batch_of, plan_columns

CHANNEL = Trait("channel", "How it came in", (("web", "Online"), ("paper", "On paper")))
DISTRICT = Trait("district", "District", tuple((f"d{place}", f"District {place}") for place in range(300)))
TRAITS = (CHANNEL, DISTRICT)


@st.composite
def taken(draw: st.DrawFn, questionnaire: Questionnaire, number: int) -> Taken:
    answers = draw(answers_to(questionnaire))
    return Taken(
        number,
        split(questionnaire, answers)[0],
        visible(questionnaire, answers),
        {
            "channel": draw(st.sampled_from(["", "web", "paper"])),
            "district": draw(st.sampled_from(["", "declined", "d0", "d253", "d299"])),
        },
        draw(st.just("") | LINES),
    )


@st.composite
def surveys(draw: st.DrawFn, most: int = 8) -> tuple[Questionnaire, list[Taken]]:
    questionnaire = draw(questionnaires())
    numbers = sorted(draw(st.sets(st.integers(0, 40), max_size=most)))
    return questionnaire, [draw(taken(questionnaire, number)) for number in numbers]


def book_of(questionnaire: Questionnaire) -> ColumnBook:
    return plan_columns([questionnaire], TRAITS)


def batch(questionnaire: Questionnaire, rows: list[Taken]) -> Batch:
    return batch_of(questionnaire, rows, traits=TRAITS)


def small_questionnaire() -> dict[str, Any]:
    """One question of each kind that counts."""
    options = [{"key": key, "text": key.upper()} for key in ("a", "b", "c")]
    return {
        "questionnaire": "parks",
        "title": "Parks",
        "sections": [
            {
                "key": "s",
                "title": "Parks",
                "questions": [
                    {"key": "like", "kind": "choose_one", "text": "Do you like it?", "options": options},
                    {"key": "which", "kind": "choose_many", "text": "Which?", "options": options},
                    {"key": "how", "kind": "grid", "text": "How?", "rows": options[:2], "columns": options},
                    {"key": "order", "kind": "rank", "text": "In which order?", "options": options},
                    {"key": "age", "kind": "number", "text": "How old?"},
                    {"key": "day", "kind": "date", "text": "When?"},
                    {"key": "why", "kind": "text", "text": "Why?"},
                ],
            }
        ],
    }
