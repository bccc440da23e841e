"""How casework is arranged here: what a pack says of it, or what holds where none does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from folkmoot.ground.base.models import Setting

from ..models import Unit

SETTING = "complaints"


@dataclass(frozen=True)
class Ombudsman:
    """Who looks at a complaint when our own answers do not satisfy."""

    name: str = "Local Government and Social Care Ombudsman"
    website: str = "www.lgo.org.uk"
    telephone: str = "0300 061 0614"

    @property
    def sentence(self) -> str:
        return ", ".join(part for part in (self.name, self.website, self.telephone) if part)

    def is_named_in(self, text: str) -> bool:
        return self.website.lower() in text.lower()


@dataclass(frozen=True)
class Arrangements:
    """`within_months`: how long after the event somebody may complain as of right. `promise`: what a resident is told
    of the clock before she sends."""

    ombudsman: Ombudsman
    within_months: int = 12
    promise: str = ""


def arrangements() -> Arrangements:
    """One query."""
    stored: dict[str, Any] = Setting.objects.filter(key=SETTING).values_list("value", flat=True).first() or {}
    ombudsman = Ombudsman(**stored["ombudsman"]) if stored.get("ombudsman") else Ombudsman()
    return Arrangements(ombudsman, stored.get("within_months", 12), stored.get("promise", ""))


def live_units(*, besides: Unit | None = None) -> dict[str, Unit]:
    """The services that take cases today, by key, and the one that a case has already. One query."""
    takes = Q(last=None) | Q(last__gte=timezone.localdate())
    if besides is not None:
        takes |= Q(pk=besides.pk)
    return {unit.key: unit for unit in Unit.objects.filter(takes).select_related("organisation")}
