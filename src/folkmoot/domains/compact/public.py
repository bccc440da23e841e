"""The front door of `compact`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from .actions.checking import check_records
from .actions.load_pack import load_pack
from .actions.register import register_source
from .models import Check
from .queries.desk import faults_in_compacts

__all__ = ["check_records", "consistency", "coverage", "due", "load_pack", "register_source"]


def consistency() -> Iterator[str]:
    """What is wrong with agreements, a sentence each, for `folkmoot check`."""
    return faults_in_compacts()


def coverage() -> str:
    """How many checks of records against promises there are."""
    number = Check.objects.count()
    return ngettext("%(number)d check of a promise", "%(number)d checks of promises", number) % {"number": number}


def due() -> Iterator[str]:
    """Check records against rules; yields a sentence where something came out otherwise than before."""
    changes = check_records()
    if changes:
        number = changes.new + changes.changed + changes.gone
        yield ngettext(
            "%(number)d check of a promise is new or came out otherwise.",
            "%(number)d checks of promises are new or came out otherwise.",
            number,
        ) % {"number": number}
