"""Who may manage people, and who must use a second step to sign in. Values and pure functions only."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused

STAFF = "staff"
NOBODY = "none"


def can_manage_people(actor: Actor) -> bool:
    """Making, stopping and opening accounts touches all that a person holds, so it needs the role everywhere."""
    return actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE)


def check_manage_people(actor: Actor) -> None:
    if not can_manage_people(actor):
        raise Refused(_("Only an administrator for the whole site may manage people."))


def can_grant(actor: Actor, scope: str) -> bool:
    """An administrator gives and takes roles only where they are administrator themselves: nobody lifts themselves."""
    return actor.holds(Role.ADMINISTRATOR, scope=scope)


def check_grant(actor: Actor, scope: str) -> None:
    if not can_grant(actor, scope):
        raise Refused(_("You may give and take roles only where you are administrator yourself."))


def roles_with_two_steps(setting: str) -> frozenset[str]:
    """The roles of settings.TWO_STEP: "staff", "none", or role names with commas between.

    Raises ValueError naming what is not a role.
    """
    wanted = {name.strip() for name in setting.split(",") if name.strip()}
    if wanted <= {NOBODY}:
        return frozenset()
    if wanted == {STAFF}:
        return frozenset(set(Role.values) - {Role.RESIDENT.value})
    unknown = sorted(wanted - set(Role.values))
    if unknown:
        raise ValueError(f"'{unknown[0]}' is not a role. Write staff, none, or some of: {', '.join(Role.values)}.")
    return frozenset(wanted)


def must_use_two_steps(actor: Actor, setting: str) -> bool:
    roles = roles_with_two_steps(setting)
    return any(grant.role in roles for grant in actor.grants)
