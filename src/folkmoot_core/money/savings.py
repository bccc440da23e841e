"""Savings: what was promised, how far it is delivered, and how sure the rest is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Delivery(StrEnum):
    DELIVERED = "delivered"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    NOT_DELIVERABLE = "not_deliverable"


@dataclass(frozen=True, slots=True)
class SavingStand:
    """Pence planned, pence delivered so far, and what is said of the rest."""

    planned: int
    delivered: int
    delivery: Delivery

    @property
    def open(self) -> int:
        """Planned and not delivered; more than planned leaves nothing open."""
        return max(0, self.planned - self.delivered)

    @property
    def contradiction(self) -> bool:
        """It is called delivered, and less than planned was."""
        return self.delivery is Delivery.DELIVERED and self.open > 0


@dataclass(frozen=True, slots=True)
class Savings:
    """Sums over several, in pence. What is open is on track, at risk, or will not come: planned = delivered + the three
    - what was delivered beyond its plan."""

    planned: int = 0
    delivered: int = 0
    on_track: int = 0
    at_risk: int = 0
    not_deliverable: int = 0
    beyond: int = 0
    number: int = 0


def add_savings(stands: Iterable[SavingStand]) -> Savings:
    stands = list(stands)
    open_by = {delivery: sum(each.open for each in stands if each.delivery is delivery) for delivery in Delivery}
    return Savings(
        planned=sum(each.planned for each in stands),
        delivered=sum(each.delivered for each in stands),
        # What is called delivered and is not all there is not lost, and not safe either.
        on_track=open_by[Delivery.ON_TRACK],
        at_risk=open_by[Delivery.AT_RISK] + open_by[Delivery.DELIVERED],
        not_deliverable=open_by[Delivery.NOT_DELIVERABLE],
        beyond=sum(max(0, each.delivered - each.planned) for each in stands),
        number=len(stands),
    )
