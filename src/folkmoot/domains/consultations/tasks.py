"""Work that no page waits for."""

from __future__ import annotations

from django_tasks import task

from folkmoot.ground.base.policies import SYSTEM

from .actions.tell import tell_people
from .models import Outcome


@task()
def tell_people_of(outcome: int) -> int:
    """Tell everybody who asked what came of it; returns how many messages are new. An officer asked for it, and that
    stands in the history, so the system itself does it."""
    found = Outcome.objects.select_related("consultation__organisation").get(pk=outcome)
    return tell_people(outcome=found, by=SYSTEM).new
