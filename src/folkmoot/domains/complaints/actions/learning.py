"""What somebody says of how we dealt with her case, and whether a lesson is told to everybody."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid

from ..enums import State
from ..models import Case, HandlingAnswer, Lesson
from .changing import case_to_change

CONTENT = range(1, 6)


@transaction.atomic
def say_how_it_was(*, case: Case, content: int, by: Actor, words: str = "") -> HandlingAnswer:
    """Keep it; said again, it takes the place of what was said before. Only of a case that is answered or closed."""
    if case.state not in (State.ANSWERED, State.CLOSED):
        raise Refused(_("You can say how it was when we have answered."))
    if content not in CONTENT:
        raise Invalid([Fault("content", _("Choose one of the answers."))])
    answer, is_new = HandlingAnswer.objects.update_or_create(
        case=case, defaults={"content": content, "words": words.strip()[:2000]}
    )
    record(
        verb="case.handling_judged", subject=case, by=by, changes={"content": [None, str(content)]} if is_new else {}
    )
    return answer


@transaction.atomic
def set_lesson_public(*, lesson: Lesson, is_public: bool, by: Actor) -> None:
    """Whether the yearly report tells it to everybody. What was changed must be written down, for that is what is
    told."""
    case_to_change(lesson.case, by)
    if is_public and not lesson.changed.strip():
        raise Invalid([Fault("changed", _("Say first what was changed."), _("That is what everybody reads."))])
    if lesson.is_public != is_public:
        Lesson.objects.filter(pk=lesson.pk).update(is_public=is_public)
        record(verb="case.lesson_told", subject=lesson.case, by=by, changes={"public": [lesson.is_public, is_public]})
