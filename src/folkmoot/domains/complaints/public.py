"""The front door of `complaints`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from .actions.correct import recompute_open
from .actions.load_pack import load_pack
from .models import Case
from .queries.soundness import faults_in_casework

__all__ = ["consistency", "coverage", "load_pack", "recompute_open"]


def consistency() -> Iterator[str]:
    """What is wrong with cases, a sentence each, for `folkmoot check`."""
    return faults_in_casework()


def coverage() -> str:
    """How many cases there are."""
    number = Case.objects.count()
    return ngettext("%(number)d case", "%(number)d cases", number) % {"number": number}
