"""What this app tells the ground about itself."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import register_scope
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import register_destination, register_kind
from folkmoot.ground.intake.signals import arrival_rejected, arrival_released
from folkmoot.ground.notify.public import register_subject
from folkmoot.ground.thread.public import register_record

from .actions.door import follow_arrival
from .enums import KIND, PhotoState
from .models import Photo, Watcher
from .policies import HANDLERS, can_handle
from .queries.desk import report_made_of, ways_to_take_in
from .queries.routing import within_scopes
from .queries.showing import PUBLIC, is_public
from .queries.watching import watchers_for


def register_records() -> None:
    """Called once, from `ready()`. The golden thread runs through reports; the public sees what may be shown."""
    register_record(
        "incidents.incident",
        title=lambda incident: f"{incident.category.name}, {incident.arrival.reference}",
        url=lambda incident: incident.get_absolute_url(),
        is_public=is_public,
        only_public=lambda found: found.filter(PUBLIC),
        may_see=lambda actor, incident: can_handle(actor, incident.organisation.scope),
        related=("category", "arrival", "organisation"),
        noun=_("report of a problem"),
        nouns=_("reports of problems"),
    )
    # All reports of a kind together: what is done about potholes is tied to potholes, not to one of them.
    register_record(
        "incidents.category",
        title=lambda category: category.name,
        url=lambda category: category.get_absolute_url(),
        is_public=lambda category: category.is_offered,
        only_public=lambda found: found.filter(is_offered=True),
        noun=_("kind of problem"),
        nouns=_("kinds of problem"),
    )


def follow_arrivals() -> None:
    """Called once, from `ready()`. What is let in or set aside at the door is so here too."""
    arrival_released.connect(on_arrival_released, dispatch_uid="incidents:arrival_released")
    arrival_rejected.connect(on_arrival_rejected, dispatch_uid="incidents:arrival_rejected")


def on_arrival_released(sender: type[Arrival], arrival: Arrival, by: Actor, reason: str, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, let_in=True, reason=reason, by=by)


def on_arrival_rejected(sender: type[Arrival], arrival: Arrival, by: Actor, reason: str, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, let_in=False, reason=reason, by=by)


def sort_arrivals() -> None:
    """Called once, from `ready()`. A letter or call that was logged by hand can become a report."""
    register_destination(
        KIND,
        title=_("Take it in as a report of a problem"),
        done=_("Became a report"),
        offers=ways_to_take_in,
        became=report_made_of,
    )


def keep_to_own() -> None:
    """Called once, from `ready()`. Officers see what their own bodies are in charge of. A photograph opens to them once
    it has been made anew; as it came, it belongs to no record yet, and so to nobody."""
    register_kind(KIND, lambda actor: within_scopes(actor).values("arrival"))
    register_subject("incidents.incident", within_scopes)
    register_subject("incidents.watcher", watchers_of)
    register_scope("incidents.photo", readers=HANDLERS, concerns=may_open_photo)


def watchers_of(actor: Actor) -> QuerySet[Watcher]:
    return watchers_for(actor)


def may_open_photo(actor: Actor, key: str) -> bool:
    if not key.isdecimal():
        return False
    photo = Photo.objects.filter(pk=int(key), state=PhotoState.READY, incident__isnull=False).first()
    if photo is None or photo.incident_id is None:
        return False
    return within_scopes(actor).filter(pk=photo.incident_id).exists()
