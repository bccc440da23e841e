"""The front door of `money`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from .actions.files import throw_away_untaken
from .actions.load_pack import load_pack
from .models import Amount, Budget
from .queries.soundness import faults_on_record
from .queries.sources import register_counting

__all__ = ["consistency", "coverage", "load_pack", "register_counting", "shows_money", "tidy"]


def consistency() -> Iterator[str]:
    """What does not add up in budgets, a sentence each, for `folkmoot check`."""
    return faults_on_record()


def coverage() -> str:
    """How many amounts there are."""
    number = Amount.objects.count()
    return ngettext("%(number)d amount of a budget", "%(number)d amounts of budgets", number) % {"number": number}


def tidy() -> Iterator[str]:
    """Throw away files of amounts that nobody took in. Yields what it did."""
    if gone := throw_away_untaken():
        yield ngettext(
            "%(number)d file of amounts that was never taken in is gone.",
            "%(number)d files of amounts that were never taken in are gone.",
            gone,
        ) % {"number": gone}


def shows_money() -> bool:
    """Whether there is anything that everybody may read."""
    return Budget.objects.filter(public_at__isnull=False).exists()
