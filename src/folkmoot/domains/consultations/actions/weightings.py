"""Keep what answers are weighed to, and take it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..models import Consultation, Weighting
from ..policies import check_read


@dataclass(frozen=True)
class WeightingPlan:
    """A name, rows of {variable, level, total}, where they come from, and limits as multiples of the mean weight."""

    name: str
    margins: Sequence[dict[str, Any]]
    source: str = ""
    trim_low: float | None = None
    trim_high: float | None = None


@transaction.atomic
def keep_weighting(*, consultation: Consultation, plan: WeightingPlan, by: Actor) -> Weighting:
    """Keep margins under a name. Raises Refused, and Invalid for a name that is taken, no totals or wrong limits."""
    check_read(by, standing_of(consultation))
    faults = []
    if Weighting.objects.filter(consultation=consultation, name=plan.name).exists():
        faults.append(Fault("name", _("There are weights of this name already."), _("Give another name.")))
    if not plan.margins:
        faults.append(Fault("margins", _("There is nothing to weigh by."), _("Tick a question, or choose a file.")))
    low, high = plan.trim_low, plan.trim_high
    if (low is not None and not 0 <= low < 1) or (high is not None and high <= 1):
        message = _("Limits lie on both sides of 1, the average weight.")
        faults.append(Fault("trim_high", message, _("For example 0.3 and 3.")))
    if faults:
        raise Invalid(faults)
    weighting = Weighting.objects.create(
        consultation=consultation,
        name=plan.name,
        margins=list(plan.margins),
        source=plan.source[:300],
        trim_low=low,
        trim_high=high,
    )
    variables = sorted({str(row["variable"]) for row in plan.margins})
    record(
        verb="consultation.weighting_kept",
        subject=consultation,
        by=by,
        changes={plan.name: [None, ", ".join(variables)]},
    )
    return weighting


@transaction.atomic
def remove_weighting(*, weighting: Weighting, by: Actor) -> None:
    """Take weights away; reports that used them go on without. Raises Refused."""
    check_read(by, standing_of(weighting.consultation))
    record(
        verb="consultation.weighting_removed",
        subject=weighting.consultation,
        by=by,
        changes={weighting.name: [weighting.source, None]},
    )
    weighting.delete()
