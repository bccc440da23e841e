"""What is wrong with plans on record."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from folkmoot_core.plans import parse_timing
from folkmoot_core.values import Invalid

from ..models import Action


def faults_in_plans() -> Iterator[str]:
    """Sentences: timings that cannot be understood."""
    for action in Action.objects.select_related("plan").order_by("pk"):
        try:
            parse_timing(action.understood)
            parse_timing(action.review_understood)
        except Invalid:
            named = {"plan": action.plan.title, "action": str(action)}
            yield _("%(plan)s: the timing of “%(action)s” cannot be understood.") % named
