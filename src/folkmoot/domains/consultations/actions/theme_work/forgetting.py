"""What was said of words that are no longer there goes with them, or it would lie."""

from __future__ import annotations

from django.db import transaction

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import unlink

from ...models import Answer, ChosenAnswer, Coding, Theme

GROUPED = "grouped_in"


@transaction.atomic
def forget_coding(*, answer: Answer, by: Actor) -> int:
    """The words of an answer have changed: its labels, codings, and what it was chosen for go. The history keeps that
    they were there. Whoever calls has checked that `by` may. Returns how many labels went."""
    themes = {label.theme_id for label in answer.labels.all()}
    for theme in Theme.objects.filter(pk__in=themes):
        unlink(GROUPED, answer, theme, by=by)
    gone, _by_model = answer.labels.all().delete()
    also = Coding.objects.filter(answer=answer, round__closed_at=None).delete()[0]
    also += ChosenAnswer.objects.filter(answer=answer).delete()[0]
    if gone or also:
        record(verb="answer.coding_forgotten", subject=answer, by=by, changes={"labels": [gone, 0]})
    return gone
