"""Who may write down what happens in a meeting, and what is a member's own. Pure functions: no queries."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused

from ..enums import Access
from ..enums.conduct import MinutesState
from . import KEEPERS, Scoped, can_read, check_keep

MEMBERS = (Role.MEMBER, *KEEPERS)


def check_conduct(actor: Actor, of: Scoped, minutes_state: str = "") -> None:
    """Write down what happens at a meeting: its clerk, until the minutes are approved."""
    check_keep(actor, of)
    if minutes_state == MinutesState.APPROVED:
        raise Refused(_("The minutes of this meeting are approved. Reopen them first, with the reason."))


def can_read_kept_back(actor: Actor, of: Scoped, item_access: str) -> bool:
    """Read what was minuted, moved or decided without the public. It stays exempt where the item has been opened since:
    opening the item does not open what was said about it."""
    return can_read(actor, Access.EXEMPT if item_access == Access.PUBLIC else item_access, of)


def can_keep_register(actor: Actor) -> bool:
    """Keep the register of interests of every member, grant dispensations, and say who signs in as whom."""
    return actor.holds(*KEEPERS, scope=EVERYWHERE)


def check_keep_register(actor: Actor) -> None:
    if not can_keep_register(actor):
        raise Refused(_("Only a clerk or administrator of the whole site keeps the register of interests."))


def check_own_or_keeper(actor: Actor, owner_key: str) -> None:
    """`owner_key` is the actor key of the member to whom something belongs."""
    if actor.key != owner_key and not can_keep_register(actor):
        raise Refused(_("A member's own entries are changed by the member, or by whoever keeps the register."))
