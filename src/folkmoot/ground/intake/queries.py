from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot.ground.base.public import OneAfterAnother
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import documents_of
from folkmoot_core.values import normalise_reference

from .adapters.emails import EmailParts, parse_email
from .enums import UNSORTED, ArrivalState
from .models import Arrival
from .policies import DOORKEEPERS


@dataclass(frozen=True)
class Concern:
    """What is for an officer of the rows that arrivals of a kind became, each with its `arrival`; `for_all`: also those
    who hold a role everywhere are asked."""

    arrivals: Callable[[Actor], QuerySet[Any, Any]]
    for_all: bool


# Filled while Django starts (`intake.public.register_kind`), only read after that.
CONCERNS: dict[str, Concern] = {}
Way = tuple[str, str]
"""What a link says, and where it leads."""


@dataclass(frozen=True)
class Destination:
    """What an unsorted arrival can become. `title` stands above what it `offers`; `done` says that it became this."""

    kind: str
    title: str | Promise
    done: str | Promise
    offers: Callable[[Actor, Arrival], list[Way]]
    became: Callable[[Actor, Arrival], Way | None]


# Filled while Django starts (`intake.public.register_destination`), only read after that.
DESTINATIONS: dict[str, Destination] = {}


@dataclass(frozen=True)
class LogFilter:
    """What an officer narrows the log by; '' leaves a field open."""

    state: str = ""
    channel: str = ""
    kind: str = ""
    words: str = ""


def arrivals_for(actor: Actor) -> QuerySet[Arrival]:
    """The arrivals that an officer may read: what is for another body's service is not theirs."""
    arrivals = Arrival.objects.all()
    everywhere = actor.holds(*DOORKEEPERS, scope=EVERYWHERE)
    for kind, concern in CONCERNS.items():
        if concern.for_all or not everywhere:
            # Asked of each arrival that is looked at: a list of all that are theirs would be made first, each time.
            arrivals = arrivals.filter(~Q(kind=kind) | Exists(concern.arrivals(actor).filter(arrival=OuterRef("pk"))))
    return arrivals


def is_theirs(actor: Actor, key: str) -> bool:
    """Whether the arrival of this number is one that the officer may read."""
    return arrivals_for(actor).filter(pk=key).exists()


def held_of(narrowed: LogFilter, actor: Actor) -> QuerySet[Arrival]:
    """The held arrivals that fit and that the officer may read, newest first."""
    return _fitting(narrowed, actor).filter(state=ArrivalState.HELD)


def the_log(narrowed: LogFilter, actor: Actor) -> OneAfterAnother[Arrival]:
    """Arrivals that fit and that the officer may read, what is held first, then newest first.

    Two lists, each of which an index gives in its order: a single one would be sorted whole for each page.
    """
    return OneAfterAnother(
        held_of(narrowed, actor).select_related("source"),
        _fitting(narrowed, actor).exclude(state=ArrivalState.HELD).select_related("source"),
    )


def _fitting(narrowed: LogFilter, actor: Actor) -> QuerySet[Arrival]:
    arrivals = arrivals_for(actor).order_by("-received_at", "-pk")
    if narrowed.state:
        arrivals = arrivals.filter(state=narrowed.state)
    if narrowed.channel:
        arrivals = arrivals.filter(channel=narrowed.channel)
    if narrowed.kind:
        arrivals = arrivals.filter(kind=narrowed.kind)
    if words := narrowed.words.strip():
        found = Q(reference__icontains=words) | Q(words__icontains=words) | Q(logged_by__icontains=words)
        if reference := normalise_reference(words):
            found |= Q(reference__endswith=reference)
        arrivals = arrivals.filter(found)
    return arrivals


def kinds_seen() -> list[str]:
    """The kinds of the arrivals there are. One look into the index for each, since DISTINCT would read all of it."""
    kinds: list[str] = []
    everything = Arrival.objects.order_by("kind").values_list("kind", flat=True)
    while (kind := everything.filter(kind__gt=kinds[-1] if kinds else "").first()) is not None:
        kinds.append(kind)
    return kinds


def kind_in_words(kind: str) -> str:
    """What the log says of where an arrival went."""
    if kind == UNSORTED:
        return _("Not sorted yet")
    known = DESTINATIONS.get(kind)
    return str(known.done) if known else kind.capitalize()


def arrival_to_sort(actor: Actor, reference: str) -> Arrival | None:
    """An arrival that the officer may read, with its file, whether or not somebody has sorted it."""
    return arrivals_for(actor).select_related("source").filter(reference=reference).first()


def ways_on(actor: Actor, arrival: Arrival) -> list[tuple[str | Promise, list[Way]]]:
    """What this officer can turn an unsorted arrival into: (title, ways) of each destination that offers any."""
    if arrival.kind != UNSORTED or arrival.state != ArrivalState.ACCEPTED:
        return []
    offered = [(known.title, known.offers(actor, arrival)) for known in DESTINATIONS.values()]
    return [(title, ways) for title, ways in offered if ways]


def became_of(actor: Actor, arrival: Arrival) -> Way | None:
    """The way to what an arrival became, for an officer who may go there."""
    known = DESTINATIONS.get(arrival.kind)
    return known.became(actor, arrival) if known else None


def files_with(arrival: Arrival) -> QuerySet[Document]:
    """What came with it besides the letter or e-mail itself: the attachments, oldest first."""
    files = documents_of(arrival).order_by("pk")
    return files.exclude(pk=arrival.source_id) if arrival.source_id else files


def email_of(arrival: Arrival) -> EmailParts | None:
    """The e-mail that an arrival came as, read again from its file; None for anything else."""
    if arrival.source is None or arrival.source.media_type != "message/rfc822":
        return None
    try:
        with arrival.source.file.open("rb") as file:
            return parse_email(file.read())
    except OSError:
        return None


def faults_in_the_log() -> Iterator[str]:
    for reference in Arrival.objects.filter(state=ArrivalState.HELD, held_because="").values_list(
        "reference", flat=True
    ):
        yield _("Arrival %(reference)s is held and does not say why.") % {"reference": reference}
    unknown = Arrival.objects.exclude(state__in=ArrivalState.values).values_list("reference", "state")
    for reference, state in unknown:
        yield _("Arrival %(reference)s is in the state “%(state)s”, which does not exist.") % {
            "reference": reference,
            "state": state,
        }
