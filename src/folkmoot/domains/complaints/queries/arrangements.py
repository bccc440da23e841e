"""How casework is arranged here: what a pack says of it, or what holds where none does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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


def live_units() -> dict[str, Unit]:
    """The services that take cases, by key. One query."""
    return {unit.key: unit for unit in Unit.objects.filter(is_live=True).select_related("organisation")}
