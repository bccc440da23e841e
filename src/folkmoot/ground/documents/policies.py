"""Who may add and read a document. Pure functions: no queries."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Classification, Role
from folkmoot.ground.base.policies import EVERYWHERE, Actor, Refused

# Exempt papers go to those who take part in the private part of a meeting; confidential ones to those who keep them
# (Local Government Act 1972, sections 100A to 100K and Schedule 12A).
READERS: dict[str, frozenset[str]] = {
    Classification.EXEMPT: frozenset({Role.CLERK, Role.MEMBER, Role.ADMINISTRATOR}),
    Classification.CONFIDENTIAL: frozenset({Role.CLERK, Role.ADMINISTRATOR}),
}


def can_read(actor: Actor, classification: str, scope: str | None = None, instead: Collection[str] = ()) -> bool:
    """Whether `actor` may open a document of this classification.

    `scope` is where the record it belongs to lies (`body:KEY` …); None: nobody said, so only roles held everywhere
    count. `instead` are the readers that this kind of record names for itself. Whatever is not listed is refused.
    """
    if classification == Classification.PUBLIC:
        return True
    if not actor.is_staff:
        return False
    if classification == Classification.INTERNAL:
        return True
    readers = READERS.get(classification)
    if readers is None:
        return False
    return actor.holds(*(instead or readers), scope=scope or EVERYWHERE)


def can_store(actor: Actor, classification: str) -> bool:
    """Staff add any document; what a resident sends in is never public before somebody looked at it."""
    return actor.is_staff or classification in {Classification.INTERNAL, Classification.CONFIDENTIAL}


def check_store(actor: Actor, classification: str) -> None:
    if not can_store(actor, classification):
        raise Refused(_("Only staff publish documents."))
