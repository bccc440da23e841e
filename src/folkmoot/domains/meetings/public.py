"""The front door of `meetings`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.ground.base.policies import SYSTEM

from .actions.conduct.deciding import chase_actions
from .actions.load_pack import load_pack
from .actions.packs import make_missing_packs
from .actions.putting import answer_what_was_raised
from .actions.searching import index_all, is_index_lost
from .models import Meeting
from .queries.listing import days_met
from .queries.soundness import faults_in_meetings

__all__ = ["consistency", "coverage", "due", "load_pack", "meeting_dates", "tidy"]

PACKS_AT_ONCE = 3


def consistency() -> Iterator[str]:
    """What is wrong with meetings, a sentence each, for `folkmoot check`."""
    return faults_in_meetings()


def coverage() -> str:
    """How many meetings there are."""
    number = Meeting.objects.count()
    return ngettext("%(number)d meeting", "%(number)d meetings", number) % {"number": number}


def meeting_dates() -> Iterator[tuple[str, date]]:
    """(key of a body, day on which it met), for whoever asks when bodies last met."""
    return days_met(timezone.localdate())


def due() -> Iterator[str]:
    """Remind whoever has an action that is due or late, and make the packs that are missing: of agendas that came from
    a pack of data, or where making one failed. Yields what it did."""
    if told := chase_actions(today=timezone.localdate()):
        yield ngettext(
            "%(number)d reminder of an action is on its way.", "%(number)d reminders of actions are on their way.", told
        ) % {"number": told}
    if made := make_missing_packs(at_most=PACKS_AT_ONCE, by=SYSTEM):
        yield ngettext("%(number)d agenda pack is made.", "%(number)d agenda packs are made.", made) % {"number": made}
    if told := answer_what_was_raised():
        yield ngettext("%(number)d matter is decided.", "%(number)d matters are decided.", told) % {"number": told}


def tidy() -> Iterator[str]:
    """Make the search whole where a restore has lost it."""
    if is_index_lost():
        yield _("The items of %(number)d meetings can be found again.") % {"number": index_all(by=SYSTEM)}
