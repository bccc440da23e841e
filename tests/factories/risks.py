"""What tests of risks begin with: `make_risk()`, scored once, with one control."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from folkmoot.domains.risks.models import ContinuityFunction, Control, Risk, RiskScore
from folkmoot.ground.bodies.models import Organisation

from .bodies import OrganisationFactory

_number = count(1)


def make_risk(body: Organisation | None = None, **more: Any) -> Risk:
    fields = {
        "title": f"Trees fall {next(_number)}",
        "cause": "Old trees",
        "event": "A storm",
        "consequence": "Somebody is hurt",
        "owner": "Head of parks",
        "inherent_likelihood": 4,
        "inherent_impact": 5,
        "is_public": True,
    }
    risk = Risk.objects.create(body=body or OrganisationFactory(), **fields | more)
    RiskScore.objects.create(risk=risk, on=date(2025, 1, 10), likelihood=3, impact=3, because="Half were looked at.")
    Control.objects.create(risk=risk, words="Look at each tree", owner="Tree officer")
    return risk


def make_function(body: Organisation | None = None, **more: Any) -> ContinuityFunction:
    fields = {"title": f"Answer calls {next(_number)}", "tolerable_hours": 4, "is_public": True}
    return ContinuityFunction.objects.create(body=body or OrganisationFactory(), **fields | more)


def arguments_of(*names: str) -> dict[str, Any]:
    """A risk with everything on it; of what names it, these arguments."""
    risk = make_risk()
    known = {"pk": risk.pk, "deed": "score", "control": risk.controls.get().pk}
    return {name: known[name] for name in names}
