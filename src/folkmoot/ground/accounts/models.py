from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Grant

scope_form = RegexValidator(
    r"^(\*|(organisation|body|service):[a-z0-9_-]+)$",
    _("Write * for everywhere, or organisation:KEY, body:KEY or service:KEY."),
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """For Django's own tools. Pages go by grants: an administrator holds one everywhere."""
        user = self.create_user(email, password, is_superuser=True, **fields)
        RoleGrant.objects.create(user=user, role=Role.ADMINISTRATOR, scope=EVERYWHERE, granted_by="Command line")
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. Roles stand in grants, so that they have a scope and a beginning."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text=_("A demonstration account; refused in production."))
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        return self.is_superuser

    def as_actor(self) -> Actor:
        """This person as the value that policies read."""
        grants = frozenset(Grant(grant.role, grant.scope) for grant in self.grants.all())
        return Actor(kind="person", key=f"user:{self.pk}", name=self.name or self.email, grants=grants)


class RoleGrant(models.Model):
    """A role given to a person, everywhere or within one organisation, body or service."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40, choices=Role.choices)
    scope = models.CharField(max_length=120, default=EVERYWHERE, validators=[scope_form])
    granted_at = models.DateTimeField(default=timezone.now)
    granted_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "scope"], name="one_grant_per_role_and_scope")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} ({self.scope})"
