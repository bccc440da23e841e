from __future__ import annotations

from dataclasses import dataclass, replace

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, RESIDENT, Actor

from .models import RoleGrant, User
from .policies import must_use_two_steps

SECOND_STEPS = ("mfa", "socialaccount")


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as, in a demonstration. `roles` are names for people, joined by commas."""

    email: str
    name: str
    roles: str


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person, or an anonymous resident.

    Does not touch the session when there is no cookie, so that a resident's page costs no query and sets no cookie;
    a signed-in person costs three queries (session, person, grants), so that a change of roles holds from the next
    request. Somebody who still owes a second step is known by name, but holds nothing yet.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return RESIDENT
    user = request.user
    if not isinstance(user, User):
        return RESIDENT
    actor = user.as_actor()
    if must_use_two_steps(actor, settings.TWO_STEP) and not has_used_second_step(request, user):
        request.owes_second_step = True  # type: ignore[attr-defined]
        return replace(actor, grants=frozenset())
    return actor


def has_used_second_step(request: HttpRequest, user: User) -> bool:
    """A code in this session, a sign-in by the partner's own directory, or an authenticator just set up."""
    records = get_authentication_records(request, user)
    if any(record.get("method") in SECOND_STEPS for record in records):
        return True
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def people(search: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """People with their grants, by name. `state` is "active", "stopped" or "" for all."""
    found = User.objects.prefetch_related("grants")
    if search:
        found = found.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if role:
        found = found.filter(grants__role=role).distinct()
    if state:
        found = found.filter(is_active=state == "active")
    return found.order_by("name", "email")


def administrators(*, locked: bool = True) -> QuerySet[RoleGrant]:
    """The grants that keep the site governed: administrator, everywhere, of an account that can sign in.

    Locked, inside a transaction, two administrators cannot remove each other at once.
    """
    found = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, scope=EVERYWHERE, user__is_active=True)
    return found.select_for_update() if locked else found


def demo_people() -> list[DemoPerson]:
    """The demonstration accounts that can sign in, by role as the list of roles stands."""
    order = {role: place for place, role in enumerate(Role.values)}
    found = User.objects.filter(is_demo=True, is_active=True).prefetch_related("grants")
    rows = []
    for user in found:
        grants = sorted(user.grants.all(), key=lambda grant: (order.get(grant.role, len(order)), grant.scope))
        first = order.get(grants[0].role, len(order)) if grants else len(order)
        roles = ", ".join(dict.fromkeys(str(grant.get_role_display()) for grant in grants))
        rows.append((first, user.name, DemoPerson(user.email, user.name, roles)))
    return [person for _first, _name, person in sorted(rows, key=lambda row: row[:2])]


def person_count() -> int:
    return User.objects.filter(is_active=True).count()
