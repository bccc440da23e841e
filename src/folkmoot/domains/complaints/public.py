"""The front door of `complaints`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import ngettext

from folkmoot.ground.base.policies import SYSTEM

from .actions.correct import recompute_open
from .actions.load_pack import load_pack
from .actions.pausing import see_to_pauses
from .actions.resident import forget_unsent_files
from .actions.retention import run_retention
from .actions.searching import index_all, is_index_lost
from .models import Case
from .queries.retention import plan_of
from .queries.soundness import faults_in_casework

__all__ = ["consistency", "coverage", "due", "forget_over", "load_pack", "recompute_open", "tidy", "would_forget"]


def consistency() -> Iterator[str]:
    """What is wrong with cases, a sentence each, for `folkmoot check`."""
    return faults_in_casework()


def coverage() -> str:
    """How many cases there are."""
    number = Case.objects.count()
    return ngettext("%(number)d case", "%(number)d cases", number) % {"number": number}


def due() -> Iterator[str]:
    """Clocks that were stopped until a day go on, and old pauses are asked about; yields what it did."""
    resumed, reminded = see_to_pauses()
    if resumed:
        yield ngettext("The clock of %(number)d case goes on.", "The clocks of %(number)d cases go on.", resumed) % {
            "number": resumed
        }
    if reminded:
        yield ngettext(
            "Reminded of %(number)d case whose clock stands.",
            "Reminded of %(number)d cases whose clocks stand.",
            reminded,
        ) % {"number": reminded}


def tidy() -> Iterator[str]:
    """Throw away files that were chosen and never sent, and make the search whole where a restore has lost it; yields a
    sentence for each where there was anything to do."""
    if gone := forget_unsent_files():
        yield ngettext(
            "%(number)d file that was never sent with a case is deleted.",
            "%(number)d files that were never sent with a case are deleted.",
            gone,
        ) % {"number": gone}
    if is_index_lost():
        number = index_all(by=SYSTEM)
        yield ngettext("%(number)d case can be found again.", "%(number)d cases can be found again.", number) % {
            "number": number
        }


def would_forget(today: date) -> dict[str, int]:
    """{key of a rule: how many records have been kept as long as it says}; changes nothing."""
    return {each.rule.key: each.number for each in plan_of(today)}


def forget_over(today: date) -> dict[str, int]:
    """Forget them; the same answer, of what was done."""
    done = run_retention(by=SYSTEM, today=today)
    return {each.rule.key: done[each.rule.key] for each in plan_of(today)}
