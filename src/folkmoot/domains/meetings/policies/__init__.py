"""Who may call a meeting, read what is kept back, and alter an agenda. Pure functions: no queries."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused

from ..enums import Access

# A clerk keeps the meetings of the bodies within the grant's scope; an administrator any.
KEEPERS = (Role.CLERK, Role.ADMINISTRATOR)
# Local Government Act 1972, sections 100A to 100K: members see exempt papers, confidential ones stay with the keepers.
READERS: dict[str, tuple[Role, ...]] = {
    Access.EXEMPT: (Role.MEMBER, *KEEPERS),
    Access.CONFIDENTIAL: KEEPERS,
}
# Who may ask a body to look at something, before its clerk says yes.
ASKERS = (Role.ENGAGEMENT_OFFICER, Role.COMPLAINTS_OFFICER, Role.PERFORMANCE_OFFICER, Role.ANALYST, *KEEPERS)


class Scoped(Protocol):
    """Anything that has a scope key, as a body and its meetings do."""

    @property
    def scope(self) -> str: ...


def can_keep(actor: Actor, of: Scoped) -> bool:
    """Plan, alter and publish the meetings of a body."""
    return actor.holds(*KEEPERS, scope=of.scope)


def check_keep(actor: Actor, of: Scoped) -> None:
    if not can_keep(actor, of):
        raise Refused(_("Only the clerk of this body or an administrator may alter its meetings."))


def can_read(actor: Actor, access: str, of: Scoped) -> bool:
    """Read an item, paper or attachment of this access at a meeting of the body."""
    if access == Access.PUBLIC:
        return True
    readers = READERS.get(access)
    return readers is not None and actor.holds(*readers, scope=of.scope)


def can_put_before(actor: Actor) -> bool:
    """Put something that the thread knows before a body."""
    return actor.holds(*ASKERS)


def check_put_before(actor: Actor) -> None:
    if not can_put_before(actor):
        raise Refused(_("Only officers put something before a body."))


def can_load_meetings(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE)


def check_load_meetings(actor: Actor) -> None:
    if not can_load_meetings(actor):
        raise Refused(_("Only an administrator of the whole site may load meetings."))
