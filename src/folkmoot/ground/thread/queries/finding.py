"""Any record that the thread may run through, found by the words of its title or by its reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Model, Q, TextField

from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import normalise_reference

from ..enums import KINDS, RECORDS, RecordKind
from .links import links_of
from .reading import Linked, end_of, show, whole

# What records are called by, in the order of likelihood.
TITLES = ("title", "name")
A_LOOK = 6
MOST_WORDS = 8
MOST_LOOKED_AT = 30


def find_records(words: str, *, viewer: Actor) -> list[Linked]:
    """The newest few of each type whose title holds all the words, as the viewer may see them. One query a type."""
    typed = words.split()[:MOST_WORDS]
    reference = normalise_reference(words)
    found: list[Linked] = []
    for kind in RECORDS.values() if typed else ():
        wanted = _matching(kind, typed, reference)
        if wanted is None:
            continue
        seen = []
        for record in whole(kind).filter(wanted).order_by("-pk")[:MOST_LOOKED_AT]:
            linked = show(end_of(record), record, None, viewer=viewer)
            if linked is not None:
                seen.append(linked)
        found += seen[:A_LOOK]
    return found


def record_at(record_type: str, key: str, *, viewer: Actor) -> Model | None:
    """The record itself, if the viewer may see it."""
    kind = RECORDS.get(record_type)
    if kind is None or not key.isascii() or not key.isdigit() or len(key) > 18:
        return None
    record: Model | None = whole(kind).filter(pk=int(key)).first()
    return record if record is not None and show(end_of(record), record, None, viewer=viewer) else None


def _matching(kind: RecordKind, typed: list[str], reference: str | None) -> Q | None:
    """None where this type has nothing to be found by."""
    model = apps.get_model(kind.label)
    fields = kind.searched if kind.searched is not None else _titles_of(model)
    by_words = None
    if fields:
        by_words = Q()
        for word in typed:
            by_words &= Q(*((f"{name}__icontains", word) for name in fields), _connector=Q.OR)
    if reference and _has_field(model, "arrival"):
        by_reference = Q(arrival__reference=reference)
        return by_reference if by_words is None else by_words | by_reference
    return by_words


def _titles_of(model: type[Model]) -> tuple[str, ...]:
    named = [name for name in TITLES if _has_field(model, name)]
    return tuple(name for name in named if isinstance(model._meta.get_field(name), CharField | TextField))


def _has_field(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def choices_to_tie(record: Model, words: str, *, viewer: Actor) -> dict[str, Any]:
    """For a page that ties `record` (thread/tie.html): what its words find, the record itself left out, and what hangs
    together with it already."""
    typed = words.strip()[:200]
    found = [each for each in find_records(typed, viewer=viewer) if each.end != end_of(record)]
    return {"words": typed, "found": found, "both": links_of(record, viewer=viewer)}


def chosen_to_tie(posted: Mapping[str, str], *, viewer: Actor) -> tuple[str, Model | None]:
    """(kind, the other record) as such a page sends them; None where there is no such record, or no such kind."""
    record_type, _sep, key = posted.get("record", "").partition(":")
    kind = posted.get("kind", "")
    return kind, record_at(record_type, key, viewer=viewer) if kind in KINDS else None
