"""How much mail strangers may have sent to one address."""

from __future__ import annotations

from datetime import timedelta

from folkmoot.ground.notify.public import Medium, recently_told

COPY, RETURN_LINK = "consultations/copy", "consultations/return_link"
# Anybody can type anybody's address. A household or a library desk that shares one gets along with five copies and
# links a day; somebody whose address is misused is not buried in mail, and our sender keeps its good name.
MOST_A_DAY = 5
A_DAY = timedelta(hours=24)


def takes_more_today(address: str) -> bool:
    """Whether one more copy or link may go to this e-mail address. One query."""
    told = recently_told(medium=Medium.EMAIL, to=address, templates=(COPY, RETURN_LINK), within=A_DAY)
    return told < MOST_A_DAY
