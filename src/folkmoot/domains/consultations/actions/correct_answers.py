"""Put other answers in the place of those a response has, and all that follows from them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.snapshots import words_fields, words_in

from ..adapters import questionnaire_of
from ..enums import ReadingState
from ..models import Answer, Response
from ..signals import words_taken_back
from .submit import prepare
from .submit_many import LETTER
from .theme_work.forgetting import forget_coding


@transaction.atomic
def correct_answers(*, response: Response, answers: dict[str, Any], by: Actor, verb: str, reason: str = "") -> Response:
    """Replace all answers of a response, counted and parked, with `answers` (fit, whole), and derive the rest anew.

    Answers in words whose text stays keep their reading and their links; others are to be read again. Whoever calls has
    checked that `by` may. Raises Refused where an answer in words would go that a theme or an outcome rests on.
    """
    current = Response.objects.select_for_update().get(pk=response.pk)
    old = {**current.answers, **current.parked}
    prepared = prepare(current.questionnaire, answers, words=current.arrival.words)
    for name, value in prepared.fields.items():
        setattr(current, name, value)
    current.save(update_fields=list(prepared.fields))
    _keep_words(current, prepared.words, by)
    _take_words_back(current, old)
    core = questionnaire_of(current.questionnaire)
    changed = {
        key: [_told(core, key, old.get(key)), _told(core, key, answers.get(key))]
        for key in {**old, **answers}
        if old.get(key) != answers.get(key)
    }
    record(verb=verb, subject=current, by=by, changes=changed, reason=reason)
    return current


def _told(core: CoreQuestionnaire, key: str, value: Any) -> Any:
    """What the history says of an answer. It is never altered, so nothing that somebody could be known by, or might
    ask us to forget, may stand in it."""
    name = key.partition(".")[0]
    if value is None or (core.has(name) and not core.question(name).personal):
        return value
    return _("not shown here")


def _take_words_back(response: Response, old: dict[str, Any]) -> None:
    """No snapshot keeps words that we no longer keep; inside this transaction, so that neither happens alone."""
    new = {**response.answers, **response.parked}
    fields = words_fields(questionnaire_of(response.questionnaire))
    former = {field: words_in(old.get(field)) for field in fields}
    gone = [(response.pk, field) for field, words in former.items() if words and words != words_in(new.get(field))]
    if gone:
        words_taken_back.send(sender=Response, consultation=response.consultation_id, words=gone)


def _keep_words(response: Response, words: dict[str, str], by: Actor) -> None:
    kept: set[str] = set()
    for answer in response.words.exclude(question=LETTER):
        text = words.get(answer.question)
        if text is None:
            answer.delete()
            continue
        kept.add(answer.question)
        if text != answer.text:
            answer.text, answer.reading = text, ReadingState.UNREAD
            answer.public_text = answer.reading_reason = answer.read_by = ""
            answer.save()
            forget_coding(answer=answer, by=by)
    Answer.objects.bulk_create(
        Answer(response=response, question=key, text=text) for key, text in words.items() if key not in kept
    )
