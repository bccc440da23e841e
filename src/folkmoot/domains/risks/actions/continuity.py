"""Say what must go on when things fail, for how long it may stand still, and what the last test showed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.values import Fault, Invalid

from ..models import ContinuityFunction
from ..policies import check_keep
from .keeping import whole

FIELDS = (
    *("title", "tolerable_hours", "owner", "owner_email", "fallback", "tested_on", "test_every_months", "test_result"),
    "is_public",
)


@transaction.atomic
def put_function(
    *, body: Organisation, fields: dict[str, Any], by: Actor, function: ContinuityFunction | None = None
) -> ContinuityFunction:
    """Enter or change a function. Raises Invalid, Refused."""
    check_keep(by, body.scope)
    row = function or ContinuityFunction(body=body)
    for name in FIELDS:
        setattr(row, name, fields[name])
    row.title = " ".join(row.title.split())
    faults = []
    if ContinuityFunction.objects.filter(body=body, title=row.title).exclude(pk=row.pk).exists():
        faults.append(Fault("title", _("This body has a function of this title."), _("Give it another one.")))
    if row.tested_on is not None and row.tested_on > timezone.localdate():
        faults.append(Fault("tested_on", _("This day is still to come."), _("Mend it.")))
    if row.tested_on is not None and not row.test_result.strip():
        faults.append(Fault("test_result", _("Nothing is written here."), _("Say what the test showed.")))
    if faults:
        raise Invalid(faults)
    whole(row)
    row.save()
    record(verb="continuity.put", subject=row, by=by)
    return row
