"""What people change about their own sign-in stands in the history, like every other write."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import email_changed, password_changed, password_reset, user_signed_up
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from folkmoot.ground.audit.public import record

from .models import User


def _record(user: User, verb: str, changes: dict[str, Any] | None = None) -> None:
    record(verb=verb, subject=user, by=user.as_actor(), changes=changes)


@receiver(password_changed)
def on_password_changed(user: User, **_rest: Any) -> None:
    _record(user, "person.password_changed")


@receiver(password_reset)
def on_password_reset(user: User, **_rest: Any) -> None:
    _record(user, "person.password_reset")


@receiver(email_changed)
def on_email_changed(user: User, from_email_address: Any, to_email_address: Any, **_rest: Any) -> None:
    old = from_email_address.email if from_email_address else ""
    _record(user, "person.email_changed", {"email": [old, to_email_address.email]})


@receiver(user_signed_up)
def on_signed_up(user: User, **rest: Any) -> None:
    login = rest.get("sociallogin")
    came_by = login.account.provider if login else "sign-up"
    _record(user, "person.signed_up", {"came by": ["", came_by]})


@receiver(authenticator_added)
def on_second_step_added(user: User, authenticator: Any, **_rest: Any) -> None:
    _record(user, "person.second_step_added", {"type": ["", authenticator.type]})


@receiver(authenticator_removed)
def on_second_step_removed(user: User, authenticator: Any, **_rest: Any) -> None:
    _record(user, "person.second_step_removed", {"type": [authenticator.type, ""]})


@receiver(authenticator_reset)
def on_recovery_codes_renewed(user: User, **_rest: Any) -> None:
    _record(user, "person.recovery_codes_renewed")
