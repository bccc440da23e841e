"""The front door of `incidents`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from folkmoot.ground.base.policies import SYSTEM

from .actions.asking import ask_what_is_due
from .actions.handover import exchange_with_others
from .actions.load_pack import load_pack
from .actions.photos import forget_unsent_photos, make_photos_ready
from .models import Incident
from .queries.soundness import faults_in_reports

__all__ = ["consistency", "coverage", "due", "load_pack", "tidy"]

PHOTOS_AT_ONCE = 200


def consistency() -> Iterator[str]:
    """What is wrong with reports, a sentence each, for `folkmoot check`."""
    return faults_in_reports()


def coverage() -> str:
    """How many reports `consistency` has looked at."""
    number = Incident.objects.count()
    return ngettext("%(number)d report of a problem", "%(number)d reports of problems", number) % {"number": number}


def due() -> Iterator[str]:
    """Make photographs ready, exchange reports with other systems, ask whether it is fixed; yields what it did."""
    if made := make_photos_ready(at_most=PHOTOS_AT_ONCE):
        yield ngettext("%(number)d photo is made anew.", "%(number)d photos are made anew.", made) % {"number": made}
    if exchanged := exchange_with_others():
        yield ngettext(
            "%(number)d report was exchanged with another system.",
            "%(number)d reports were exchanged with other systems.",
            exchanged,
        ) % {"number": exchanged}
    if asked := ask_what_is_due():
        yield ngettext(
            "Asked of %(number)d report whether it is fixed.",
            "Asked of %(number)d reports whether they are fixed.",
            asked,
        ) % {"number": asked}


def tidy() -> Iterator[str]:
    """Throw away photographs that were never sent."""
    if gone := forget_unsent_photos(by=SYSTEM):
        yield ngettext(
            "%(number)d photo that was never sent is deleted.",
            "%(number)d photos that were never sent are deleted.",
            gone,
        ) % {"number": gone}
