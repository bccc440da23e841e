"""Which cases somebody may read, decided in the database: the same as `policies.can_read`, said in SQL."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet
from django.db.models.lookups import In

from folkmoot.ground.base.policies import EVERYWHERE, Actor

from ..enums import State
from ..models import Case, Unit
from ..policies import OFFICERS, can_work, has_confidential_right

DOOR = (State.HELD, State.SET_ASIDE)


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """All cases that the actor may read; none for whoever does not work on cases."""
    cases = Case.objects.all()
    if actor.kind == "system":
        return cases
    if not can_work(actor):
        return cases.none()
    return cases.filter(may_read(actor))


def may_read(actor: Actor) -> Q:
    user = user_id(actor)
    everywhere = actor.holds(*OFFICERS, scope=EVERYWHERE)
    open_to_them = Q(is_confidential=False)
    if not everywhere:
        open_to_them &= within_scopes(actor)
    if everywhere:
        open_to_them |= Q(is_confidential=True, handler__isnull=True)
    if has_confidential_right(actor):
        open_to_them |= Q(is_confidential=True)
    read_by_name = Case.readers.through.objects.filter(user_id=user).values("case_id")
    return open_to_them | Q(handler_id=user) | Q(pk__in=read_by_name, is_confidential=True)


def within_scopes(actor: Actor) -> Q:
    """Cases of the units and bodies for which the actor holds a role. The few units are looked up first.

    The unit is added to nought, so that no database takes an index of units for this: it would gather every case that a
    service ever had, where those that are wanted (open ones, the newest, some numbers) are few and have an index that
    holds all that is asked here.
    """
    scopes = actor.scopes(*OFFICERS) - {EVERYWHERE}
    services = [scope.partition(":")[2] for scope in scopes if scope.startswith("service:")]
    bodies = [scope.partition(":")[2] for scope in scopes if not scope.startswith("service:")]
    units = list(
        Unit.objects.filter(Q(key__in=services) | Q(organisation__key__in=bodies)).values_list("pk", flat=True)
    )
    within = Q(In(F("unit_id") + 0, units)) if units else Q(pk=None)
    if bodies:
        shared = Case.partners.through.objects.filter(organisation__key__in=bodies).values("case_id")
        within |= Q(lead__key__in=bodies) | Q(pk__in=shared)
    return within


def user_id(actor: Actor) -> int:
    """The number of the account; 0, which no account has, for whoever has none."""
    number = actor.key.removeprefix("user:")
    return int(number) if number.isdigit() else 0


def covers_all(actor: Actor) -> bool:
    """Works on the cases of every service there is: by a role that holds everywhere, or in every body that has one.
    Such officers alone see and do what is about all cases together. At most one query."""
    if actor.kind == "system" or actor.holds(*OFFICERS, scope=EVERYWHERE):
        return True
    bodies = set(Unit.objects.order_by().values_list("organisation__key", flat=True))
    return bool(bodies) and all(actor.holds(*OFFICERS, scope=f"organisation:{key}") for key in bodies)
