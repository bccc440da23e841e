"""Tell those who asked for it what a body decided on what they raised: everybody once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from folkmoot.ground.notify.public import Telling, once_each, tell_many
from folkmoot.ground.thread.models import Link

from ..enums import ResponseState
from ..models import Answer, Contact

AT_ONCE = 200


def tell_decided(*, consultation: int, theme: int | None, mark: str, values: Mapping[str, Any]) -> int:
    """Of a theme, those whose answers it gathers; of a consultation, all who want to know. `mark` names the decision,
    so that nobody is told twice. Returns how many messages are new."""
    contacts = (
        Contact.objects.filter(response__consultation=consultation, wants_outcome=True, medium="email")
        .exclude(address="")
        .exclude(response__state=ResponseState.SET_ASIDE)
    )
    if theme is not None:
        grouped = Link.objects.filter(
            kind="grouped_in", from_type="consultations.answer", to_type="consultations.theme", to_key=str(theme)
        ).values_list("from_key", flat=True)
        answers = Answer.objects.filter(pk__in=[int(key) for key in grouped])
        contacts = contacts.filter(response__in=answers.values("response"))
    tellings = once_each(_tellings(contacts.order_by("pk").iterator(), mark, values))
    new = 0
    while portion := list(islice(tellings, AT_ONCE)):
        new += tell_many(portion)
    return new


def _tellings(contacts: Iterator[Contact], mark: str, values: Mapping[str, Any]) -> Iterator[Telling]:
    for contact in contacts:
        yield Telling(
            medium="email",
            to=contact.address,
            template="consultations/decided",
            values=values,
            dedupe_key=f"decided:{mark}:{contact.pk}",
            subject_record=contact.response,
            batch=f"decided:{mark}"[:120],
        )
