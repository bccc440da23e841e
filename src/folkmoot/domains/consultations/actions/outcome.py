"""We asked, you said, we did: write it, and publish it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.thread.public import link
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of, timeline_of
from ..enums import PhaseKind, Verdict
from ..models import Consultation, Outcome, OutcomeItem, Phase
from ..policies import check_plan
from ..queries.outcomes import newest_questionnaire, what_is_missing

ANSWERED = "answered_with"


@dataclass(frozen=True)
class ItemWords:
    """Our answer to a theme (by its number) or to a question (by its key): what we decided, and why."""

    verdict: str
    because: str
    theme: int | None = None
    question: str = ""


@dataclass(frozen=True)
class OutcomeWords:
    asked: str
    said: str
    did: str
    items: Sequence[ItemWords] = ()


@transaction.atomic
def save_outcome(*, consultation: Consultation, words: OutcomeWords, by: Actor, reason: str = "") -> Outcome:
    """Write, or write anew. What is published can be corrected, with a reason that is kept. Raises Invalid, with every
    fault, or Refused."""
    check_plan(by, standing_of(consultation))
    # Two officers who begin one at the same moment come one after the other, and the second sees what the first wrote.
    _take_turns(consultation)
    outcome = Outcome.objects.filter(consultation=consultation).first() or Outcome()
    outcome.consultation = consultation
    is_published = outcome.published_at is not None
    _check_words(consultation, words, needs_reason=is_published, reason=reason)
    texts = {"asked": words.asked, "said": words.said, "did": words.did}
    changes = changed_fields({name: getattr(outcome, name) for name in texts}, texts)
    for name, text in texts.items():
        setattr(outcome, name, text)
    outcome.save()
    before = [(item.theme_id, item.question, item.verdict, item.because) for item in outcome.items.all()]
    after = [(item.theme, item.question, item.verdict, item.because) for item in words.items]
    if before != after:
        changes["items"] = [[list(item) for item in before], [list(item) for item in after]]
        outcome.items.all().delete()
        OutcomeItem.objects.bulk_create(
            OutcomeItem(
                outcome=outcome,
                theme_id=item.theme,
                question=item.question,
                verdict=item.verdict,
                because=item.because,
                position=place,
            )
            for place, item in enumerate(words.items)
        )
    if changes:
        verb = "outcome.corrected" if is_published else "outcome.written"
        record(verb=verb, subject=outcome, by=by, changes=changes, reason=reason)
    if is_published:
        _tie(outcome, by)
    return outcome


@transaction.atomic
def publish_outcome(*, outcome: Outcome, by: Actor, now: datetime) -> Outcome:
    """Let everybody read it: from now on it stands. The consultation is decided from this moment, unless it is already.

    Raises Refused, or Invalid with everything that is missing: a theme without an answer, a text, or the end of the
    consultation.
    """
    consultation = outcome.consultation
    check_plan(by, standing_of(consultation, now))
    _take_turns(consultation)
    outcome.refresh_from_db(fields=["published_at"])
    if outcome.published_at is not None:
        return outcome
    if faults := what_is_missing(outcome, now):
        raise Invalid(faults)
    outcome.published_at, outcome.published_by = now, by.name
    outcome.save(update_fields=["published_at", "published_by", "updated_at"])
    _begin_decided(consultation, now)
    _tie(outcome, by)
    record(verb="outcome.published", subject=outcome, by=by, changes={"published_at": [None, now.isoformat()]})
    return outcome


def _take_turns(consultation: Consultation) -> None:
    """Hold off others who write this outcome until the transaction ends, and nobody who answers."""
    Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)


def _begin_decided(consultation: Consultation, now: datetime) -> None:
    if standing_of(consultation, now).allows("outcome_public"):
        return
    Phase.objects.update_or_create(consultation=consultation, kind=PhaseKind.DECIDED, defaults={"starts_at": now})
    consultation.refresh_from_db()
    # Raises Invalid, and nothing is published, if the phases would no longer follow each other.
    timeline_of(consultation)


def _tie(outcome: Outcome, by: Actor) -> None:
    """The thread runs from each theme, and from the consultation, to what was done."""
    link(ANSWERED, outcome.consultation, outcome, by=by)
    for item in outcome.items.select_related("theme"):
        if item.theme is not None:
            link(ANSWERED, item.theme, outcome, by=by)


def _check_words(consultation: Consultation, words: OutcomeWords, *, needs_reason: bool, reason: str) -> None:
    asked = newest_questionnaire(consultation)
    themes = set(consultation.themes.values_list("pk", flat=True))
    faults = []
    for item in words.items:
        where = f"theme-{item.theme}" if item.theme else f"question-{item.question}"
        if item.theme is not None and item.theme not in themes:
            faults.append(Fault(where, _("This theme belongs to another consultation.")))
        if item.theme is None and not (asked and asked.has(item.question)):
            faults.append(Fault(where, _("This question was not asked.")))
        if item.verdict not in Verdict.values:
            faults.append(Fault(where, _("Choose what you decided.")))
        if not item.because.strip():
            faults.append(Fault(where, _("Say why.")))
    if needs_reason and not reason.strip():
        faults.append(Fault("reason", _("It is published: say why you change it. The reason is kept.")))
    if faults:
        raise Invalid(faults)
