"""What happened in a case, as far as a clock cares: a word and a local date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Every policy knows these; a policy may name more (clarified, published …).
KNOWN = (
    "received",
    "acknowledged",
    "paused",
    "resumed",
    "extended",
    "escalated",
    "responded",
    "reopened",
    "withdrawn",
)
# What halts a clock, and sets it going again.
STOPS = ("paused", "resumed")


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` happened on the local date `on`. An extension may say until when; otherwise it is as long as the policy
    allows. Events of one day stand in the order in which they happened."""

    kind: str
    on: date
    until: date | None = None
