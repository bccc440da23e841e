"""Responses to made-up questionnaires, as a snapshot takes them."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.core.questionnaires.strategies import LINES, answers_to, questionnaires

from folkmoot_core.questionnaires import Questionnaire, split, visible
from folkmoot_core.snapshots import Batch, ColumnBook, Taken, Trait, batch_of, plan_columns

CHANNEL = Trait("channel", "How it came in", (("web", "Online"), ("paper", "On paper")))
DISTRICT = Trait("district", "District", (("d0", "North"), ("d1", "South")))
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
            "district": draw(st.sampled_from(["", "declined", "d0", "d1"])),
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
