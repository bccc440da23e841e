"""The words of the golden thread, and the register of which records it may run through.

Both registers are filled while Django starts (an app's `ready()`), and only read after that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.policies import Actor

Phrase = str | Promise


@dataclass(frozen=True)
class LinkKind:
    """A relation and its two phrases: `from` *forward* `to`; `to` *backward* `from`.

    `from_types` and `to_types` are model labels ("consultations.theme"); empty: any registered record."""

    key: str
    forward: Phrase
    backward: Phrase
    from_types: frozenset[str] = frozenset()
    to_types: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RecordKind:
    """How the thread names a record, where it points, and whether residents may see it.

    `only_public` narrows a queryset of the model to what `is_public` admits; given, large groups are counted in the
    database instead of being loaded. `may_see` says whether somebody of staff may see a record that is not public
    (None: all may). `related` and `prefetched` are the paths that the callables touch. `searched` are the fields by
    whose words it is found (None: what it is called, by `title` or `name`). `opens_later`: what is not public yet is on
    its way there, so a public link to it can be made before."""

    label: str
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    is_public: Callable[[Any], bool]
    noun: Phrase
    nouns: Phrase
    related: tuple[str, ...] = ()
    only_public: Callable[[Any], Any] | None = None
    may_see: Callable[[Actor, Any], bool] | None = None
    prefetched: tuple[str, ...] = ()
    searched: tuple[str, ...] | None = None
    opens_later: bool = False


@dataclass(frozen=True)
class WayOn:
    """Something that somebody can do next with a record, wherever its thread is shown. `may` runs no query."""

    key: str
    label: Phrase
    url: Callable[[Any], str]
    may: Callable[[Actor, Any], bool]
    from_types: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Brief:
    """What is known of a record today, for those who are to decide on it: everybody may read it."""

    summary: str = ""
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()


KINDS: dict[str, LinkKind] = {}
RECORDS: dict[str, RecordKind] = {}
WAYS_ON: dict[str, WayOn] = {}
BRIEFS: dict[str, Callable[[Any], Brief]] = {}


def _vocabulary() -> tuple[LinkKind, ...]:
    return (
        LinkKind("raised_by", _("Raised by"), _("Raised")),
        LinkKind("grouped_in", _("Grouped in"), _("Groups")),
        LinkKind("considered_under", _("Considered under"), _("Considered")),
        LinkKind("decided_by", _("Decided by"), _("Decides on")),
        LinkKind("decided_as", _("Decided as"), _("Decides")),
        LinkKind("carried_out_by", _("Carried out by"), _("Carries out")),
        LinkKind("measured_by", _("Measured by"), _("Measures")),
        LinkKind("answered_with", _("Answered with"), _("Answers")),
        LinkKind("supersedes", _("Takes the place of"), _("Its place was taken by")),
        LinkKind("follows", _("Follows on from"), _("Followed by")),
        LinkKind("evidenced_by", _("Shown by"), _("Is evidence for")),
        LinkKind("asked_in", _("Asked in"), _("Asked")),
    )


KINDS.update({kind.key: kind for kind in _vocabulary()})
