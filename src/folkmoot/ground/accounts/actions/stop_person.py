from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.accounts.adapters import send_person_mail
from folkmoot.ground.accounts.models import User
from folkmoot.ground.accounts.policies import check_manage_people
from folkmoot.ground.accounts.queries import administrators
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from .change_roles import check_not_last, check_reason


@transaction.atomic
def stop_person(*, person: User, by: Actor, reason: str) -> None:
    """Close an account, from the next request on. What they did and what they hold stays on record."""
    check_manage_people(by)
    check_reason(reason)
    if by.key == person.as_actor().key:
        raise Invalid([Fault("person", "This is your own account.", "Ask another administrator to close it.")])
    if administrators().filter(user=person).exists():
        check_not_last(person)
    _set_active(person, by, reason, active=False)


@transaction.atomic
def reopen_person(*, person: User, by: Actor, reason: str) -> None:
    """Open a closed account again, with the roles it had."""
    check_manage_people(by)
    check_reason(reason)
    _set_active(person, by, reason, active=True)


@transaction.atomic
def reset_second_step(*, person: User, by: Actor, reason: str) -> None:
    """For somebody who lost the telephone and the recovery codes: they set up a new second step when they next come."""
    check_manage_people(by)
    check_reason(reason)
    removed, _rows = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise Invalid([Fault("person", "This person has no second step.", "There is nothing to reset.")])
    record(verb="person.second_step_reset", subject=person, by=by, reason=reason)
    transaction.on_commit(lambda: _tell_of_reset(person))


def _set_active(person: User, by: Actor, reason: str, *, active: bool) -> None:
    if person.is_active == active:
        return
    person.is_active = active
    person.save(update_fields=["is_active"])
    verb = "person.reopened" if active else "person.stopped"
    record(verb=verb, subject=person, by=by, changes={"is_active": [not active, active]}, reason=reason)


def _tell_of_reset(person: User) -> None:
    send_person_mail(
        to=person.email,
        subject=_("Your second step was reset"),
        body=_(
            "An administrator removed the second step from your account, so that you can set up a new one. "
            "If you did not ask for this, tell your administrator at once."
        )
        + "\n",
    )
