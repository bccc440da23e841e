"""The records of this app that rules read."""

from __future__ import annotations

from collections.abc import Iterator

from folkmoot_core.compacts import Funded, Paid

from ..adapters.records import funded_of, paid_of
from ..enums import FundingKind
from ..models import FundingDecision, Payment


def funding_that_changes() -> Iterator[Funded]:
    """One query."""
    found = FundingDecision.objects.filter(kind__in=(FundingKind.CHANGE, FundingKind.END)).select_related("funder")
    return (funded_of(each) for each in found)


def payments() -> Iterator[Paid]:
    """One query."""
    return (paid_of(each) for each in Payment.objects.select_related("decision__funder"))
