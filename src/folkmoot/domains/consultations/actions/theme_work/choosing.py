"""Choose answers for a theme: examples that the machine learns from, quotes that everybody may read."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused

from ...adapters import standing_of
from ...enums import AnswerUse
from ...models import Answer, ChosenAnswer, Theme
from ...policies import check_read
from ...queries.words import is_publishable


@transaction.atomic
def choose_answer(*, theme: Theme, answer: Answer, use: str, by: Actor) -> ChosenAnswer:
    """Choose an answer; choosing it again changes nothing. A quote must be read, let through and consented to: else
    Refused. It is shown only as long as that holds."""
    check_read(by, standing_of(theme.consultation))
    if answer.response.consultation_id != theme.consultation_id or answer.question != theme.question:
        raise Refused(_("An answer belongs under a theme of its own question."))
    if use == AnswerUse.QUOTE and not is_publishable(answer):
        raise Refused(_("Only an answer that may be published can be quoted. Decide about it first."))
    chosen, is_new = ChosenAnswer.objects.get_or_create(
        theme=theme, answer=answer, use=use, defaults={"chosen_by": by.name}
    )
    if is_new:
        record(verb="theme.answer_chosen", subject=theme, by=by, changes={str(use): [None, answer.pk]})
    return chosen


@transaction.atomic
def drop_answer(*, theme: Theme, answer: Answer, use: str, by: Actor) -> None:
    """Choose it no longer."""
    check_read(by, standing_of(theme.consultation))
    gone, _by_model = ChosenAnswer.objects.filter(theme=theme, answer=answer, use=use).delete()
    if gone:
        record(verb="theme.answer_dropped", subject=theme, by=by, changes={str(use): [answer.pk, None]})
