"""Who may open the door's log, and what is held at the door. Pure functions: no queries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Actor, Refused

from .enums import TRANSITIONS

DOORKEEPERS = (Role.ENGAGEMENT_OFFICER, Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR)

MANY_LINKS = 4
SOME_LINKS = 2
TYPED_IN_UNDER_SECONDS = 5.0
REPEATED_TIMES = 3
# Shorter texts ("Yes", "See my first answer") are repeated by people too.
REPEATED_TEXT_OF = 40

# The field that people do not see.
TRAP = "website"
# When the form was opened, and 128 random bits.
_FORM_KEY = re.compile(r"[0-9a-f]{1,12}\.[A-Za-z0-9_-]{8,44}")

_link = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)


def can_keep_door(actor: Actor) -> bool:
    """May read the log of arrivals, log by hand, and decide on what is held."""
    return actor.holds(*DOORKEEPERS)


def check_keep_door(actor: Actor) -> None:
    if not can_keep_door(actor):
        raise Refused(_("Only engagement officers, complaints officers and administrators keep the log of arrivals."))


def check_transition(old: str, new: str) -> None:
    if new not in TRANSITIONS.get(old, frozenset()):
        raise Refused(_("Somebody has already decided about this. Reload the page to see what was decided."))


def is_form_key(key: str) -> bool:
    """Whether a form for residents can have given this key. Nobody can block the rows of a spreadsheet, which are known
    by keys that can be guessed, by sending them first."""
    return _FORM_KEY.fullmatch(key) is not None


def weigh_spam(*, honeypot: str, seconds_taken: float | None, texts: Iterable[str]) -> str:
    """The reason for holding something for a person to look at, or '' when it comes straight in.

    `honeypot` is what stands in TRAP, the field that people do not see; `seconds_taken` is how long the form was open
    (None: unknown). Speed alone never holds: people paste what they wrote elsewhere, and some type fast. Nothing is
    thrown away here; a false alarm costs an officer a look, not a resident their say.
    """
    if honeypot.strip():
        return _("A field that people do not see was filled in.")
    texts = [text for text in texts if text and text.strip()]
    links = sum(len(_link.findall(text)) for text in texts)
    if links >= MANY_LINKS:
        return _("It holds %(number)d links.") % {"number": links}
    alike = Counter(" ".join(text.split()).casefold() for text in texts)
    repeated = max((times for text, times in alike.items() if len(text) >= REPEATED_TEXT_OF), default=0)
    if repeated >= REPEATED_TIMES:
        return _("The same text stands in %(number)d answers.") % {"number": repeated}
    fast = seconds_taken is not None and seconds_taken < TYPED_IN_UNDER_SECONDS
    if fast and (links >= SOME_LINKS or repeated >= 2):
        return _("It was sent within %(seconds)d seconds, with links or repeated text.") % {
            "seconds": TYPED_IN_UNDER_SECONDS
        }
    return ""
