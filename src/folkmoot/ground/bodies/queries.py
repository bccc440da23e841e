"""The register: bodies, who sits on them, and for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot_core.packfiles import parse_partial

from .enums import Classification
from .models import Membership, Organisation, Person, Post

LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Sittings:
    """Memberships as of a day: those that hold, have ended, or are still to begin. A start or end that is not known is
    read in favour of holding."""

    now: tuple[Membership, ...]
    before: tuple[Membership, ...]
    ahead: tuple[Membership, ...] = ()


def register(search: str = "", classification: str = "") -> QuerySet[Organisation]:
    """Organisations in the order of their classifications, then by name; those whose name, other name or purpose holds
    `search`, of one classification if given."""
    order = Case(
        *(When(classification=kind, then=Value(place)) for place, kind in enumerate(Classification.values)),
        default=Value(len(Classification.values)),
        output_field=IntegerField(),
    )
    found = Organisation.objects.annotate(classification_order=order).order_by("classification_order", "name", "pk")
    if classification:
        found = found.filter(classification=classification)
    # PostgreSQL takes no NUL in text, and no name holds one.
    words = search.replace("\0", " ").split()
    for word in words:
        found = found.filter(Q(name__icontains=word) | Q(other_names__icontains=word) | Q(purpose__icontains=word))
    return found


def organisation_by_key(key: str) -> Organisation | None:
    return Organisation.objects.filter(key=key).first()


def has_begun(membership: Membership, today: date) -> bool:
    """Whether the first day it can mean has come."""
    start = parse_partial(membership.start_date)
    return start is None or start.first <= today


def holds_on(membership: Membership, day: date) -> bool:
    return has_begun(membership, day) and not has_ended(membership, day)


def vacancies_of(organisation: Organisation, today: date) -> list[Post]:
    """Posts of the body that nobody holds on the day."""
    posts = organisation.posts.prefetch_related("memberships")
    return [
        post for post in posts if not any(seat.person_id and holds_on(seat, today) for seat in post.memberships.all())
    ]


def all_sittings(keys: Collection[str] | None = None) -> list[Membership]:
    """Every membership of these bodies (None: of all), with who and for whom."""
    found = Membership.objects.select_related("person", "organisation", "post", "on_behalf_of").order_by("pk")
    return list(found if keys is None else found.filter(organisation__key__in=keys))


def members_of(organisation: Organisation, today: date) -> Sittings:
    """Who sits on it, by name; vacant posts last."""
    found = Membership.objects.filter(organisation=organisation).select_related("person", "post", "on_behalf_of")
    return _parted(sorted(found, key=lambda each: (each.person is None, str(each.person or ""), each.pk)), today)


def sittings_of(person: Person, today: date) -> Sittings:
    """Where a person sits, by the name of the body."""
    found = Membership.objects.filter(person=person).select_related("organisation", "post", "on_behalf_of")
    return _parted(list(found.order_by("organisation__name", "pk")), today)


def posts_of(organisation: Organisation) -> QuerySet[Post]:
    return organisation.posts.all()


def has_ended(membership: Membership, today: date) -> bool:
    """Whether its last day is over; a month or year counts as over when all of it is."""
    end = parse_partial(membership.end_date)
    return end is not None and end.last < today


def _parted(memberships: list[Membership], today: date) -> Sittings:
    return Sittings(
        tuple(each for each in memberships if holds_on(each, today)),
        tuple(each for each in memberships if has_ended(each, today)),
        tuple(each for each in memberships if not has_begun(each, today) and not has_ended(each, today)),
    )


def organisations_of(actor: Actor, *roles: str) -> QuerySet[Organisation]:
    """Those for which the actor holds one of `roles`: all, where it is held everywhere."""
    if actor.holds(*roles, scope=EVERYWHERE):
        return Organisation.objects.all()
    near = Organisation.objects.filter(key__in={scope.partition(":")[2] for scope in actor.scopes(*roles)})
    return Organisation.objects.filter(pk__in=[each.pk for each in near if actor.holds(*roles, scope=each.scope)])
