"""What this app tells the ground about itself."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_delete, post_migrate, pre_migrate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import register_scope
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import register_destination, register_kind
from folkmoot.ground.intake.signals import arrival_rejected, arrival_released
from folkmoot.ground.notify.public import register_subject
from folkmoot.ground.thread.public import register_kind as register_relation
from folkmoot.ground.thread.public import register_record

from .actions.door import follow_arrival
from .actions.log import KIND
from .adapters import standing_of
from .adapters.search_index import WORDS
from .adapters.sums_watch import CHANGES, is_watched, unwatch, watch
from .enums import State
from .models import Case, Lesson, QuarterSums
from .policies import OFFICERS, can_read
from .queries.arriving import case_made_of, ways_to_log
from .queries.visible import visible_cases


def register_records() -> None:
    """Called once, from `ready()`. A case is nobody's but its own; a lesson that names nobody may be public."""
    register_record(
        "complaints.case",
        title=lambda case: f"{case.arrival.reference} {case.summary}".strip(),
        url=lambda case: reverse("complaints:show_case", args=[case.arrival.reference]),
        is_public=lambda _case: False,
        only_public=lambda found: found.none(),
        may_see=lambda actor, case: can_read(actor, standing_of(case)),
        related=("arrival", "unit__organisation", "lead", "handler"),
        prefetched=("partners", "readers"),
        # By its reference alone: what it says is nobody's but its own.
        searched=(),
        noun=_("case"),
        nouns=_("cases"),
    )
    register_record(
        "complaints.lesson",
        title=lambda lesson: lesson.public_title if lesson.is_public else lesson.cause,
        url=address_of_lesson,
        is_public=lambda lesson: lesson.is_public,
        only_public=lambda found: found.filter(is_public=True),
        searched=("cause", "told_title"),
        may_see=lambda actor, lesson: can_read(actor, standing_of(lesson.case)),
        related=("case__arrival", "case__unit__organisation", "case__lead", "case__handler"),
        prefetched=("case__partners", "case__readers"),
        noun=_("lesson"),
        nouns=_("lessons"),
    )
    register_relation("belongs_with", _("Belongs with"), _("Belongs with"))
    register_relation("split_from", _("Split from"), _("Split into"))


def address_of_lesson(lesson: Lesson) -> str:
    """For everybody where it was told to everybody; officers come from there to its own page."""
    return reverse("complaints:show_public_lesson" if lesson.is_public else "complaints:show_lesson", args=[lesson.pk])


def keep_to_own() -> None:
    """Called once, from `ready()`. What a case says, what came with it and what we wrote are for those who may read the
    case, and for nobody else who keeps the log or the outbox."""
    register_kind(KIND, lambda actor: visible_cases(actor).values("arrival"), for_all=True)
    register_subject("complaints.case", visible_cases, keepers=OFFICERS)
    register_scope("complaints.case", readers=OFFICERS, concerns=is_readable)


def forget_words() -> None:
    """Called once, from `ready()`. What is gone is not found any more."""
    post_delete.connect(on_case_deleted, sender=Case, dispatch_uid="complaints:case_deleted")


def on_case_deleted(sender: type[Case], instance: Case, **kwargs: Any) -> None:
    # The key is taken off the instance only after this.
    WORDS.put(instance.pk, "")


def is_readable(actor: Actor, key: str) -> bool:
    return visible_cases(actor).filter(pk=key).exists() if key else False


def sort_arrivals() -> None:
    """Called once, from `ready()`. A letter, call or e-mail that was logged by hand can become a case."""
    register_destination(
        KIND, title=_("Make a case of it"), done=_("Became a case"), offers=ways_to_log, became=case_made_of
    )


def follow_arrivals() -> None:
    """Called once, from `ready()`. What is let in or set aside at the door is so here too."""
    arrival_released.connect(on_arrival_released, dispatch_uid="complaints:arrival_released")
    arrival_rejected.connect(on_arrival_rejected, dispatch_uid="complaints:arrival_rejected")


def on_arrival_released(sender: type[Arrival], arrival: Arrival, by: Actor, reason: str, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, state=State.OPEN, reason=reason, by=by)


def on_arrival_rejected(sender: type[Arrival], arrival: Arrival, by: Actor, reason: str, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, state=State.SET_ASIDE, reason=reason, by=by)


def watch_sums(app: AppConfig) -> None:
    """The triggers that tell stale sums are set after every migration, and taken off before one that makes tables anew;
    what happened between was seen by nobody, so the sums kept until then are thrown away."""

    def take_off(plan: Any, **_more: Any) -> None:
        if plan and connection.vendor == "sqlite":
            unwatch()

    def set_anew(**_more: Any) -> None:
        if CHANGES in connection.introspection.table_names() and not is_watched():
            watch()
            QuarterSums.objects.all().delete()

    pre_migrate.connect(take_off, sender=app, weak=False, dispatch_uid="complaints_sums_off")
    post_migrate.connect(set_anew, sender=app, weak=False, dispatch_uid="complaints_sums_on")
