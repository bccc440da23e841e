"""Reminders of risks to look at again, controls to check and tests to make, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import Medium, Telling, tell_many
from folkmoot_core.meetings.chasing import reminder_on

from ..models import ContinuityFunction, Control, Risk


@dataclass(frozen=True)
class Due:
    """What is to be done about a record: `sort` is risk, control or function; `day`, by when."""

    mark: str
    sort: str
    address: str
    title: str
    day: date | None
    subject: Risk | ContinuityFunction


def remind_of_risks(*, today: date) -> int:
    """Tell whoever left an address what is due within a week, today, or late; each reminder once. Returns how many are
    new. Cheap where nothing is: it runs once a minute."""
    tellings = {}
    for each in _due():
        reminder = reminder_on(today, each.day)
        if reminder is not None:
            key = f"{each.mark}:{reminder.key}:{each.address}"[:200]
            tellings[key] = _telling(each, key, reminder.words)
    known = set(Message.objects.filter(dedupe_key__in=tellings).values_list("dedupe_key", flat=True))
    return tell_many(telling for key, telling in tellings.items() if key not in known)


def _due() -> Iterator[Due]:
    """Three queries."""
    open_ones = Risk.objects.filter(closed_on=None)
    for risk in open_ones.exclude(owner_email="").exclude(review_by=None):
        yield Due(f"risk:{risk.pk}", "risk", risk.owner_email, risk.title, risk.review_by, risk)
    controls = Control.objects.select_related("risk").filter(risk__closed_on=None).exclude(owner_email="")
    for each in controls:
        yield Due(f"risk-control:{each.pk}", "control", each.owner_email, each.words, each.next_on, each.risk)
    for function in ContinuityFunction.objects.exclude(owner_email=""):
        mark = f"continuity:{function.pk}"
        yield Due(mark, "function", function.owner_email, function.title, function.next_test_on, function)


def _telling(due: Due, key: str, words: str) -> Telling:
    subject = due.subject
    is_risk = isinstance(subject, Risk)
    return {
        "medium": Medium.EMAIL,
        "to": due.address,
        "template": "risks/due",
        "values": {
            "sort": due.sort,
            # A message is no safe place: of what not everybody may read it says only that there is something.
            "what": due.title if subject.is_public else "",
            "words": words,
            "page": reverse("risks:run_risk", args=[subject.pk]) if is_risk else reverse("risks:list_desk"),
        },
        "dedupe_key": key,
        "subject_record": subject,
    }
