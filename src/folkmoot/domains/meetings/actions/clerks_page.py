"""What stands on the page on which a clerk looks at what was read from a pack, and every fault found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.values import Fault, Invalid

from ..models import ImportedPack

_PAGES = re.compile(r"\s*(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?\s*")


@dataclass
class ClerksPage:
    """`values` by the names of fields; groups in `left_out` are not to be made."""

    values: Mapping[str, str]
    left_out: set[str]
    pack: ImportedPack
    by: Actor

    def __post_init__(self) -> None:
        self.faults: list[Fault] = []

    def text(self, name: str, longest: int, *, required: bool = False) -> str:
        value = self.values.get(name, "").replace("\x00", "").strip()
        if required and not value:
            self.faults.append(Fault(name, _("This is empty."), _("Fill it in, or leave this part out.")))
        if len(value) > longest:
            self.faults.append(Fault(name, _("This is longer than %(most)d characters.") % {"most": longest}))
        return value[:longest]

    def day(self, name: str, *, required: bool = False) -> date | None:
        value = self.text(name, 20, required=required)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.faults.append(Fault(name, _("“%s” is not a date.") % value, _("Write it as 2011-09-15.")))
            return None

    def clock(self, name: str) -> time | None:
        value = self.text(name, 10)
        try:
            return time.fromisoformat(value) if value else None
        except ValueError:
            self.faults.append(Fault(name, _("“%s” is not a time.") % value, _("Write it as 10:00.")))
            return None

    def pages(self, name: str) -> tuple[int | None, int | None]:
        value = self.text(name, 20)
        found = _PAGES.fullmatch(value)
        if value and not found:
            self.faults.append(Fault(name, _("“%s” are no pages.") % value, _("Write them as 11 - 12.")))
        if not found:
            return None, None
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            self.faults.append(Fault(name, _("They end before they begin."), _("Mend one of the two.")))
        return first, last

    def lines(self, name: str, longest: int) -> list[str]:
        """One thing a line."""
        return [line.strip() for line in self.text(name, longest).splitlines() if line.strip()]

    def raise_if_any(self) -> None:
        if self.faults:
            raise Invalid(self.faults)


def body_of(pack: ImportedPack) -> Organisation:
    if pack.body is None:
        raise Invalid([Fault("body", _("The body of this pack is gone."), _("Bring the pack again."))])
    return pack.body
