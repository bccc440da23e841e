"""Rows to core values and back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from folkmoot_core.phases import Kind, Timeline
from folkmoot_core.phases import Phase as CorePhase
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.questionnaires import is_declined, load_questionnaire, visible
from folkmoot_core.survey import Codebook

from ..enums import ResultsVisibility
from ..models import Consultation, Questionnaire
from ..policies import Standing

DECLINED_CODE = "declined"


@lru_cache(maxsize=256)
def _parsed(sha256: str, definition: str) -> CoreQuestionnaire:
    return load_questionnaire(definition)


@lru_cache(maxsize=256)
def codebook_of(questionnaire: CoreQuestionnaire) -> Codebook:
    """How this questionnaire's closed answers are packed; the same for the same questionnaire."""
    return Codebook.of(questionnaire)


def questionnaire_of(row: Questionnaire) -> CoreQuestionnaire:
    """The questionnaire of a version; parsed once a process, since a version is known by its fingerprint."""
    return _parsed(row.sha256, row.definition)


def timeline_of(consultation: Consultation) -> Timeline:
    """The dated phases. Uses prefetched phases where there are any."""
    return Timeline(
        tuple(
            CorePhase(Kind(phase.kind), phase.starts_at, phase.switches)
            for phase in sorted(consultation.phases.all(), key=lambda phase: phase.starts_at)
        )
    )


def scopes_of(consultation: Consultation) -> frozenset[str]:
    """The scopes of the owner and of every partner: shared ownership means shared permission."""
    partners = consultation.partners.all() if consultation.pk else ()
    return frozenset([consultation.organisation.scope, *(partner.scope for partner in partners)])


def standing_of(
    consultation: Consultation,
    now: datetime | None = None,
    *,
    with_scopes: bool = True,
    timeline: Timeline | None = None,
) -> Standing:
    """The switches that hold at `now`. While answers are taken, the visibility setting decides on the results."""
    phase = (timeline or timeline_of(consultation)).at(now or timezone.now())
    switches = frozenset(name for name, on in phase.switches.items() if on)
    if "answering" in switches:
        if consultation.results_visibility == ResultsVisibility.LIVE:
            switches |= {"results_public"}
        else:
            switches -= {"results_public"}
    return Standing(str(phase.kind), switches, scopes_of(consultation) if with_scopes else frozenset())


def asked_of(
    questionnaire: CoreQuestionnaire, answers: Mapping[str, Any], counted: Collection[str], *, in_own_words: bool
) -> list[str]:
    """The questions that somebody was asked: those that routing showed them.

    Whoever wrote a letter (`in_own_words`) instead of answering was not asked the questions, so no question counts them
    as somebody who gave no reply; where an officer finds an answer in the letter, only that question counts them.
    """
    return [key for key in visible(questionnaire, answers) if key in counted or not in_own_words]


@dataclass(frozen=True)
class Snapshot:
    """The person as they were when they took part; codes of options, never a name."""

    capacity: str = ""
    age_band: str = ""
    sex: str = ""
    postcode: str = ""


def snapshot_of(questionnaire: CoreQuestionnaire, answers: dict[str, Any]) -> Snapshot:
    """What the questions with a role say about the person. "I do not wish to say" is kept apart from no reply."""

    def answer(role: str) -> str:
        question = questionnaire.with_role(role)
        value = answers.get(question.key) if question else None
        if is_declined(value):
            return DECLINED_CODE
        return value if isinstance(value, str) else ""

    return Snapshot(answer("capacity"), answer("age_band"), answer("sex"), answer("postcode"))
