"""Whom we ask, how we reach them, and what we give them to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.public import store
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..models import Consultation, ConsultationDocument, ConsulteeGroup
from ..policies import check_plan
from .freeze import check_reason, freeze_again


def put_group(
    *,
    consultation: Consultation,
    name: str,
    channels: Sequence[str],
    reach: str,
    by: Actor,
    group: ConsulteeGroup | None = None,
    reason: str = "",
) -> ConsulteeGroup:
    """Add a group of people we ask, or change one. The same name always gets the same key, so that clashes between
    consultations show. Raises Refused, and Invalid naming the field."""
    check_plan(by, standing_of(consultation))
    check_reason(consultation, reason)
    name = " ".join(name.split())
    if not name:
        raise Invalid([Fault("name", _("The group has no name."), _("Say whom you ask, such as Businesses."))])
    others = consultation.consultee_groups.exclude(pk=group.pk) if group else consultation.consultee_groups.all()
    key = group.key if group and group.name == name else slugify(name)[:80] or "group"
    if others.filter(key=key).exists():
        message = _("This consultation asks “%(name)s” already.") % {"name": name}
        raise Invalid([Fault("name", message, _("Change the group that is there, or give this one another name."))])
    with transaction.atomic():
        before = _as_json(group) if group else None
        row = group or ConsulteeGroup(consultation=consultation, position=others.count())
        row.key, row.name, row.channels, row.reach = key, name, list(channels), " ".join(reach.split())[:200]
        row.save()
        changes = {"group": [before, _as_json(row)]}
        record(verb="consultation.group_changed", subject=consultation, by=by, changes=changes, reason=reason)
        freeze_again(consultation=consultation, by=by)
    return row


def remove_group(*, group: ConsulteeGroup, by: Actor, reason: str = "") -> None:
    """Ask one group fewer. Raises Refused, and Invalid where a reason is needed."""
    consultation = group.consultation
    check_plan(by, standing_of(consultation))
    check_reason(consultation, reason)
    with transaction.atomic():
        changes = {"group": [_as_json(group), None]}
        group.delete()
        record(verb="consultation.group_changed", subject=consultation, by=by, changes=changes, reason=reason)
        freeze_again(consultation=consultation, by=by)


def add_document(
    *,
    consultation: Consultation,
    title: str,
    by: Actor,
    upload: IO[bytes] | File[Any] | None = None,
    url: str = "",
    reason: str = "",
) -> ConsultationDocument:
    """Give people something to read: a file, which is stored as public, or an address elsewhere.

    Raises Refused, and Invalid naming the field: exactly one of `upload` and `url` is wanted.
    """
    check_plan(by, standing_of(consultation))
    check_reason(consultation, reason)
    if (upload is None) == (not url):
        raise Invalid(
            [Fault("file", _("Give either a file or an address."), _("Choose a file, or write where it is."))]
        )
    if not title.strip():
        raise Invalid([Fault("title", _("The title is missing."), _("Say in a few words what it is."))])
    if url and not url.startswith(("https://", "http://")):
        fault = _("“%(url)s” is not an address on the web.") % {"url": url[:60]}
        raise Invalid([Fault("url", fault, _("Write it as https://…"))])
    with transaction.atomic():
        document = None
        if upload is not None:
            document = store(
                title=title, upload=upload, classification=Classification.PUBLIC, by=by, subject=consultation
            )
        last = consultation.documents.order_by("-position").first()
        row = ConsultationDocument.objects.create(
            consultation=consultation,
            title=" ".join(title.split())[:200],
            document=document,
            url=url,
            position=last.position + 1 if last else 0,
        )
        changes = {"document": [None, row.title]}
        record(verb="consultation.document_added", subject=consultation, by=by, changes=changes, reason=reason)
        freeze_again(consultation=consultation, by=by)
    return row


def remove_document(*, document: ConsultationDocument, by: Actor, reason: str = "") -> None:
    """Take a document off the list. The file itself stays, since the frozen copy may point at it."""
    consultation = document.consultation
    check_plan(by, standing_of(consultation))
    check_reason(consultation, reason)
    with transaction.atomic():
        changes = {"document": [document.title, None]}
        document.delete()
        record(verb="consultation.document_removed", subject=consultation, by=by, changes=changes, reason=reason)
        freeze_again(consultation=consultation, by=by)


def _as_json(group: ConsulteeGroup) -> dict[str, Any]:
    return {"name": group.name, "channels": group.channels, "reach": group.reach}
