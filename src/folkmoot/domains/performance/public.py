"""The front door of `performance`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from .actions.load_pack import load_pack
from .models import Scorecard
from .queries.keeping import faults_on_record, number_of_figures

__all__ = ["consistency", "coverage", "load_pack", "public_scorecards"]


def consistency() -> Iterator[str]:
    """What is wrong with figures on record, a sentence each, for `folkmoot check`."""
    return faults_on_record()


def coverage() -> str:
    """How many figures there are."""
    number = number_of_figures()
    return ngettext("%(number)d figure", "%(number)d figures", number) % {"number": number}


def public_scorecards() -> list[Scorecard]:
    """Those that everybody may read, with their bodies."""
    return list(Scorecard.objects.filter(is_public=True).select_related("body"))
