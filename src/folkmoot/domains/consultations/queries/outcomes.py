"""Outcomes: which are published, which are due, which are late."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.public import site_identity
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.values import Fault

from ..adapters import questionnaire_of, standing_of
from ..enums import PhaseKind, Verdict
from ..models import Consultation, Outcome, OutcomeItem, Theme

USUAL_WEEKS = 12


@dataclass(frozen=True)
class Overdue:
    """An outcome that was promised by `due` and is not published; it has been late for `days` days."""

    due: date
    days: int


def is_published(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.published_at is not None and outcome.published_at <= timezone.now()


def outcome_of(consultation: Consultation) -> Outcome | None:
    """The outcome of a consultation, published or being written; None when nobody has begun one."""
    return getattr(consultation, "outcome", None)


def weeks_promised() -> int:
    """How many weeks after closing the site promises an outcome."""
    return int(site_identity().get("standards", {}).get("outcome_within_weeks", USUAL_WEEKS))


def due_by(consultation: Consultation) -> date | None:
    """The day promised for the outcome, or else the site's standard after closing; None while there is no last day."""
    if consultation.outcome_due:
        return consultation.outcome_due
    return consultation.closes_on + timedelta(weeks=weeks_promised()) if consultation.closes_on else None


def overdue(consultation: Consultation, today: date) -> Overdue | None:
    """How late the outcome is; None when it is published, not due yet, or the consultation never opened or runs still.

    One query, none when the consultation was fetched with `select_related("outcome")`.
    """
    due = due_by(consultation)
    opened = consultation.opens_on is not None and consultation.opens_on <= today
    closed = consultation.closes_on is not None and consultation.closes_on < today
    if due is None or due >= today or not opened or not closed or is_published(outcome_of(consultation)):
        return None
    return Overdue(due, (today - due).days)


def published_outcomes() -> QuerySet[Outcome]:
    """Newest first, each with its consultation, its organisation and its answers."""
    return (
        Outcome.objects.filter(published_at__lte=timezone.now())
        .select_related("consultation__organisation")
        .prefetch_related("items")
        .order_by("-published_at", "pk")
    )


def verdict_counts(outcome: Outcome) -> dict[str, int]:
    """{"Accepted": 3, …}: how many answers of each kind an outcome gives; kinds that it does not give are left out."""
    counts = Counter(item.verdict for item in outcome.items.all())
    return {str(label): counts[value] for value, label in Verdict.choices if counts[value]}


def awaiting_outcome(today: date) -> QuerySet[Consultation]:
    """Closed consultations without a published outcome, longest closed first."""
    return (
        Consultation.objects.filter(opens_on__lte=today, closes_on__lt=today)
        .exclude(outcome__published_at__lte=timezone.now())
        .select_related("organisation", "outcome")
        .order_by("closes_on", "pk")
    )


def overdue_consultations(today: date) -> list[tuple[Consultation, Overdue]]:
    """Every consultation whose outcome is late, the latest first. Two queries."""
    late = [(consultation, overdue(consultation, today)) for consultation in awaiting_outcome(today)]
    return sorted(
        ((consultation, how) for consultation, how in late if how is not None), key=lambda pair: -pair[1].days
    )


@dataclass(frozen=True)
class AnsweredItem:
    """One of our answers, with what it answers: a theme, or a question by its words. `is_aside`: a question on who
    somebody is or how to reach them, not on the matter."""

    item: OutcomeItem
    title: str
    theme: Theme | None
    is_aside: bool = False

    @property
    def changed_something(self) -> bool:
        return not self.is_aside and self.item.verdict in (Verdict.ACCEPTED, Verdict.PARTLY)

    @property
    def modifier(self) -> str:
        """How the verdict is called in the style sheet."""
        return self.item.verdict.replace("_", "-")


def newest_questionnaire(consultation: Consultation) -> CoreQuestionnaire | None:
    """The questionnaire of the newest published version. One query."""
    version = consultation.questionnaires.filter(published_at__isnull=False).order_by("-version").first()
    return questionnaire_of(version) if version else None


def answered_items(outcome: Outcome) -> list[AnsweredItem]:
    """Our answers, those first that changed most, in their order otherwise; last what is not on the matter. Two
    queries."""
    items = list(outcome.items.select_related("theme"))
    asked = newest_questionnaire(outcome.consultation) if any(item.question for item in items) else None
    questions = {question.key: question for question in asked.questions} if asked else {}
    found = []
    for item in items:
        question = None if item.theme else questions.get(item.question)
        title = item.theme.title if item.theme else question.text if question else item.question
        found.append(AnsweredItem(item, title, item.theme, is_aside=bool(question and question.role)))
    order = {value: place for place, value in enumerate(Verdict.values)}
    return sorted(found, key=lambda each: (each.is_aside, order[each.item.verdict]))


def what_is_missing(outcome: Outcome, now: datetime) -> list[Fault]:
    """Why an outcome cannot be published yet; nothing when it can. Four queries."""
    consultation = outcome.consultation
    standing = standing_of(consultation, now, with_scopes=False)
    faults = []
    # Closed early, it is over on its last day; left to run, when that day has passed.
    running = standing.phase == PhaseKind.OPEN and not has_passed(consultation.closes_on, timezone.localdate(now))
    if standing.phase == PhaseKind.DRAFT or standing.allows("answering") or running:
        faults.append(Fault("", _("The consultation has not ended: people can still answer.")))
    texts = {"asked": _("what you asked"), "said": _("what people said"), "did": _("what you did")}
    faults += [
        Fault(name, _("Write %(part)s.") % {"part": part})
        for name, part in texts.items()
        if not getattr(outcome, name).strip()
    ]
    faults += [
        Fault(f"theme-{theme.pk}", _("Answer the theme “%(theme)s”.") % {"theme": theme.title})
        for theme in unanswered_themes(outcome)
    ]
    return faults


def has_passed(last_day: date | None, today: date) -> bool:
    return last_day is not None and last_day < today


def unanswered_themes(outcome: Outcome) -> QuerySet[Theme]:
    """The themes that the outcome says nothing about; all of them while nobody has begun to write it."""
    if outcome.pk is None:
        return outcome.consultation.themes.all()
    return outcome.consultation.themes.exclude(answers__outcome=outcome)
