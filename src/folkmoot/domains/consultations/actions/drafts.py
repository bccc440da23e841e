"""Answers under way: begin, keep, forget."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_key
from folkmoot.ground.documents.public import forget_unclaimed
from folkmoot.ground.notify.enums import Medium
from folkmoot.ground.notify.public import tell

from ..models import Draft, Questionnaire, Response
from ..queries.asked_mail import RETURN_LINK, takes_more_today

Entered = Mapping[str, Sequence[str]]


def begin_draft(*, questionnaire: Questionnaire, entered: Entered, by: Actor) -> Draft:
    """Keep what was typed so far, right or wrong, under a new secret key.

    Not audited: a draft is the resident's own, and nobody else reads it.
    """
    return Draft.objects.create(
        consultation_id=questionnaire.consultation_id,
        questionnaire=questionnaire,
        key=new_key(),
        entered={name: list(values) for name, values in entered.items()},
        expires_at=timezone.now() + timedelta(days=settings.DRAFT_DAYS),
    )


def keep_entered(*, draft: Draft, fields: Sequence[str], entered: Entered, by: Actor) -> None:
    """Replace what was typed in `fields`; all other fields stay as they are."""
    with transaction.atomic():
        current = Draft.objects.select_for_update().get(pk=draft.pk)
        for field in fields:
            current.entered.pop(field, None)
            if values := [value for value in entered.get(field, ()) if value != ""]:
                current.entered[field] = values
        current.expires_at = timezone.now() + timedelta(days=settings.DRAFT_DAYS)
        current.save(update_fields=["entered", "expires_at", "updated_at"])
    draft.entered = current.entered


def mark_sent(*, draft: Draft, key: str, by: Actor) -> None:
    """Forget the words of a draft that became a response; its link then leads to the receipt."""
    Draft.objects.filter(pk=draft.pk).update(sent_as=key, entered={})


def send_return_link(*, draft: Draft, address: str, link: str, by: Actor) -> bool:
    """E-mail the secret link, so that a resident can go on from another device. False where that address has had all
    the mail it takes in a day."""
    if not takes_more_today(address):
        return False
    # Addresses may be longer than the key of a message.
    digest = hashlib.sha256(address.strip().casefold().encode()).hexdigest()[:32]
    tell(
        medium=Medium.EMAIL,
        to=address,
        template=RETURN_LINK,
        values={"title": draft.consultation.title, "link": link, "days": settings.DRAFT_DAYS},
        dedupe_key=f"return-link:{draft.key}:{digest}",
        subject_record=draft.consultation,
        # Whoever follows it reads, and changes, what somebody has written so far.
        secret=True,
    )
    return True


def forget_unsent_files(*, by: Actor) -> int:
    """Delete files that people chose and never sent, once no page or link can send them any more; returns how many."""
    alive = Draft.objects.filter(sent_as="").values_list("entered", flat=True)
    keep = {
        key
        for entered in alive.iterator(chunk_size=500)
        for field, values in entered.items()
        if field.endswith(".document")
        for key in values
    }
    before = timezone.now() - timedelta(days=settings.DRAFT_DAYS)
    return forget_unclaimed(waits_for=Response._meta.label, before=before, keep=keep, by=by)


def forget_expired_drafts(*, by: Actor) -> int:
    """Delete drafts whose time is over; returns how many."""
    deleted, _per_model = Draft.objects.filter(expires_at__lte=timezone.now()).delete()
    return deleted
