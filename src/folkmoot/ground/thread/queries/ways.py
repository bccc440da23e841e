"""What can be done next with a record, and what is known of it today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from folkmoot.ground.base.policies import Actor

from ..enums import BRIEFS, RECORDS, WAYS_ON, Brief, Phrase
from .finding import record_at
from .reading import Linked, label_of, show_record


@dataclass(frozen=True)
class Offered:
    """A way on, as a link."""

    label: Phrase
    url: str


def ways_on(record: Model, viewer: Actor) -> list[Offered]:
    """Those that are open to this viewer. Residents get none."""
    if not viewer.is_staff:
        return []
    label = label_of(record)
    ways = [way for way in WAYS_ON.values() if not way.from_types or label in way.from_types]
    return [Offered(way.label, way.url(record)) for way in ways if way.may(viewer, record)]


def brief_of(record: Model) -> Brief:
    """What is known of it today; nothing for a kind that says nothing of itself."""
    known = BRIEFS.get(label_of(record))
    return known(record) if known else Brief()


def opens_later(record: Model) -> bool:
    """Whether a record that is not public yet is meant to be. A public link to it is shown from the day it is."""
    kind = RECORDS.get(label_of(record))
    return kind is not None and kind.opens_later


def shown_at(record_type: str, key: str, viewer: Actor) -> tuple[Any, Linked] | None:
    """A record by its type and key, with what the viewer may see of it; None where there is none, or none for them."""
    record = record_at(record_type, key, viewer=viewer)
    shown = show_record(record, viewer=viewer) if record is not None else None
    return (record, shown) if shown else None


def model_at(record_type: str, key: str) -> Any:
    """The record itself, for the system; None when it is gone."""
    kind = RECORDS.get(record_type)
    return apps.get_model(record_type)._default_manager.filter(pk=key).first() if kind else None
