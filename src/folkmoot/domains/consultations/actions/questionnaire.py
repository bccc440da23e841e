"""Write the draft of a questionnaire, and publish it. A published version is never altered; a change makes the next."""

from __future__ import annotations

import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.questionnaires import fingerprint, load_questionnaire
from folkmoot_core.questionnaires.editing import read_document
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..models import Consultation, Questionnaire
from ..policies import check_edit_questionnaire
from .freeze import check_reason, freeze_again


def put_draft(*, consultation: Consultation, text: str, seen: str, by: Actor) -> Questionnaire:
    """Keep this text as the draft, fit for use or not, so that nobody loses work half-way.

    `seen` is the fingerprint of the version that the editor had before them ("" for none). Raises Refused; Invalid
    where the text cannot be read at all, or where somebody else changed the questionnaire meanwhile.
    """
    check_edit_questionnaire(by, standing_of(consultation))
    read_document(text)
    try:
        with transaction.atomic():
            versions = list(Questionnaire.objects.select_for_update().filter(consultation=consultation))
            newest = max(versions, key=lambda row: row.version, default=None)
            _check_seen(newest, seen)
            sha256 = fingerprint_of_text(text)
            if newest is not None and newest.published_at is None:
                draft = newest
                draft.definition, draft.sha256 = text, sha256
                draft.save(update_fields=["definition", "sha256", "updated_at"])
            else:
                version = newest.version + 1 if newest else 1
                draft = Questionnaire.objects.create(
                    consultation=consultation, version=version, definition=text, sha256=sha256
                )
            if sha256 != seen:
                changes = {"version": [None, draft.version], "sha256": [seen or None, sha256]}
                record(verb="questionnaire.drafted", subject=draft, by=by, changes=changes)
    except IntegrityError as clash:
        raise Invalid([_changed_meanwhile()]) from clash
    return draft


def discard_draft(*, consultation: Consultation, seen: str, by: Actor) -> bool:
    """Forget the draft and go back to the version before it; False where there is no draft, or nothing before it.

    `seen` as for `put_draft`: nobody throws away what they have not looked at. Raises Refused, or Invalid.
    """
    check_edit_questionnaire(by, standing_of(consultation))
    with transaction.atomic():
        draft = consultation.questionnaires.select_for_update().filter(published_at__isnull=True).first()
        if draft is None or not consultation.questionnaires.exclude(pk=draft.pk).exists():
            return False
        _check_seen(draft, seen)
        record(verb="questionnaire.draft_discarded", subject=draft, by=by, changes={"version": [draft.version, None]})
        draft.delete()
    return True


def publish_questionnaire(
    *, consultation: Consultation, by: Actor, reason: str = "", seen: str | None = None
) -> Questionnaire:
    """Make the draft what people answer from now on; the published version, where there is no draft.

    `seen` as for `put_draft`; None: whatever the draft says now. Raises Refused; Invalid with every fault of the
    questionnaire, where a reason is needed and missing, or where somebody else changed the draft meanwhile.
    """
    check_edit_questionnaire(by, standing_of(consultation))
    with transaction.atomic():
        newest = consultation.questionnaires.select_for_update().order_by("-version").first()
        if newest is None:
            raise Invalid([Fault("questionnaire", _("There is no questionnaire."), _("Write one first."))])
        if seen is not None:
            _check_seen(newest, seen)
        questionnaire = load_questionnaire(newest.definition)
        if newest.published_at is not None:
            return newest
        check_reason(consultation, reason)
        newest.sha256, newest.published_at, newest.note = fingerprint(questionnaire), timezone.now(), reason[:300]
        newest.save(update_fields=["sha256", "published_at", "note", "updated_at"])
        changes = {"version": [None, newest.version], "sha256": [None, newest.sha256]}
        record(verb="questionnaire.published", subject=newest, by=by, changes=changes, reason=reason)
        freeze_again(consultation=consultation, by=by)
    return newest


def fingerprint_of_text(text: str) -> str:
    """The questionnaire's fingerprint; of a draft that is not fit for use yet, the SHA-256 of its text."""
    try:
        return fingerprint(load_questionnaire(text))
    except Invalid:
        return hashlib.sha256(text.encode()).hexdigest()


def _check_seen(newest: Questionnaire | None, seen: str) -> None:
    if (newest.sha256 if newest else "") != seen:
        raise Invalid([_changed_meanwhile()])


def _changed_meanwhile() -> Fault:
    message = _("Somebody else changed the questionnaire while you were at it.")
    return Fault("seen", message, _("Open it again in another tab, and make your change there."))
