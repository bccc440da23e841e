"""What a step would send, seen before it is taken: the step is done and undone again, so nothing can differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.notify.models import Message

from ..enums import Direction
from ..models import Case, Letter
from .changing import case_to_change


@dataclass(frozen=True)
class Rehearsed:
    """A letter as it would go. `medium` is "" where nobody asked to be told: it would only be kept with the case.
    `fault`: why it could not be delivered."""

    medium: str
    to: str
    subject: str
    body: str
    fault: str = ""


@transaction.atomic
def rehearse(*, case: Case, do: Callable[[], object], by: Actor) -> list[Rehearsed]:
    """The letters that `do` would send. All that it wrote is taken back, in the history and the outbox too. Raises what
    `do` raises."""
    case_to_change(case, by)
    last = Letter.objects.filter(case=case).aggregate(last=Max("pk"))["last"] or 0
    with transaction.atomic():
        do()
        letters = list(Letter.objects.filter(case=case, direction=Direction.OUT, pk__gt=last).order_by("pk"))
        found = [_as_it_goes(letter) for letter in letters]
        transaction.set_rollback(True)
    return found


def _as_it_goes(letter: Letter) -> Rehearsed:
    message = Message.objects.filter(dedupe_key=letter.message_key).first() if letter.message_key else None
    if message is None:
        return Rehearsed("", "", letter.subject, letter.body)
    return Rehearsed(
        str(message.get_medium_display()), message.to, message.subject or letter.subject, message.body, message.error
    )
