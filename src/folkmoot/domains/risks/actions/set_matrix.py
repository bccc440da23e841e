"""Another matrix for the whole site, from a day on; what was scored before keeps the bands of its day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.models import Setting
from folkmoot.ground.base.policies import Actor
from folkmoot_core.risks import Matrix
from folkmoot_core.values import Fault, Invalid

from ..policies import check_set_matrix
from ..queries.reading import MATRIX, beyond, matrices


@transaction.atomic
def set_matrix(*, wanted: Matrix, starts: date, by: Actor) -> None:
    """Raises Invalid, also where an open risk stands on a step that there would not be any more; Refused."""
    check_set_matrix(by)
    known = matrices()
    if starts < timezone.localdate():
        message = _("This day is past: scores of that time have their bands already.")
        raise Invalid([Fault("starts", message, _("Choose today or a later day."))])
    if number := beyond(wanted):
        said = ngettext(
            "%(n)d open risk stands on a step that this matrix has not.",
            "%(n)d open risks stand on steps that this matrix has not.",
            number,
        )
        raise Invalid([Fault("likelihood", said % {"n": number}, _("Score them again first, or keep the step."))])
    later = dict(known[1:]) | {starts: wanted}
    value = known[0][1].as_dict()
    value["later"] = [each.as_dict() | {"starts": day.isoformat()} for day, each in sorted(later.items())]
    row, _new = Setting.objects.update_or_create(key=MATRIX, defaults={"value": value})
    record(verb="risk.matrix_set", subject=row, by=by, changes={"from": [None, starts.isoformat()]})
