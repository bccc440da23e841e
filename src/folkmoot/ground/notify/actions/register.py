from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from folkmoot.ground.base.policies import Actor

from ..queries import CONCERNS, Concern


def register_subject(
    model_label: str, concerns: Callable[[Actor], QuerySet[Any, Any]], *, keepers: Iterable[str] = ()
) -> None:
    """Say which records of a model an officer works for, for the messages about them; call it from the app's `ready()`.

    `concerns` gets an officer whose role does not hold everywhere, and gives their records. With `keepers`, the roles
    that look after these messages instead of the usual ones, every officer is asked. Messages about anything that
    nobody registers are seen by all who look after the outbox.
    """
    CONCERNS[model_label.lower()] = Concern(concerns, frozenset(keepers))
