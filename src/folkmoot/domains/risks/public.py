"""The front door of `risks`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot_core.risks import Score

from .actions.load_pack import load_pack
from .actions.reminding import remind_of_risks
from .models import Risk, RiskScore
from .queries.reading import matrices, matrix, matrix_on

__all__ = ["consistency", "coverage", "due", "load_pack"]


def consistency() -> Iterator[str]:
    """What is wrong with risks, a sentence each, for `folkmoot check`."""
    used = matrix()
    for risk in Risk.objects.filter(closed_on=None):
        if not used.holds(risk.inherent) or (risk.target is not None and not used.holds(risk.target)):
            yield _("The risk “%(title)s” lies outside the matrix.") % {"title": risk.title}
    known = matrices()
    for score in RiskScore.objects.select_related("risk"):
        if not matrix_on(score.on, known).holds(Score(score.likelihood, score.impact)):
            yield _("A score of the risk “%(title)s” lies outside the matrix.") % {"title": score.risk.title}


def coverage() -> str:
    """How many risks there are."""
    number = Risk.objects.count()
    return ngettext("%(number)d risk", "%(number)d risks", number) % {"number": number}


def due() -> Iterator[str]:
    """Remind whoever has a risk to look at, a control to check or a test to make; yields what it did."""
    if told := remind_of_risks(today=timezone.localdate()):
        yield ngettext(
            "%(number)d reminder of a risk is on its way.", "%(number)d reminders of risks are on their way.", told
        ) % {"number": told}
