"""May and may-not for casework. Pure: they read the actor and how a case stands.

A case is read by complaints officers (and administrators) within the scopes of its unit, its bodies and its partners.
One that is confidential is read by its handler, by those named on it, and by holders of the role in the scope
`service:confidential`; until it has a handler, also by officers whose role holds everywhere, or nobody would pick it
up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused
from folkmoot_core.clocks import Policy
from folkmoot_core.values import Fault, Invalid

from .enums import TRANSITIONS, Outcome, State

OFFICERS = (Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR)
CONFIDENTIAL = "service:confidential"


@dataclass(frozen=True)
class Standing:
    """How a case stands, as far as who may do what depends on it. `handler` and `readers` are keys of actors."""

    state: str
    stage: int
    scopes: frozenset[str]
    handler: str = ""
    readers: frozenset[str] = field(default_factory=frozenset)
    is_confidential: bool = False


def can_work(actor: Actor) -> bool:
    """May come to the desk at all."""
    return actor.holds(*OFFICERS)


def can_read(actor: Actor, standing: Standing) -> bool:
    if actor.kind == "system":
        return True
    if not can_work(actor):
        return False
    if actor.key and (actor.key == standing.handler or actor.key in standing.readers):
        return True
    if standing.is_confidential:
        return has_confidential_right(actor) or (not standing.handler and actor.holds(*OFFICERS, scope=EVERYWHERE))
    return any(actor.holds(*OFFICERS, scope=scope) for scope in standing.scopes or {EVERYWHERE})


def has_confidential_right(actor: Actor) -> bool:
    """By a grant that names it: a role held everywhere is not enough."""
    return actor.kind == "system" or CONFIDENTIAL in actor.scopes(Role.COMPLAINTS_OFFICER)


def can_set_up(actor: Actor) -> bool:
    return actor.holds(Role.ADMINISTRATOR, scope=EVERYWHERE)


def check(allowed: bool, sentence: str) -> None:  # noqa: FBT001 – reads as a sentence
    if not allowed:
        raise Refused(sentence)


def check_log(actor: Actor) -> None:
    """Residents bring their own cases; whoever works the desk writes down those of others."""
    check(actor.kind in ("resident", "system") or can_work(actor), _("Only complaints officers log cases for others."))


def check_work(actor: Actor, standing: Standing) -> None:
    check(can_read(actor, standing), _("Only complaints officers of the services that it is about can do this."))


def check_set_up(actor: Actor) -> None:
    check(can_set_up(actor), _("Only an administrator of the whole site sets up casework."))


def check_state(standing: Standing, *states: str) -> None:
    """Raises Refused, in words that say where the case stands, unless it is in one of `states`."""
    if standing.state in states:
        return
    said = {
        State.HELD: _("This case is held at the door. Let it in or set it aside first."),
        State.OPEN: _("This case is open: it has to be answered or closed first."),
        State.ANSWERED: _("This case is answered. Reopen it, or take it to the next stage."),
        State.CLOSED: _("This case is closed. Reopen it first."),
        State.SET_ASIDE: _("This case was set aside at the door. Let it in first."),
    }
    raise Refused(said[State(standing.state)])


def can_move(old: str, new: str) -> bool:
    return new in TRANSITIONS.get(old, frozenset())


def check_other_handler(new: str, earlier: Iterable[str]) -> None:
    """Whoever looked at it before does not look at it again (Complaint Handling Code, 6.13). Keys of actors."""
    if new and new in set(earlier):
        message = _("Whoever dealt with the earlier stage cannot deal with this one.")
        raise Invalid([Fault("handler", message, _("Choose somebody else."))])


def next_stage_of(policy: Policy | None, escalated: int) -> bool:
    """Whether the policy has a further stage that begins when somebody asks for it, after so many times."""
    return _times(policy, "escalated") > escalated


def can_pause(policy: Policy | None) -> bool:
    return policy is not None and policy.pauses is not None


def can_reopen_clock(policy: Policy | None, reopened: int) -> bool:
    """Whether reopening begins a count of its own, after so many times; else a case that was answered goes to the next
    stage or to the Ombudsman."""
    return _times(policy, "reopened") > reopened


def _times(policy: Policy | None, begins: str) -> int:
    """How often the policy lets a case begin a stage in this way."""
    return sum(each.times for each in policy.stages if each.begins == begins) if policy else 0


def can_extend(policy: Policy | None) -> bool:
    return policy is not None and any(limit.extendable for each in policy.stages for limit in each.limits)


def check_not_future(on: date, today: date, *, name: str = "on") -> None:
    if on > today:
        raise Invalid([Fault(name, _("That day lies in the future."), _("Give today's date or an earlier one."))])


def overall(outcomes: Collection[str]) -> str:
    """One outcome for a case from those of its points: upheld where all are, partly where some are.

    Points that were withdrawn or refused count only where nothing else was found.
    """
    found = [each for each in outcomes if each not in (Outcome.WITHDRAWN, Outcome.REFUSED)]
    if not found:
        return next(iter(outcomes), "")
    if set(found) == {Outcome.UPHELD}:
        return Outcome.UPHELD
    if set(found) == {Outcome.NOT_UPHELD}:
        return Outcome.NOT_UPHELD
    return Outcome.PARTLY_UPHELD
