"""How much mail strangers may have sent to one address."""

from __future__ import annotations

from folkmoot.ground.notify.public import Medium
from folkmoot.ground.notify.public import takes_more_today as takes_more

COPY, RETURN_LINK = "consultations/copy", "consultations/return_link"


def takes_more_today(address: str) -> bool:
    """Whether one more copy or link may go to this e-mail address. One query."""
    return takes_more(medium=Medium.EMAIL, to=address, templates=(COPY, RETURN_LINK))
