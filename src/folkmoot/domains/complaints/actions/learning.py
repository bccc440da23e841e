"""What somebody says of how we dealt with her case; what a lesson says, to whom it is told, and what it led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.thread.public import link, unlink
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


@dataclass(frozen=True)
class Learned:
    """Why it came about, what was learned, and what was changed for it, for colleagues."""

    cause: str
    learned: str
    changed: str = ""
    changed_on: date | None = None


@dataclass(frozen=True)
class Told:
    """The same for everybody, in words that name nobody."""

    title: str
    learned: str
    changed: str


@transaction.atomic
def change_lesson(*, lesson: Lesson, known: Learned, by: Actor) -> Lesson:
    """Say it better, or what was changed since. What everybody reads stays as it was told. Raises Invalid or
    Refused."""
    case_to_change(lesson.case, by)
    check_learned(known)
    if lesson.is_public:
        # Told before it had words of its own: those that everybody reads are kept as they were.
        Lesson.objects.filter(pk=lesson.pk, told_changed="").update(told_changed=F("changed"))
    Lesson.objects.filter(pk=lesson.pk).update(
        cause=" ".join(known.cause.split()),
        learned=known.learned.strip(),
        changed=known.changed.strip(),
        changed_on=known.changed_on,
    )
    record(verb="case.lesson_changed", subject=lesson.case, by=by)
    lesson.refresh_from_db()
    return lesson


def check_learned(known: Learned) -> None:
    """Raises Invalid, naming the field."""
    faults = []
    if not known.cause.strip() or len(known.cause) > 300:
        faults.append(Fault("cause", _("Say why it came about, in up to 300 characters.")))
    if not known.learned.strip():
        faults.append(Fault("learned", _("Say what we learned.")))
    if known.changed_on and not known.changed.strip():
        faults.append(Fault("changed", _("Say what was changed on that day.")))
    if faults:
        raise Invalid(faults)


@transaction.atomic
def tell_lesson(*, lesson: Lesson, told: Told, by: Actor) -> None:
    """Everybody reads it from now on, on the page of lessons and in the yearly report. Raises Invalid or Refused."""
    case_to_change(lesson.case, by)
    faults = [
        Fault(name, sentence)
        for name, sentence in (
            ("title", _("Say in a few words what it is about.")),
            ("learned", _("Say what we learned, for everybody.")),
            ("changed", _("Say what was changed. Without a change there is nothing to tell yet.")),
        )
        if not getattr(told, name).strip()
    ]
    if faults:
        raise Invalid(faults)
    Lesson.objects.filter(pk=lesson.pk).update(
        is_public=True,
        told_title=" ".join(told.title.split())[:120],
        told_learned=told.learned.strip(),
        told_changed=told.changed.strip(),
        told_on=lesson.told_on or timezone.localdate(),
    )
    if not lesson.is_public:
        record(verb="case.lesson_told", subject=lesson.case, by=by, changes={"public": [False, True]})


@transaction.atomic
def take_lesson_back(*, lesson: Lesson, by: Actor) -> None:
    """Nobody but officers reads it any more; a report that is published keeps what it said. Raises Refused."""
    case_to_change(lesson.case, by)
    if Lesson.objects.filter(pk=lesson.pk, is_public=True).update(is_public=False, told_on=None):
        record(verb="case.lesson_told", subject=lesson.case, by=by, changes={"public": [True, False]})


@transaction.atomic
def tie_lesson(*, lesson: Lesson, kind: str, other: Model, by: Actor) -> None:
    """Say what a lesson led to: an action, a paper, an indicator, whatever the thread runs through. Raises Invalid or
    Refused."""
    case_to_change(lesson.case, by)
    link(kind, lesson, other, by=by)


@transaction.atomic
def untie_lesson(*, lesson: Lesson, kind: str, other: Model, by: Actor) -> bool:
    """False where they were not tied. Raises Refused."""
    case_to_change(lesson.case, by)
    return unlink(kind, lesson, other, by=by)
