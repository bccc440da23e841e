from __future__ import annotations

from typing import Any

import factory
from allauth.account.models import EmailAddress

from folkmoot.ground.accounts.models import RoleGrant, User
from folkmoot.ground.base.policies import EVERYWHERE

PASSWORD = "walnut-harbour-tricycle"


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who can sign in with PASSWORD. `roles=["clerk", ("member", "body:posc")]` grants them."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def address(self: User, create: bool, verified: bool | None, **_rest: Any) -> None:
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=verified is not False, primary=True)

    @factory.post_generation
    def roles(self: User, create: bool, roles: list[str | tuple[str, str]] | None, **_rest: Any) -> None:
        for role in roles or []:
            name, scope = (role, EVERYWHERE) if isinstance(role, str) else role
            RoleGrant.objects.create(user=self, role=name, scope=scope)
