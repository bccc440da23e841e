"""What of a consultation waits for an officer: the numbers beside the links on its plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from ..enums import ReadingState
from ..models import Consultation
from .outcomes import is_published, outcome_of
from .paper import forms_to_type_again, unsettled_entries
from .telling import telling_progress
from .words import counted_words


@dataclass(frozen=True)
class Waiting:
    """words: answers in words that count, unread: those of them that nobody has read for publication yet.
    to_type_again: paper forms drawn to be typed again that this person may type. to_tell: people who asked to be told
    of a published outcome and for whom no message was written yet."""

    words: int
    unread: int
    to_type_again: int
    to_settle: int
    themes: int
    outcome_begun: bool
    outcome_published: bool
    to_tell: int


def waiting_for(consultation: Consultation, officer: str) -> Waiting:
    """Six queries, two more once the outcome is published. `officer` is the actor's key."""
    words = counted_words(consultation).aggregate(
        all=Count("pk"), unread=Count("pk", filter=Q(reading=ReadingState.UNREAD))
    )
    outcome = outcome_of(consultation)
    published = is_published(outcome)
    return Waiting(
        words=words["all"],
        unread=words["unread"],
        to_type_again=forms_to_type_again(consultation, officer).count(),
        to_settle=unsettled_entries(consultation).count(),
        themes=consultation.themes.count(),
        outcome_begun=outcome is not None,
        outcome_published=published,
        to_tell=telling_progress(outcome).waiting if outcome and published else 0,
    )
