"""Keep what consultees are shown, as it stood when the consultation opened."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.values import Fault, Invalid

from ..adapters.frozen import fingerprint_of, plan_document
from ..enums import PhaseKind
from ..models import Consultation, FrozenCopy


def freeze(*, consultation: Consultation, by: Actor) -> FrozenCopy | None:
    """Make the frozen copy of what opens now, is put on the calendar, or came with a pack; or make it anew while the
    consultation has not opened yet.

    Once it has opened the copy stays as it is, whatever happens to the plan. None while nothing is on the calendar.
    """
    opened_at = opening_of(consultation)
    if opened_at is None:
        return None
    existing = FrozenCopy.objects.filter(consultation=consultation).first()
    if existing is not None and opened_at <= timezone.now():
        return existing
    fresh = Consultation.objects.select_related("organisation", "area", "deciding_body").get(pk=consultation.pk)
    version = fresh.questionnaires.filter(published_at__isnull=False).order_by("-version").first()
    content = plan_document(fresh, version)
    sha256 = fingerprint_of(content)
    if existing is not None and existing.sha256 == sha256:
        return existing
    copy, _created = FrozenCopy.objects.update_or_create(
        consultation=consultation, defaults={"content": content, "sha256": sha256, "frozen_at": timezone.now()}
    )
    changes = {"sha256": [existing.sha256 if existing else None, sha256]}
    record(verb="consultation.frozen", subject=consultation, by=by, changes=changes)
    return copy


def freeze_again(*, consultation: Consultation, by: Actor) -> None:
    """After a change to the plan: the copy follows until the consultation opens, and never after."""
    opened_at = opening_of(consultation)
    if opened_at is not None and opened_at > timezone.now():
        freeze(consultation=consultation, by=by)


def opening_of(consultation: Consultation) -> datetime | None:
    """When it opens or opened; None while it is not on the calendar."""
    return consultation.phases.filter(kind=PhaseKind.OPEN).values_list("starts_at", flat=True).first()


def check_reason(consultation: Consultation, reason: str) -> None:
    """What is on the calendar is changed with a reason only. Raises Invalid, naming the field `reason`."""
    if consultation.opens_on is not None and not reason.strip():
        message = _("There is no reason for the change.")
        mend = _("Say why in a sentence: people have been told about this consultation.")
        raise Invalid([Fault("reason", message, mend)])
