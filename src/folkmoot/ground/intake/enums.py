from django.db import models
from django.utils.translation import gettext_lazy as _


class ArrivalState(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    HELD = "held", _("Held for a look")
    REJECTED = "rejected", _("Set aside")


# From → to. Something set aside by mistake can still be let in; what was accepted stays accepted.
TRANSITIONS: dict[str, frozenset[str]] = {
    ArrivalState.HELD: frozenset({ArrivalState.ACCEPTED, ArrivalState.REJECTED}),
    ArrivalState.REJECTED: frozenset({ArrivalState.ACCEPTED}),
    ArrivalState.ACCEPTED: frozenset(),
}

# Something logged by hand that nobody has routed to a consultation, a case or a report yet.
UNSORTED = "unsorted"
