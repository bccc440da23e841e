"""Who acts, and who may come in. Values and pure functions only: no queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .enums import Role

EVERYWHERE = "*"


class Refused(PermissionDenied):
    """Somebody may not do this; the message is a sentence for that somebody."""


@dataclass(frozen=True)
class Grant:
    """A role within a scope: `*`, `organisation:KEY`, `body:KEY` or `service:KEY`."""

    role: str
    scope: str = EVERYWHERE


@dataclass(frozen=True)
class Actor:
    """Who does something: a signed-in person, an anonymous resident, or the system itself."""

    kind: str
    key: str = ""
    name: str = ""
    grants: frozenset[Grant] = field(default_factory=frozenset)

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    @property
    def is_staff(self) -> bool:
        return self.kind == "system" or any(grant.role != Role.RESIDENT for grant in self.grants)

    def holds(self, *roles: str, scope: str | None = None) -> bool:
        """True when a grant gives one of `roles`, everywhere or within `scope` (None: in any scope)."""
        if self.kind == "system":
            return True
        return any(
            grant.role in roles and (scope is None or grant.scope in (EVERYWHERE, scope)) for grant in self.grants
        )

    def scopes(self, *roles: str) -> frozenset[str]:
        """The scopes in which one of `roles` is held."""
        return frozenset(grant.scope for grant in self.grants if grant.role in roles)


RESIDENT = Actor(kind="resident", name="A resident")
SYSTEM = Actor(kind="system", name="Folkmoot")


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as the middleware of accounts found out."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@dataclass(frozen=True)
class Access:
    """Who may open a page: everybody, everybody signed in, or people holding one of `roles`; with `everywhere`, for the
    whole site and not for one body."""

    roles: frozenset[str] = frozenset()
    public: bool = False
    everywhere: bool = False

    def admits(self, actor: Actor) -> bool:
        if self.public:
            return True
        scope = EVERYWHERE if self.everywhere else None
        return actor.is_person and (not self.roles or actor.holds(*self.roles, scope=scope))


PUBLIC = Access(public=True)
SIGNED_IN = Access()
View = TypeVar("View", bound=Callable[..., Any])


def needs(*roles: str, everywhere: bool = False) -> Callable[[View], View]:
    """Mark a view (function or class) as open to people who hold one of `roles`; none named: anybody signed in.
    `everywhere`: only to those who hold it for the whole site."""

    def mark(view: View) -> View:
        view.access = Access(roles=frozenset(roles), everywhere=everywhere)  # type: ignore[attr-defined]
        return view

    return mark


def public_page(view: View) -> View:
    """Mark a view as open to everybody."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def access_of(view: Any) -> Access | None:
    """The mark on a resolved view, or None when nobody thought about it (then everybody is refused)."""
    for candidate in (view, getattr(view, "view_class", None)):
        access = getattr(candidate, "access", None)
        if isinstance(access, Access):
            return access
    return None
