"""Lists of meetings: what is coming, what has been, and what is found by words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.ground.base.policies import EVERYWHERE, Actor
from folkmoot.ground.bodies.enums import BODY_KINDS
from folkmoot.ground.bodies.models import Organisation

from ..adapters.search_index import WORDS
from ..enums import MeetingState
from ..models import AgendaItem, Meeting, Publication
from ..policies import KEEPERS

FOUND_AT_ONCE = 25
AHEAD = timedelta(days=400)
# A calendar that is subscribed to goes back this far.
BEHIND = timedelta(days=400)


def on_public_pages() -> QuerySet[Meeting]:
    """The rule of `Meeting.is_on_public_pages`, in the database."""
    known = ~Q(state=MeetingState.TENTATIVE) | Q(first_published_at__isnull=False)
    return Meeting.objects.filter(known, is_public=True).select_related("body")


def with_versions(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.annotate(has_agenda=Exists(Publication.objects.filter(meeting=OuterRef("pk"))))


def coming(today: date, body: Organisation | None = None) -> QuerySet[Meeting]:
    found = with_versions(on_public_pages()).filter(date__gte=today, date__lte=today + AHEAD)
    return (found.filter(body=body) if body else found).order_by("date", "starts_at", "pk")


def been(today: date, body: Organisation | None = None) -> QuerySet[Meeting]:
    found = with_versions(on_public_pages()).filter(date__lt=today)
    return (found.filter(body=body) if body else found).order_by("-date", "-starts_at", "-pk")


def for_calendars(today: date, body: Organisation | None = None) -> QuerySet[Meeting]:
    found = on_public_pages().filter(date__gte=today - BEHIND)
    return (found.filter(body=body) if body else found).order_by("date", "pk")


def days_met(today: date) -> Iterator[tuple[str, date]]:
    """(key of a body, day) for each meeting that everybody may know of and that took place."""
    held = on_public_pages().exclude(state__in=(MeetingState.TENTATIVE, MeetingState.CANCELLED)).filter(date__lte=today)
    yield from held.order_by().values_list("body__key", "date")


def bodies_that_meet() -> QuerySet[Organisation]:
    return Organisation.objects.filter(Exists(on_public_pages().filter(body=OuterRef("pk")))).order_by("name")


def bodies_kept_by(actor: Actor) -> QuerySet[Organisation]:
    """The bodies whose meetings somebody keeps."""
    bodies = Organisation.objects.filter(classification__in=BODY_KINDS).order_by("name")
    scopes = actor.scopes(*KEEPERS)
    if actor.kind == "system" or EVERYWHERE in scopes:
        return bodies
    return bodies.filter(key__in=[scope.partition(":")[2] for scope in scopes if scope.startswith("body:")])


@dataclass(frozen=True)
class FoundItems:
    """A page of what was found; `further` opens the next."""

    items: list[AgendaItem]
    further: int | None


def find_items(typed: str, before: int | None = None) -> FoundItems:
    """Published items that hold every word, the newest first. Two queries."""
    keys = WORDS.find(typed, before=before, limit=FOUND_AT_ONCE + 1)
    rows = AgendaItem.objects.filter(pk__in=keys[:FOUND_AT_ONCE]).select_related("meeting__body").order_by("-pk")
    items = [item for item in rows if item.meeting.is_on_public_pages and item.first_published_at]
    return FoundItems(items, keys[FOUND_AT_ONCE - 1] if len(keys) > FOUND_AT_ONCE else None)
