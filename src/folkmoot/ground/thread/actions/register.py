from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _

from folkmoot.ground.base.policies import Actor, Refused

from .. import queries
from ..enums import BRIEFS, KINDS, RECORDS, WAYS_ON, Brief, LinkKind, Phrase, RecordKind, WayOn


def register_kind(
    key: str, forward: Phrase, backward: Phrase, from_types: Iterable[str] = (), to_types: Iterable[str] = ()
) -> None:
    """Add a relation, or narrow a standing one to some types. Both phrases are for people: pass lazy translations."""
    KINDS[key] = LinkKind(
        key,
        forward,
        backward,
        frozenset(label.lower() for label in from_types),
        frozenset(label.lower() for label in to_types),
    )


def register_way_on(
    key: str,
    label: Phrase,
    *,
    url: Callable[[Any], str],
    may: Callable[[Actor, Any], bool],
    from_types: Iterable[str] = (),
) -> None:
    """Offer something to do next with a record (of `from_types`, or of any), where its thread is shown, to those who
    may. `may` runs no query."""
    WAYS_ON[key] = WayOn(key, label, url, may, frozenset(each.lower() for each in from_types))


def register_brief(model_label: str, brief: Callable[[Any], Brief]) -> None:
    """Say what is known today of a record of this model, for those who are to decide on it. What it gives is public."""
    BRIEFS[model_label.lower()] = brief


def register_record(
    model_label: str,
    *,
    title: Callable[[Any], str],
    url: Callable[[Any], str],
    is_public: Callable[[Any], bool],
    noun: Phrase,
    nouns: Phrase = "",
    related: Iterable[str] = (),
    only_public: Callable[[Any], Any] | None = None,
    may_see: Callable[[Actor, Any], bool] | None = None,
    prefetched: Iterable[str] = (),
    searched: Iterable[str] | None = None,
    opens_later: bool = False,
) -> None:
    """Let links run through a model; call it from the app's `ready()`.

    The callables get an instance and run no query beyond what `related` and `prefetched` bring along. `may_see` keeps a
    record that is not public from staff whom it does not concern; `searched` are fields to find it by; `opens_later`
    says that what is not public yet will be. From now on a linked record of this model is not deleted: that raises
    Refused.
    """
    model = apps.get_model(model_label)
    label = model._meta.label_lower
    RECORDS[label] = RecordKind(
        label,
        title,
        url,
        is_public,
        noun,
        nouns or noun,
        tuple(related),
        only_public,
        may_see,
        tuple(prefetched),
        None if searched is None else tuple(searched),
        opens_later,
    )
    # Per model, not for all: Django deletes a model without listeners in one statement.
    pre_delete.connect(refuse_to_cut_the_thread, sender=model, dispatch_uid=f"thread:{label}")


def refuse_to_cut_the_thread(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """A link knows its ends by type and key, so the database cannot hold on to them; this does."""
    if queries.is_linked(instance):
        raise Refused(
            _("“%(record)s” is tied to other records. Untie it first, or withdraw it instead of deleting it.")
            % {"record": str(instance)[:100]}
        )
