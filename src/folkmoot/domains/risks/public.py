"""The front door of `risks`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot_core.risks import Score

from .actions.load_pack import load_pack
from .models import Risk, RiskScore
from .queries.reading import matrix

__all__ = ["consistency", "coverage", "load_pack"]


def consistency() -> Iterator[str]:
    """What is wrong with risks, a sentence each, for `folkmoot check`."""
    used = matrix()
    for risk in Risk.objects.all():
        if not used.holds(risk.inherent) or (risk.target is not None and not used.holds(risk.target)):
            yield _("The risk “%(title)s” lies outside the matrix.") % {"title": risk.title}
    for score in RiskScore.objects.select_related("risk"):
        if not used.holds(Score(score.likelihood, score.impact)):
            yield _("A score of the risk “%(title)s” lies outside the matrix.") % {"title": score.risk.title}


def coverage() -> str:
    """How many risks there are."""
    number = Risk.objects.count()
    return ngettext("%(number)d risk", "%(number)d risks", number) % {"number": number}
