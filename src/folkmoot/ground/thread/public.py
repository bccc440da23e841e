"""The front door of `thread`: tie records together, and read what is tied.

In an app's `ready()`: `register_record("consultations.theme", title=…, url=…, is_public=…, noun=…, nouns=…)`.
On its pages: `{% load thread %}{% thread_panel theme %}`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from .actions.link import link, link_many, unlink, unlink_many
from .actions.register import register_brief, register_kind, register_record, register_way_on
from .enums import KINDS, RECORDS, Brief, LinkKind, RecordKind
from .models import Link
from .queries import (
    Both,
    Group,
    Linked,
    Trace,
    brief_of,
    choices_to_tie,
    chosen_to_tie,
    faults_in_the_thread,
    find_records,
    is_linked,
    links_of,
    links_of_many,
    model_at,
    opens_later,
    record_at,
    shown_at,
    trace_of,
)
from .signals import answered

__all__ = [
    "KINDS",
    "RECORDS",
    "Both",
    "Brief",
    "Group",
    "LinkKind",
    "Linked",
    "RecordKind",
    "Trace",
    "answered",
    "brief_of",
    "choices_to_tie",
    "chosen_to_tie",
    "consistency",
    "coverage",
    "find_records",
    "is_linked",
    "link",
    "link_many",
    "links_of",
    "links_of_many",
    "model_at",
    "opens_later",
    "record_at",
    "register_brief",
    "register_kind",
    "register_record",
    "register_way_on",
    "shown_at",
    "trace_of",
    "unlink",
    "unlink_many",
]


def consistency() -> Iterator[str]:
    """What is wrong with the links, a sentence each."""
    return faults_in_the_thread()


def coverage() -> str:
    """How many links there are."""
    number = Link.objects.count()
    return ngettext("%(number)d link", "%(number)d links", number) % {"number": number}
