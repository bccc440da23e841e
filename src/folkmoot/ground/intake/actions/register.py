from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from folkmoot.ground.base.policies import Actor

from ..models import Arrival
from ..queries import CONCERNS, DESTINATIONS, Concern, Destination, Way


def register_kind(kind: str, concerns: Callable[[Actor], QuerySet[Any, Any]], *, for_all: bool = False) -> None:
    """Say which arrivals of a kind an officer works for; call it from the app's `ready()`.

    `concerns` gets an officer whose role does not hold everywhere, and gives what their arrivals became: rows with a
    field `arrival` (`.values("arrival")`). With `for_all` it is asked for every officer, also those whose role holds
    everywhere: for what is told in confidence. Arrivals of kinds that nobody registers are seen by all who keep the
    log.
    """
    CONCERNS[kind] = Concern(concerns, for_all)


def register_destination(
    kind: str,
    *,
    title: str | Promise,
    done: str | Promise,
    offers: Callable[[Actor, Arrival], list[Way]],
    became: Callable[[Actor, Arrival], Way | None],
) -> None:
    """Say what an unsorted arrival can become; call it from the app's `ready()`.

    `kind` is the kind that `become` gives it. `offers` gives the officer's ways to turn it into one, each (what the
    link says, where it leads); they stand on its page under `title`. `became` gives the way to what an arrival of this
    kind turned into, None where the officer may not go there; `done` says so in the log.
    """
    DESTINATIONS[kind] = Destination(kind, title, done, offers, became)
