from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from folkmoot_core.values import Invalid

from ..enums import State
from ..models import Case
from .clocks import clock_of


def faults_in_casework() -> Iterator[str]:
    """Open cases whose kept dates are not what their events say, or whose events contradict each other."""
    cases = Case.objects.filter(state=State.OPEN, policy__isnull=False).select_related("policy", "arrival")
    for case in cases.prefetch_related("events", "dues").iterator(chunk_size=500):
        try:
            clock = clock_of(case, case.events.all())
        except Invalid as problem:
            yield _("Case %(case)s: %(problem)s") % {"case": case, "problem": problem}
            continue
        kept = {(due.stage, due.limit): due.current for due in case.dues.all()}
        if clock and {(due.stage.key, due.limit.key): due.current for due in clock.dues} != kept:
            yield _("Case %(case)s: the dates kept are not those of its clock. Reckon the open cases anew.") % {
                "case": case
            }
