"""Invitations: a link that lets one person choose a password, once, within some days."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from folkmoot.ground.accounts.adapters import send_person_mail, verify_address
from folkmoot.ground.accounts.models import User
from folkmoot.ground.accounts.policies import check_manage_people
from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import site_identity
from folkmoot_core.values import Fault, Invalid

SALT = "folkmoot.accounts.invitation"


@transaction.atomic
def invite_person(*, person: User, by: Actor, reason: str = "") -> str:
    """Send an invitation and return its link. Earlier invitations of this person stop working."""
    check_manage_people(by)
    if person.has_usable_password():
        fault = Fault("person", "This person has a password already.", "They can ask for a new one where they sign in.")
        raise Invalid([fault])
    if not person.is_active:
        raise Invalid([Fault("person", "This account is closed.", "Open it again first.")])
    person.set_unusable_password()
    person.save(update_fields=["password"])
    record(verb="person.invited", subject=person, by=by, reason=reason)
    link = f"{settings.PUBLIC_URL}{reverse('accounts:accept_invitation', args=[_token(person)])}"
    values = {"person": person, "by": by, "link": link, "days": settings.INVITATION_DAYS, "site": site_identity()}
    body = render_to_string("accounts/mail/invitation.txt", values)
    subject = _("Your account on %(site)s") % {"site": site_identity()["name"]}
    transaction.on_commit(lambda: send_person_mail(to=person.email, subject=subject, body=body, secret=True))
    return link


def invited_person(token: str) -> User | None:
    """Whom a link invites; None when it is not ours, too old, used, or replaced by a newer one."""
    try:
        contents = signing.loads(token, salt=SALT, max_age=settings.INVITATION_DAYS * 24 * 60 * 60)
        person = User.objects.filter(pk=int(contents["person"]), is_active=True).first()
        state = str(contents["state"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    return person if person and constant_time_compare(state, _state(person)) else None


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Set the invited person's first password. Raises `Invalid` when the link no longer works."""
    invited = invited_person(token)
    person = User.objects.select_for_update().filter(pk=invited.pk).first() if invited else None
    if person is None or invited_person(token) is None:
        raise Invalid([Fault("link", "This link no longer works.", "Ask your administrator for a new one.")])
    person.set_password(password)
    person.save(update_fields=["password"])
    verify_address(person)
    record(verb="person.accepted_invitation", subject=person, by=person.as_actor())
    return person


def _token(person: User) -> str:
    return signing.dumps({"person": person.pk, "state": _state(person)}, salt=SALT, compress=False)


def _state(person: User) -> str:
    """Changes when a password is set or another invitation is sent, so that a link works once."""
    return salted_hmac(SALT, f"{person.pk}:{person.email}:{person.password}", algorithm="sha256").hexdigest()
