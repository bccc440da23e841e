"""Who is to be told what came of it, and how far the telling has got."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from folkmoot.ground.notify.public import progress

from ..enums import ResponseState
from ..models import Contact, Outcome


@dataclass(frozen=True)
class TellingProgress:
    """How many want to be told, and what became of the messages to them."""

    wanted: int
    queued: int
    sent: int
    failed: int

    @property
    def begun(self) -> int:
        return self.queued + self.sent + self.failed

    @property
    def waiting(self) -> int:
        """Those for whom no message was written yet."""
        return max(0, self.wanted - self.begun)

    @property
    def is_complete(self) -> bool:
        return self.waiting == 0


def batch_of(outcome: Outcome) -> str:
    """What the messages about an outcome are known by in the outbox."""
    return f"outcome:{outcome.pk}"


def message_key(outcome: Outcome, contact: Contact) -> str:
    """What the one message about an outcome to this person is known by."""
    return f"outcome:{outcome.pk}:{contact.pk}"


def contacts_to_tell(outcome: Outcome) -> QuerySet[Contact]:
    """Everybody who asked to be told and left an address, but for answers that were set aside."""
    return (
        Contact.objects.filter(response__consultation_id=outcome.consultation_id, wants_outcome=True)
        .exclude(address="")
        .exclude(medium="")
        .exclude(response__state=ResponseState.SET_ASIDE)
        .order_by("pk")
    )


def telling_progress(outcome: Outcome) -> TellingProgress:
    """Two queries. Several answers from one address are one person to tell."""
    counts = progress(batch_of(outcome))
    wanted = contacts_to_tell(outcome).order_by().values("medium", "address").distinct().count()
    return TellingProgress(wanted, counts["queued"] + counts["sending"], counts["sent"], counts["failed"])
