"""How django-allauth signs people in here: who may, what our letters say, what an identity provider is believed."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from folkmoot.ground.base.public import site_identity

from .models import User

JUST_NOW = 5 * 60  # seconds
# allauth's letters that carry a link or a code; the others only say that something was changed.
LETTERS_WITH_A_KEY = ("password_reset_key", "email_confirmation", "email_confirmation_signup")


def send_person_mail(*, to: str, subject: str, body: str, secret: bool = False) -> None:
    """Hand a letter about an account to the one door out (settings.PERSON_MAIL). `secret`: its link opens something."""
    import_string(settings.PERSON_MAIL)(to=to, subject=subject, body=body, secret=secret)


class PasswordBackend(AuthenticationBackend):
    """E-mail address and password. Also asked at every request, so that a dead account is out at once."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        if getattr(user, "is_demo", False) and not settings.DEMO_PEOPLE_MAY_SIGN_IN:
            return False
        return super().user_can_authenticate(user)


class SignInAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, and letters leave by the one door out."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGN_UP_OPEN)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        words = {"email": email, "site_name": site_identity()["name"], "public_url": settings.PUBLIC_URL}
        message = self.render_mail(template_prefix, email, words | context)
        secret = template_prefix.rpartition("/")[2] in LETTERS_WITH_A_KEY
        send_person_mail(to=email, subject=message.subject, body=f"{str(message.body).strip()}\n", secret=secret)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose tries are counted: behind our own proxy not the proxy, else one visitor would lock out all."""
        return str(import_string(settings.SENDER_OF_REQUEST)(request))

    def is_reauthentication_required(self, *, app: str, **rest: Any) -> bool:
        """Not of somebody who has only just signed in, such as a newcomer who must set up a second step."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < JUST_NOW:
            return False
        return super().is_reauthentication_required(app=app, **rest)

    # Links in letters never take their host from the request, which a stranger can write.
    def get_reset_password_from_key_url(self, key: str) -> str:
        user_key, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_key, "key": token})
        return f"{settings.PUBLIC_URL}{path}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return f"{settings.PUBLIC_URL}{reverse('account_confirm_email', args=[emailconfirmation.key])}"


class SecondStepAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        """What the authenticator app shows beside the code."""
        return str(site_identity()["name"])


class IdentityProviderAdapter(DefaultSocialAccountAdapter):
    """A partner's directory says who somebody is, never what they may do: a newcomer holds no role."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> AbstractBaseUser:
        user: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        name = data.get("name") or " ".join(part for part in parts if part)
        user.name = str(name or user.email)[: User._meta.get_field("name").max_length]
        user.email = user.email.lower()
        return user


def verify_address(user: User) -> None:
    """Note for allauth that this person's address is theirs: they came by a link that only it received."""
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
