"""What this app tells the ground about itself."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.audit.public import register_sentences
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import register_kind
from folkmoot.ground.intake.signals import arrival_rejected, arrival_released
from folkmoot.ground.notify.public import register_subject
from folkmoot.ground.thread.public import register_record
from folkmoot_core.compacts import Reads

from .actions.concerns import follow_arrival
from .actions.register import register_source
from .enums import CONCERN, EVIDENCE
from .exports.history import SENTENCES
from .models import Evidence
from .policies import KEEPERS, can_keep
from .queries.records import funding_that_changes, payments
from .queries.visible import agreements_kept_by, concerns_for


def register_records() -> None:
    """Called once, from `ready()`. Promises are public; a concern is nobody's but its keepers'."""
    register_record(
        "compact.commitment",
        title=lambda commitment: f"{commitment.key}: {commitment.words}",
        url=lambda commitment: commitment.get_absolute_url(),
        is_public=lambda _commitment: True,
        only_public=lambda found: found,
        related=("version__agreement",),
        noun=_("commitment"),
        nouns=_("commitments"),
    )
    register_record(
        "compact.fundingdecision",
        title=lambda decision: decision.title,
        url=lambda decision: decision.get_absolute_url(),
        is_public=lambda decision: decision.is_public,
        only_public=lambda found: found.filter(is_public=True),
        related=("funder",),
        noun=_("funding decision"),
        nouns=_("funding decisions"),
    )
    register_record(
        "compact.concern",
        title=lambda concern: concern.arrival.reference,
        url=lambda concern: reverse("compact:handle_concern", args=[concern.arrival.reference]),
        # Also when its words are published: the address above opens for its keepers only.
        is_public=lambda _concern: False,
        only_public=lambda found: found.none(),
        may_see=lambda actor, concern: can_keep(actor, concern.agreement.scope),
        related=("arrival", "agreement__keeper"),
        noun=_("concern"),
        nouns=_("concerns"),
    )


def tell_history() -> None:
    """Called once, from `ready()`."""
    register_sentences(SENTENCES)


def follow_arrivals() -> None:
    """Called once, from `ready()`. What is let in or set aside at the door is so here too."""
    arrival_released.connect(on_arrival_released, dispatch_uid="compact:arrival_released")
    arrival_rejected.connect(on_arrival_rejected, dispatch_uid="compact:arrival_rejected")


def on_arrival_released(sender: type[Arrival], arrival: Arrival, by: Actor, reason: str, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, let_in=True, reason=reason, by=by)


def on_arrival_rejected(sender: type[Arrival], arrival: Arrival, by: Actor, reason: str, **kwargs: Any) -> None:
    follow_arrival(arrival=arrival, let_in=False, reason=reason, by=by)


def keep_to_own() -> None:
    """Called once, from `ready()`. What was told in confidence is read by those who look after the agreement, and by
    nobody else who keeps the log or the outbox."""
    register_kind(CONCERN, lambda actor: concerns_for(actor).values("arrival"), for_all=True)
    register_kind(EVIDENCE, lambda actor: offered_to(actor).values("arrival"), for_all=True)
    register_subject("compact.concern", concerns_for, keepers=KEEPERS)


def offered_to(actor: Actor) -> Any:
    kept = agreements_kept_by(actor).values("pk")
    return Evidence.objects.filter(arrival__isnull=False, commitment__version__agreement__in=kept)


def read_own_records() -> None:
    """Called once, from `ready()`. Funding and payments come from this app until there is one for funding."""
    register_source(Reads.FUNDING, funding_that_changes)
    register_source(Reads.PAYMENTS, payments)
