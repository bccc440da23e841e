"""What this app tells the ground about itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import register_scope
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import register_kind
from folkmoot.ground.intake.signals import arrival_rejected, arrival_released
from folkmoot.ground.notify.public import register_subject
from folkmoot.ground.thread.public import register_record

from .actions.evidence import follow_arrival
from .enums import KIND, SubmissionState
from .exports.history import SENTENCES
from .models import Submission
from .policies import CLERKS, can_run
from .queries.reading import submissions_for


def everybody(_record: Any) -> bool:
    return True


def register_records() -> None:
    """Called once, from `ready()`. A review is public from its proposal on; evidence once it is published."""
    for label, noun, nouns, related in (
        ("reviews.topicreview", _("topic review"), _("topic reviews"), ()),
        ("reviews.session", _("session of a review"), _("sessions of reviews"), ("review",)),
        ("reviews.finding", _("finding"), _("findings"), ("review",)),
        ("reviews.recommendation", _("recommendation"), _("recommendations"), ("review",)),
        ("reviews.action", _("action"), _("actions"), ("recommendation__review",)),
    ):
        register_record(
            label,
            title=str,
            url=lambda row: row.get_absolute_url(),
            is_public=everybody,
            only_public=lambda found: found,
            related=related,
            noun=noun,
            nouns=nouns,
        )
    register_record(
        "reviews.submission",
        title=str,
        url=lambda submission: submission.get_absolute_url(),
        is_public=lambda submission: submission.state == SubmissionState.PUBLISHED,
        only_public=lambda found: found.filter(state=SubmissionState.PUBLISHED),
        may_see=lambda actor, submission: can_run(actor, submission.review.body.scope),
        related=("review__body",),
        noun=_("written evidence"),
        nouns=_("written evidence"),
    )


def tell_history() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)


def follow_arrivals() -> None:
    """Called once, from `ready()`. What is let in or set aside at the door is so here too."""
    arrival_released.connect(on_arrival_released, dispatch_uid="reviews:arrival_released")
    arrival_rejected.connect(on_arrival_rejected, dispatch_uid="reviews:arrival_rejected")


def on_arrival_released(sender: type[Arrival], arrival: Arrival, by: Actor, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, let_in=True, by=by)


def on_arrival_rejected(sender: type[Arrival], arrival: Arrival, by: Actor, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, let_in=False, by=by)


def keep_to_own() -> None:
    """Called once, from `ready()`. What is sent to a review is read by its clerks, and by nobody else who keeps the log
    or the outbox."""
    register_kind(KIND, lambda actor: submissions_for(actor).values("arrival"), for_all=True)
    register_subject("reviews.submission", submissions_for, keepers=CLERKS)
    register_scope("reviews.submission", scope_of_submission, readers=CLERKS)


def scope_of_submission(key: str) -> str | None:
    """Where evidence lies, for the file that came with it."""
    found = Submission.objects.filter(pk=key).select_related("review__body").first() if key.isdecimal() else None
    return found.review.body.scope if found else None
