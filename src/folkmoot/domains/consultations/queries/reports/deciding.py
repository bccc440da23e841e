"""What the plan and the outcome say: equality, what was decided, what comes next."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot_core.reports.inputs import Outcome

from ...enums import EqualityStatus
from ...models import Consultation
from ..outcomes import answered_items, due_by, is_published, outcome_of

WHOLE = "whole"


def equality_notes(consultation: Consultation) -> tuple[str, ...]:
    """How far the assessment is, and what the plan says of it."""
    label = EqualityStatus(consultation.equality_status).label
    status = _("Equality assessment: %(status)s.") % {"status": str(label)[:1].lower() + str(label)[1:]}
    return (status, *_paragraphs(consultation.equality_text))


def outcomes_of(consultation: Consultation) -> tuple[Outcome, ...]:
    """The published outcome: the whole of it, then our answer to each theme and question. None while it is not
    published."""
    outcome = outcome_of(consultation)
    if outcome is None or not is_published(outcome):
        return ()
    found = [Outcome(WHOLE, _("The consultation as a whole"), _one_line(outcome.said), _one_line(outcome.did))]
    for each in answered_items(outcome):
        theme = each.theme
        said = theme.description if theme and theme.description else each.title
        found.append(
            Outcome(
                key=str(each.item.pk),
                asked=each.title,
                said=_one_line(said),
                did=f"{each.item.get_verdict_display()}.",
                because=_one_line(each.item.because),
                theme=theme.key if theme else "",
                question=each.item.question,
            )
        )
    return tuple(found)


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
