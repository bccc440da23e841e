"""Read an answer in words, and say what of it may be published."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..enums import Consent, ReadingState
from ..models import Answer
from ..policies import check_plan

LEFT_OUT = "[…]"


def approve(*, answer: Answer, by: Actor) -> Answer:
    """Publish an answer as it was written. Refused when whoever wrote it asked us not to."""
    check_consent(answer)
    return _decide(answer, ReadingState.APPROVED, answer.text, "", by)


def redact(*, answer: Answer, public_text: str, reason: str, by: Actor) -> Answer:
    """Publish an answer with passages left out, each marked […]. Raises Invalid when words were changed, not left out,
    or without a reason."""
    check_consent(answer)
    faults = []
    public_text = public_text.replace("\r\n", "\n").replace("[...]", LEFT_OUT).strip()
    if not only_left_out(answer.text, public_text):
        mend = _("Take words out, and put %(mark)s in their place.") % {"mark": LEFT_OUT}
        faults.append(Fault("public_text", _("This is not what was written with passages left out."), mend))
    faults += _reason_faults(reason)
    if faults:
        raise Invalid(faults)
    return _decide(answer, ReadingState.REDACTED, public_text, reason, by)


def withhold(*, answer: Answer, reason: str, by: Actor) -> Answer:
    """Do not publish an answer. It is counted and read all the same. Raises Invalid without a reason."""
    if faults := _reason_faults(reason):
        raise Invalid(faults)
    return _decide(answer, ReadingState.WITHHELD, "", reason, by)


def only_left_out(text: str, public_text: str) -> bool:
    """Whether `public_text` is `text` with passages replaced by […]: at least one left out, at least one word kept."""
    pieces = [piece.strip() for piece in public_text.split(LEFT_OUT)]
    if len(pieces) < 2 or not any(pieces):
        return False
    text, place = text.replace("\r\n", "\n"), 0
    for number, piece in enumerate(pieces):
        found = text.find(piece, place)
        # What stands before the first mark begins the text, since nothing was left out before it.
        if found < 0 or (number == 0 and piece and not text.lstrip().startswith(piece)):
            return False
        place = found + len(piece)
    return not pieces[-1] or text.rstrip().endswith(pieces[-1])


def check_consent(answer: Answer) -> None:
    if answer.response.consent == Consent.NONE:
        raise Refused(_("Whoever wrote this asked us not to publish it."))


def _reason_faults(reason: str) -> list[Fault]:
    return [] if reason.strip() else [Fault("reason", _("Give a reason; it is kept with the decision."))]


@transaction.atomic
def _decide(answer: Answer, state: str, public_text: str, reason: str, by: Actor) -> Answer:
    check_plan(by, standing_of(answer.response.consultation))
    before = answer.reading
    answer.reading, answer.public_text = state, public_text
    answer.reading_reason, answer.read_by = reason.strip()[:300], by.name
    answer.save(update_fields=["reading", "public_text", "reading_reason", "read_by"])
    record(
        verb=f"answer.{state}",
        subject=answer,
        by=by,
        changes={"reading": [str(before), str(state)]},
        reason=reason.strip(),
    )
    return answer


def approve_many(*, answers: list[Answer], by: Actor) -> int:
    """Publish a page of answers that were read together; those whose writers asked us not to are passed over. Returns
    how many were approved."""
    willing = [answer for answer in answers if answer.response.consent != Consent.NONE]
    with transaction.atomic():
        for answer in willing:
            approve(answer=answer, by=by)
    return len(willing)
