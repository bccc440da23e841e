"""What people say of themselves is added to numbers, and kept nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.casework.spans import year_holding
from folkmoot_core.values import Fault, Invalid

from ..models import Case, EqualityCount, EqualityQuestion
from ..queries.equality import DECLINED, NO_REPLY, questions_asked
from ..queries.reporting import YEAR_STARTS


@transaction.atomic
def say_about_yourself(*, case: Case, given: Mapping[str, str] | None, by: Actor) -> bool:
    """Count what somebody said, {key of the question: key of the option}; None: she would rather not, an answer too.
    False where she has answered before: then nothing is counted. Raises Invalid, naming the question.
    """
    questions = questions_asked()
    faults = []
    for question in questions:
        chosen = (given or {}).get(question.key, "")
        if chosen and chosen != DECLINED and chosen not in question.options:
            faults.append(Fault(question.key, _("Choose one of the answers.")))
    if faults:
        raise Invalid(faults)
    # Without the time of change: it must not stand beside what was counted just then.
    if not questions or not Case.objects.filter(pk=case.pk, told_equality=False).update(told_equality=True):
        return False
    year = year_holding(case.received_on, YEAR_STARTS).year
    for question in questions:
        _count(question, year, DECLINED if given is None else given.get(question.key) or NO_REPLY)
    record(verb="case.equality_counted", subject=case, by=by)
    return True


def _count(question: EqualityQuestion, year: int, option: str) -> None:
    EqualityCount.objects.get_or_create(question=question, year=year, option=option)
    EqualityCount.objects.filter(question=question, year=year, option=option).update(n=F("n") + 1)
