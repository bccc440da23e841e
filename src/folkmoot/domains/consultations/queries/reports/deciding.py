"""What the plan and the outcome say: equality, what was decided, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot_core.reports.inputs import Answer, Outcome, Question

from ...enums import EqualityStatus
from ...models import Consultation
from ..outcomes import AnsweredItem, answered_items, due_by, is_published, outcome_of

WHOLE = "whole"


def equality_notes(consultation: Consultation) -> tuple[str, ...]:
    """How far the assessment is, and what the plan says of it."""
    label = EqualityStatus(consultation.equality_status).label
    status = _("Equality assessment: %(status)s.") % {"status": str(label)[:1].lower() + str(label)[1:]}
    return (status, *_paragraphs(consultation.equality_text))


def outcomes_of(consultation: Consultation, questions: Sequence[Question]) -> tuple[Outcome, ...]:
    """The published outcome: the whole of it, then our answer to each theme and question. None while it is not
    published."""
    outcome = outcome_of(consultation)
    if outcome is None or not is_published(outcome):
        return ()
    whole = Outcome(WHOLE, _("The consultation as a whole"), _one_line(outcome.said), _one_line(outcome.did))
    return (whole, *(_answered(each, questions) for each in answered_items(outcome)))


def _answered(each: AnsweredItem, questions: Sequence[Question]) -> Outcome:
    told = Outcome(
        key=str(each.item.pk),
        asked=each.title,
        said=_("You answered this question."),
        did=f"{each.item.get_verdict_display()}.",
        because=_one_line(each.item.because),
    )
    if each.theme:
        return replace(told, said=_one_line(each.theme.description or each.title), theme=each.theme.key)
    asked = next((question for question in questions if question.key == each.item.question), None)
    top = _chosen_most(asked) if asked else None
    if asked is None or top is None:
        return told
    said = _("“%(answer)s” was chosen most") % {"answer": top.text}
    return replace(told, said=said, question=asked.key, answer=top.key)


def _chosen_most(question: Question) -> Answer | None:
    """The one answer chosen most; None where a share is hidden, or two are equal."""
    shares = sorted((answer.share.percent or 0 for answer in question.answers), reverse=True)
    if len(shares) < 2 or shares[0] == shares[1] or any(answer.share.percent is None for answer in question.answers):
        return None
    return max(question.answers, key=lambda answer: answer.share.percent or 0)


def next_steps(consultation: Consultation) -> tuple[str, ...]:
    """When an outcome is promised, while there is none."""
    due = due_by(consultation)
    if due is None or is_published(outcome_of(consultation)):
        return ()
    day = date_format(due, "j F Y")
    return (_("We will publish what was decided, and why, by %(day)s.") % {"day": day},)


def contact_of(consultation: Consultation) -> str:
    parts = (consultation.contact_name, consultation.contact_email, consultation.contact_telephone)
    return ", ".join(part for part in parts if part)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _one_line(text: str) -> str:
    return " ".join(_paragraphs(text))
