"""Who may look into the outbox, when a message is tried again, and which addresses can work. No queries."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Actor, Refused

from .enums import Medium

KEEPERS = (Role.ENGAGEMENT_OFFICER, Role.ADMINISTRATOR)
# These too come to the outbox, for the messages that an app says are theirs to look after.
LOOKERS = (*KEEPERS, Role.COMPLAINTS_OFFICER)
ATTEMPTS = 5
# A worker that has not said how a message went after this long is taken to have died.
LEASE = timedelta(minutes=10)


_TELEPHONE = re.compile(r"\+?[0-9 ()-]{7,20}")
# The longest number that the international plan allows (ITU-T E.164), and the shortest that a mobile could have.
FEWEST_DIGITS, MOST_DIGITS = 10, 15


def can_keep_outbox(actor: Actor) -> bool:
    """May read messages, try failed ones again and print letters."""
    return actor.holds(*LOOKERS)


def check_keep_outbox(actor: Actor) -> None:
    if not can_keep_outbox(actor):
        raise Refused(_("Only engagement officers, complaints officers and administrators look after messages."))


def wait_after(attempt: int) -> timedelta:
    """How long to wait after the `attempt`th try (1, 2, …) failed: 1, 4, 16, 64 minutes."""
    return timedelta(minutes=4 ** (attempt - 1))


def is_email_address(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


def fault_of_address(medium: str, to: str) -> str:
    """Why a message cannot go to this address, as a sentence; '' when it can be tried."""
    to = to.strip()
    if not to:
        return _("There is no address.")
    if medium == Medium.EMAIL and not is_email_address(to):
        return _("“%(address)s” is not an e-mail address.") % {"address": to[:100]}
    if medium == Medium.TEXT and not re.fullmatch(r"\+?[\d ()-]{7,25}", to):
        return _("“%(address)s” is not a telephone number.") % {"address": to[:100]}
    if medium == Medium.LETTER and not 3 <= len(address_lines(to)) <= 7:
        return _("A postal address has 3 to 7 lines; the last one is the postcode.")
    return ""


def can_be_a_mobile(typed: str) -> bool:
    """Whether a text message to what somebody typed could arrive: stricter than `fault_of_address`, since whoever types
    can still mend it."""
    typed = typed.strip()
    digits = sum(character.isdigit() for character in typed)
    return _TELEPHONE.fullmatch(typed) is not None and FEWEST_DIGITS <= digits <= MOST_DIGITS


def address_lines(to: str) -> list[str]:
    return [line.strip() for line in to.splitlines() if line.strip()]
