"""What this app tells the ground about itself: which of its records the golden thread runs through."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import register_scope
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import register_destination, register_kind
from folkmoot.ground.intake.signals import arrival_rejected, arrival_released
from folkmoot.ground.notify.public import register_subject
from folkmoot.ground.thread.public import answered, register_brief, register_record

from .actions.moderation import follow_arrival
from .actions.submit import KIND
from .adapters import scopes_of, standing_of
from .enums import ResponseState
from .exports.history import SENTENCES
from .models import Answer, Assignment, Consultation, Outcome, PublishingRun, Response, Theme, ThemeSearch
from .policies import READERS, can_read
from .queries.briefs import brief_of_consultation, brief_of_theme
from .queries.planning import within_scopes
from .queries.sorting import response_made_of, ways_to_take_in
from .queries.words import is_publishable, only_publishable
from .signals import (
    assignment_asked_for,
    publishing_asked_for,
    telling_asked_for,
    theme_draft_asked_for,
    theme_search_asked_for,
    words_taken_back,
)
from .tasks import (
    assign_themes,
    draft_theme,
    forget_words_in_snapshots,
    publish_report,
    search_themes,
    tell_of_decision,
    tell_people_of,
)


def register_records() -> None:
    """Called once, from `ready()`. The public sees what has opened, what may be quoted and what was published."""
    register_record(
        "consultations.consultation",
        title=lambda consultation: consultation.title,
        url=lambda consultation: consultation.get_absolute_url(),
        is_public=has_opened,
        only_public=lambda found: found.filter(opens_on__lte=timezone.localdate()),
        may_see=reads_behind,
        related=("organisation",),
        prefetched=("phases", "partners"),
        opens_later=True,
        noun=_("consultation"),
        nouns=_("consultations"),
    )
    register_record(
        "consultations.answer",
        title=lambda answer: (answer.public_text or answer.text)[:120],
        url=lambda answer: reverse("consultations:show_answer", args=[answer.pk]),
        is_public=is_shown,
        only_public=only_shown,
        may_see=lambda actor, answer: reads_behind(actor, answer.response.consultation),
        related=("response__consultation__organisation",),
        prefetched=("response__consultation__phases", "response__consultation__partners"),
        noun=_("answer"),
        nouns=_("answers"),
    )
    register_record(
        "consultations.theme",
        title=lambda theme: theme.title,
        url=lambda theme: reverse("consultations:show_theme", args=[theme.consultation.slug, theme.key]),
        is_public=lambda theme: is_published(getattr(theme.consultation, "outcome", None)),
        only_public=published_themes,
        may_see=lambda actor, theme: reads_behind(actor, theme.consultation),
        related=("consultation__outcome", "consultation__organisation"),
        prefetched=("consultation__phases", "consultation__partners"),
        # A body often decides on a theme before the outcome that tells of it.
        opens_later=True,
        noun=_("theme"),
        nouns=_("themes"),
    )
    register_record(
        "consultations.outcome",
        title=str,
        url=lambda outcome: reverse("consultations:show_outcome", args=[outcome.consultation.slug]),
        is_public=is_published,
        only_public=lambda found: found.filter(published_at__lte=timezone.now()),
        may_see=lambda actor, outcome: reads_behind(actor, outcome.consultation),
        related=("consultation__organisation",),
        prefetched=("consultation__phases", "consultation__partners"),
        noun=_("outcome"),
        nouns=_("outcomes"),
    )


def tell_history() -> None:
    """Called once, from `ready()`. The history says what was done in sentences."""
    register_sentences(SENTENCES)


def has_opened(consultation: Consultation) -> bool:
    return consultation.opens_on is not None and consultation.opens_on <= timezone.localdate()


def reads_behind(actor: Actor, consultation: Consultation) -> bool:
    """Staff see what is not public where they may read behind the scenes, and nowhere else."""
    return can_read(actor, standing_of(consultation))


def is_shown(answer: Answer) -> bool:
    """Words that may be published are shown with the results, not before."""
    standing = standing_of(answer.response.consultation, with_scopes=False)
    return is_publishable(answer) and standing.allows("results_public")


def only_shown(found: QuerySet[Answer]) -> QuerySet[Answer]:
    every = Consultation.objects.exclude(phases=None).prefetch_related("phases")
    shown = [each.pk for each in every if standing_of(each, with_scopes=False).allows("results_public")]
    return only_publishable(found).filter(response__consultation__in=shown)


def is_published(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.published_at is not None and outcome.published_at <= timezone.now()


def published_themes(found: QuerySet[Theme]) -> QuerySet[Theme]:
    return found.filter(consultation__outcome__published_at__lte=timezone.now())


def keep_to_own() -> None:
    """Called once, from `ready()`. Officers read what was sent to their own bodies, and what these write to people."""
    register_kind(KIND, lambda actor: own_responses(actor).values("arrival"))
    register_subject("consultations.response", own_responses)
    register_subject("consultations.consultation", within_scopes)
    register_subject(
        "consultations.outcome", lambda actor: Outcome.objects.filter(consultation__in=within_scopes(actor))
    )


def keep_files_with_answers() -> None:
    """Called once, from `ready()`. A file that came with an answer is for those who may read the answer."""
    register_scope("consultations.response", scopes_of_response, readers=READERS)


def scopes_of_response(key: str) -> frozenset[str]:
    found = Consultation.objects.filter(responses__pk=key).select_related("organisation").first()
    return scopes_of(found) if found else frozenset()


def own_responses(actor: Actor) -> QuerySet[Response]:
    return Response.objects.filter(consultation__in=within_scopes(actor))


def sort_arrivals() -> None:
    """Called once, from `ready()`. A letter or call that was logged by hand can be taken in as an answer."""
    register_destination(
        KIND,
        title=_("Take it in as an answer to …"),
        done=_("Became an answer"),
        offers=ways_to_take_in,
        became=response_made_of,
    )


def follow_arrivals() -> None:
    """Called once, from `ready()`. What is let in or set aside at the door is so here too."""
    arrival_released.connect(on_arrival_released, dispatch_uid="consultations:arrival_released")
    arrival_rejected.connect(on_arrival_rejected, dispatch_uid="consultations:arrival_rejected")


def on_arrival_released(sender: type[Arrival], arrival: Arrival, by: Actor, reason: str, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, state=ResponseState.COUNTED, reason=reason, by=by)


def on_arrival_rejected(sender: type[Arrival], arrival: Arrival, by: Actor, reason: str, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, state=ResponseState.SET_ASIDE, reason=reason, by=by)


def tell_when_asked() -> None:
    """Called once, from `ready()`. Telling people takes longer than a page may, so the worker does it."""
    telling_asked_for.connect(on_telling_asked_for, dispatch_uid="consultations:telling_asked_for")


def on_telling_asked_for(sender: type[Outcome], outcome: Outcome, **kwargs: Any) -> None:
    tell_people_of.enqueue(outcome.pk)


def follow_decisions() -> None:
    """Called once, from `ready()`. A body that is to decide is told what is known; those who raised it hear what it
    decided, once."""
    register_brief("consultations.theme", brief_of_theme)
    register_brief("consultations.consultation", brief_of_consultation)
    answered.connect(on_answered, dispatch_uid="consultations:answered")


def on_answered(sender: Any, record: Any, answer: Any, values: dict[str, str], **kwargs: Any) -> None:
    mark = f"{answer._meta.label_lower}:{answer.pk}"
    if isinstance(record, Theme):
        tell_of_decision.enqueue(record.consultation_id, record.pk, mark, values)
    elif isinstance(record, Consultation):
        tell_of_decision.enqueue(record.pk, None, mark, values)


def work_on_themes() -> None:
    """Called once, from `ready()`. The machine reads answers in the background."""
    theme_search_asked_for.connect(on_theme_search_asked_for, dispatch_uid="consultations:theme_search_asked_for")
    assignment_asked_for.connect(on_assignment_asked_for, dispatch_uid="consultations:assignment_asked_for")
    theme_draft_asked_for.connect(on_theme_draft_asked_for, dispatch_uid="consultations:theme_draft_asked_for")


def on_theme_search_asked_for(sender: type[ThemeSearch], search: ThemeSearch, **kwargs: Any) -> None:
    search_themes.enqueue(search.pk)


def on_assignment_asked_for(sender: type[Assignment], assignment: Assignment, **kwargs: Any) -> None:
    assign_themes.enqueue(assignment.pk)


def on_theme_draft_asked_for(sender: type[ThemeSearch], search: ThemeSearch, **kwargs: Any) -> None:
    draft_theme.enqueue(search.pk)


def forget_in_snapshots() -> None:
    """Called once, from `ready()`. Words that are no longer kept go out of the snapshots too."""
    words_taken_back.connect(on_words_taken_back, dispatch_uid="consultations:words_taken_back")


def on_words_taken_back(sender: type[Response], consultation: int, words: list[tuple[int, str]], **kwargs: Any) -> None:
    forget_words_in_snapshots.enqueue(consultation, [list(pair) for pair in words])


def publish_reports() -> None:
    """Called once, from `ready()`. Writing a report in every form takes longer than a page may."""
    publishing_asked_for.connect(on_publishing_asked_for, dispatch_uid="consultations:publishing_asked_for")


def on_publishing_asked_for(sender: type[PublishingRun], run: PublishingRun, **kwargs: Any) -> None:
    publish_report.enqueue(run.pk)
