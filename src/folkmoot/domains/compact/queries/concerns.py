"""Concerns: the page of whoever raised one, the officers' queue, and what everybody may know of their number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from folkmoot.ground.base.policies import Actor
from folkmoot_core.clocks import Due
from folkmoot_core.values import normalise_reference

from ..adapters.clocks import clock_of
from ..enums import INTERNAL, UNDER_WAY, ConcernState
from ..models import Agreement, Concern, ConcernStep
from .visible import concerns_for

SMALL = 5
# How they are told apart in public: so few groups that most of them are not small.
GROUPS: dict[str, tuple[str, ...]] = {
    "under_way": UNDER_WAY,
    "resolved": (ConcernState.RESOLVED,),
    "ended": (ConcernState.NOT_RESOLVED, ConcernState.WITHDRAWN),
}


def followed(reference: str, secret: str) -> Concern | None:
    """The concern of this reference, for whoever gives its secret, typed in any case, with or without dashes."""
    known = normalise_reference(reference)
    found = Concern.objects.select_related("arrival", "agreement__keeper", "commitment__version__agreement", "about")
    concern = found.filter(arrival__reference=known).first() if known else None
    given = normalise_reference(secret) or ""
    return concern if concern and constant_time_compare(concern.secret, given) else None


def steps_shown(concern: Concern) -> list[ConcernStep]:
    """What whoever raised it sees, newest first."""
    return list(concern.steps.exclude(kind__in=INTERNAL).order_by("-on", "-at", "-pk"))


def dues_of(concern: Concern) -> list[Due]:
    clock = clock_of(concern.agreement, concern.steps.all())
    return list(clock.dues) if clock else []


def queue(actor: Actor, state: str = "") -> QuerySet[Concern]:
    """Under way first by the next date, or of one state."""
    found = concerns_for(actor)
    if state in ConcernState.values:
        return found.filter(state=state)
    return found.filter(state__in=UNDER_WAY).order_by("next_due", "raised_on", "pk")


@dataclass(frozen=True)
class Counts:
    """{group: how many, rounded down to a multiple of 5; None from 1 to 4}. `total` is left out where one is None."""

    by_group: dict[str, int | None]
    total: int | None


def counts_of(agreement: Agreement, year: int | None = None) -> Counts:
    """How many concerns stand how, with small numbers kept back. Of those held or set aside nothing is said."""
    found = Concern.objects.filter(agreement=agreement)
    if year:
        found = found.filter(raised_on__year=year)
    states = Counter(found.values_list("state", flat=True))
    exact = {name: sum(states[state] for state in group) for name, group in GROUPS.items()}
    return protected(exact)


def protected(exact: dict[str, int]) -> Counts:
    """Small numbers are hidden, and others rounded down: the number of a year taken from that of all years, or today's
    from tomorrow's, tells of no single concern."""
    shown = {name: None if 0 < number < SMALL else _rounded(number) for name, number in exact.items()}
    return Counts(shown, None if None in shown.values() else _rounded(sum(exact.values())))


def _rounded(number: int) -> int:
    return number - number % SMALL


def published(agreement: Agreement) -> QuerySet[Concern]:
    found = Concern.objects.filter(agreement=agreement, is_published=True)
    return found.select_related("commitment__version__agreement", "about")


def is_late(concern: Concern, today: date) -> bool:
    return concern.next_due is not None and concern.next_due < today and concern.state in UNDER_WAY
