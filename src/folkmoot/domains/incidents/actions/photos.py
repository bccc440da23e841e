"""Photographs: kept as they came, then made anew by the worker, and only then opened to anybody."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import SYSTEM, Actor
from folkmoot.ground.base.public import new_key
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import classify, forget_document, store
from folkmoot_core.values import Fault, Invalid

from ..adapters.photos import Looked, look_at, made_anew
from ..enums import PhotoState, Shown
from ..models import Incident, Photo
from ..policies import check_handle

log = logging.getLogger(__name__)
UNSENT_HOURS = 24
MOST_PHOTOS = 3
LABEL = Photo._meta.label


@dataclass(frozen=True)
class NewPhoto:
    """A photograph that was just sent and whose head has been looked at."""

    upload: IO[bytes] | File[Any]
    looked: Looked
    keeps_position: bool = False


def new_photo(upload: IO[bytes] | File[Any], *, keeps_position: bool) -> NewPhoto:
    """Raises Invalid (field `photo`) for what we cannot take."""
    return NewPhoto(upload, look_at(upload), keeps_position)


@transaction.atomic(savepoint=False)
def keep_photo(*, photo: NewPhoto, by: Actor, incident: Incident | None = None) -> Photo:
    """Keep a photograph as it came. Nobody can open it: it belongs to a Photo that waits, whose documents are closed to
    everybody (see `receivers`). Raises Invalid."""
    raw = store(
        # Generic: the history keeps titles for ever, and people name files after themselves.
        title=_("Photo sent with a report, as it came"),
        upload=photo.upload,
        classification=Classification.CONFIDENTIAL,
        by=by,
        name=f"photo{photo.looked.ending}",
        waits_for=LABEL,
        savepoint=False,
        audited=by.kind != "resident",
    )
    kept = Photo(incident=incident, key=new_key(), raw=raw, keeps_position=photo.keeps_position)
    kept.save(force_insert=True)
    return kept


def claim_photos(*, keys: Sequence[str], incident: Incident, by: Actor) -> int:
    """Tie photographs that were kept earlier to their report. One that belongs to a report already is not taken."""
    found = Photo.objects.filter(key__in=list(keys)[:MOST_PHOTOS], incident=None)
    return found.update(incident=incident)


def make_photos_ready(*, at_most: int, by: Actor = SYSTEM) -> int:
    """Make waiting photographs anew, and forget how they came; returns how many are done with. Stopped half-way, the
    rest are still waiting, and none is done twice."""
    done = 0
    waiting = Photo.objects.filter(state=PhotoState.WAITING, incident__isnull=False).select_related("raw")
    for photo in waiting.order_by("pk")[:at_most]:
        try:
            done += make_ready(photo=photo, by=by)
        except OSError:
            # A full disk: it waits on, and so does the work behind it.
            log.exception("Photo %s could not be made ready; it is tried again.", photo.key)
            break
    return done


@transaction.atomic
def make_ready(*, photo: Photo, by: Actor) -> bool:
    """False where somebody else has done it meanwhile."""
    held = Photo.objects.select_for_update(of=("self",)).select_related("raw").get(pk=photo.pk)
    if held.state != PhotoState.WAITING:
        return False
    try:
        content = made_anew(_bytes_of(held.raw), keeps_position=held.keeps_position)
    except (Invalid, OSError):
        held.state = PhotoState.UNREADABLE
        held.save(update_fields=["state"])
        record(verb="photo.unreadable", subject=held, by=by)
        return True
    raw = held.raw
    held.made = store(
        title=_("Photo sent with a report"),
        upload=BytesIO(content),
        classification=Classification.CONFIDENTIAL,
        by=by,
        name="photo.jpg",
        download_name="photo",
        subject=held,
    )
    held.state, held.raw = PhotoState.READY, None
    held.save(update_fields=["state", "raw", "made"])
    if raw is not None:
        forget_document(document=raw, by=by, reason=_("Made anew without what was hidden in it."))
    return True


def _bytes_of(raw: Document | None) -> bytes:
    if raw is None:
        raise OSError("The photo as it came is gone.")
    with raw.file.open("rb") as file:
        return bytes(file.read())


@transaction.atomic
def show_photo(*, photo: Photo, public: bool, by: Actor) -> Photo:
    """Pass a photograph for everybody to see, or take that back. Raises Refused, or Invalid for one that is not ready,
    that says where it was taken, or whose report is never shown."""
    incident = photo.incident
    if incident is None:
        raise Invalid([Fault("photo", _("This photo belongs to no report."))])
    check_handle(by, incident.organisation.scope)
    if public and photo.state != PhotoState.READY:
        raise Invalid([Fault("photo", _("The photo is not ready yet."), _("Try again in a minute."))])
    if public and incident.category.shown == Shown.NOTHING:
        raise Invalid([Fault("photo", _("Reports of this kind are never shown to the public."))])
    if public and photo.keeps_position:
        raise Invalid([Fault("photo", _("This photo says where it was taken, so it stays with officers."))])
    if photo.made is not None:
        classification = Classification.PUBLIC if public else Classification.CONFIDENTIAL
        classify(document=photo.made, classification=classification, by=by)
    photo.is_public = public
    photo.save(update_fields=["is_public"])
    record(verb="photo.passed" if public else "photo.hidden", subject=incident, by=by)
    return photo


def forget_unsent_photos(*, by: Actor) -> int:
    """Delete photographs that were chosen and never sent with a report; returns how many."""
    before = timezone.now() - timedelta(hours=UNSENT_HOURS)
    gone = 0
    for photo in Photo.objects.filter(incident=None, added_at__lt=before).select_related("raw"):
        with transaction.atomic():
            # The condition holds against a report that is sent at this moment.
            deleted, _per_model = Photo.objects.filter(pk=photo.pk, incident=None).delete()
            if deleted and photo.raw is not None:
                forget_document(document=photo.raw, by=by, reason=_("Never sent."))
        gone += bool(deleted)
    return gone
