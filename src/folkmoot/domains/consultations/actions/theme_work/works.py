"""Take up a question, and say which closed question tells for or against beside it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ...adapters import standing_of
from ...models import Consultation, ThemeWork
from ...policies import check_read
from ...queries.theme_work.stance import stance_questions
from ...queries.words import words_questions


@transaction.atomic
def open_work(*, consultation: Consultation, question: str, by: Actor) -> ThemeWork:
    """The piece of work on a question, begun if there is none. Raises Invalid when nobody answered it in words."""
    check_read(by, standing_of(consultation))
    if question not in {each.key for each in words_questions(consultation)}:
        raise Invalid([Fault("question", _("Nobody has answered this question in words."))])
    work, is_new = ThemeWork.objects.get_or_create(consultation=consultation, question=question)
    work.consultation = consultation
    if is_new:
        record(verb="theme_work.begun", subject=work, by=by, changes={"question": [None, question]})
    return work


@transaction.atomic
def choose_stance(*, work: ThemeWork, question: str, by: Actor) -> None:
    """Split the counts by the answers to a closed question ("": do not). Raises Invalid for any other question."""
    check_read(by, standing_of(work.consultation))
    if question and question not in {each.key for each in stance_questions(work.consultation)}:
        raise Invalid([Fault("stance", _("Choose a question with one answer from a list."))])
    if question != work.stance_question:
        changes = {"stance_question": [work.stance_question, question]}
        work.stance_question = question
        work.save(update_fields=["stance_question", "updated_at"])
        record(verb="theme_work.stance_chosen", subject=work, by=by, changes=changes)
