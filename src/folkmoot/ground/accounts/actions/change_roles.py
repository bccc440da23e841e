from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from folkmoot.ground.accounts.models import RoleGrant, User, scope_form
from folkmoot.ground.accounts.policies import check_grant
from folkmoot.ground.accounts.queries import administrators
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot_core.values import Fault, Invalid


@transaction.atomic
def grant_role(*, person: User, role: str, scope: str = EVERYWHERE, by: Actor, reason: str) -> RoleGrant:
    """Give a role, everywhere or within a scope. Granting what is held already changes nothing."""
    check_grant(by, scope)
    _check(role, scope, reason)
    grant, made = RoleGrant.objects.get_or_create(user=person, role=role, scope=scope, defaults={"granted_by": by.name})
    if made:
        record(verb="person.role_granted", subject=person, by=by, changes={role: ["", scope]}, reason=reason)
    return grant


@transaction.atomic
def revoke_role(*, grant: RoleGrant, by: Actor, reason: str) -> None:
    """Take a role away, from the next request on. The last administrator of the site keeps theirs."""
    check_grant(by, grant.scope)
    _check(grant.role, grant.scope, reason)
    if grant.role == Role.ADMINISTRATOR and grant.scope == EVERYWHERE:
        check_not_last(grant.user)
    record(
        verb="person.role_revoked",
        subject=grant.user,
        by=by,
        changes={grant.role: [grant.scope, ""]},
        reason=reason,
    )
    grant.delete()


def check_not_last(person: User) -> None:
    """Raise `Invalid` when nobody but `person` could govern the site. Call it inside a transaction."""
    others = {grant.user_id for grant in administrators()} - {person.pk}
    if person.is_active and not others:
        raise Invalid(
            [Fault("role", "This is the last administrator of the site.", "Make somebody else administrator first.")]
        )


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid([Fault("reason", "The reason is missing.", "Write one line; it is kept in the history.")])


def _check(role: str, scope: str, reason: str) -> None:
    check_reason(reason)
    if role not in Role.values:
        raise Invalid([Fault("role", f"'{role}' is not a role.", f"Write one of: {', '.join(Role.values)}.")])
    try:
        scope_form(scope)
    except ValidationError as problem:
        raise Invalid([Fault("scope", f"'{scope}' is not a scope.", " ".join(problem.messages))]) from problem
