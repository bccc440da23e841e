"""The front door of `accounts`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import Actor
from folkmoot_core.packfiles import Report

from .actions.add_person import add_person
from .actions.change_roles import grant_role, revoke_role
from .actions.invite_person import invite_person
from .actions.load_people import DEMO_PASSWORD, load_people
from .models import RoleGrant
from .queries import DemoPerson, actor_of, administrators, demo_people, person_count

__all__ = [
    "DEMO_PASSWORD",
    "DemoPerson",
    "actor_of",
    "add_person",
    "consistency",
    "demo_people",
    "grant_role",
    "invite_person",
    "load_pack",
    "person_count",
    "revoke_role",
]


def load_pack(folder: Path, report: Report, by: Actor) -> dict[str, int]:
    """Make the demonstration people of a pack; call it in demo mode only. Faults go to `report`."""
    return load_people(folder=folder, report=report, by=by)


def consistency() -> Iterator[str]:
    """Sentences about what is wrong with accounts, for `folkmoot check`."""
    if not administrators(locked=False).exists():
        yield "Nobody is administrator of the whole site. Make one: folkmoot user add --administrator."
    for grant in RoleGrant.objects.exclude(role__in=Role.values).select_related("user"):
        yield f"{grant.user} holds '{grant.role}', which is not a role any more. Take it away."
