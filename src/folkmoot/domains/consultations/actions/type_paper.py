"""Take in a form that came on paper, as somebody types it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel, Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import new_key
from folkmoot.ground.documents.public import attach, store
from folkmoot.ground.intake.models import Arrival
from folkmoot_core.questionnaires import Typed
from folkmoot_core.survey import draw
from folkmoot_core.values import Fault, Invalid

from ..adapters import standing_of
from ..enums import Consent
from ..models import Consultation, PaperForm, PaperSettings, Questionnaire, Response
from ..policies import check_plan, check_type
from .submit import ContactDetails, Origin, Submitted, submit_response

Upload = IO[bytes] | File[Any]


@dataclass(frozen=True)
class PaperOrigin:
    """What the typist knows of the form besides its answers. `key`: the same key again is the same form."""

    key: str
    received_on: date
    batch: str = ""
    note: str = ""
    seconds: int | None = None
    scan: Upload | None = None


def type_paper(
    *,
    questionnaire: Questionnaire,
    typed: Typed,
    origin: PaperOrigin,
    by: Actor,
    consent: str = Consent.NONE,
    contact: ContactDetails | None = None,
) -> Submitted:
    """Store a typed form. Ticks too many count as no valid answer and are kept beside it.

    A form that came after the last day is held, for somebody to decide. Raises Invalid (naming the typing field, or
    `received_on`) or Refused.
    """
    consultation = questionnaire.consultation
    check_type(by, standing_of(consultation))
    if faults := [*typed.faults, *date_faults(consultation, origin.received_on)]:
        raise Invalid(faults)
    known = Arrival.objects.filter(key=origin.key).first()
    if known is not None:
        return Submitted(Response.objects.select_related("arrival").get(arrival=known), known, False)
    settings = paper_settings(consultation)
    scan = _store_scan(origin, by) if origin.scan else None
    with transaction.atomic():
        submitted = submit_response(
            questionnaire=questionnaire,
            answers=typed.answers,
            origin=Origin(
                channel=Channel.PAPER,
                key=origin.key,
                received_on=origin.received_on,
                source=scan,
                held_because=late_reason(consultation, origin.received_on),
            ),
            by=by,
            consent=consent,
            contact=contact,
        )
        if submitted.created:
            PaperForm.objects.create(
                response=submitted.response,
                typed_by=by.name,
                typed_by_key=by.key,
                seconds=origin.seconds,
                batch=origin.batch,
                note=origin.note,
                spoiled=typed.spoiled,
                lot=draw(settings.seed, submitted.arrival.reference),
            )
            if scan:
                attach(scan, submitted.arrival, by)
    return submitted


def paper_settings(consultation: Consultation) -> PaperSettings:
    """The settings of a consultation, with a seed drawn when they are first asked for."""
    return PaperSettings.objects.get_or_create(consultation=consultation, defaults={"seed": new_key()})[0]


@transaction.atomic
def set_share_typed_again(*, consultation: Consultation, percent: int, by: Actor) -> PaperSettings:
    """Change how many paper forms are typed again. Raises Invalid (`percent`) or Refused."""
    check_plan(by, standing_of(consultation))
    if not 0 <= percent <= 100:
        raise Invalid([Fault("percent", _("A share lies between 0 and 100 percent."), _("Give a whole number."))])
    settings = paper_settings(consultation)
    old, settings.percent = settings.percent, percent
    settings.save(update_fields=["percent"])
    if old != percent:
        changes = {"percent": [old, percent]}
        record(verb="consultation.second_entry_share_set", subject=consultation, by=by, changes=changes)
    return settings


def date_faults(consultation: Consultation, received_on: date) -> list[Fault]:
    """What is wrong with the day something is said to have come."""
    if received_on > timezone.localdate():
        mend = _("Give today's date or an earlier one.")
        return [Fault("received_on", _("The day it came lies in the future."), mend)]
    opens = consultation.opens_on
    if opens and received_on < opens:
        told = {"day": date_format(opens, "j F Y")}
        return [Fault("received_on", _("It opened on %(day)s.") % told, _("Give that day or a later one."))]
    return []


def late_reason(consultation: Consultation, received_on: date) -> str:
    """Why something is held that came after the last day; '' for what came in time."""
    closes = consultation.closes_on
    if closes is None or received_on <= closes:
        return ""
    return _("It came on %(day)s, after the last day.") % {"day": date_format(received_on, "j F Y")}


def _store_scan(origin: PaperOrigin, by: Actor) -> Any:
    title = _("Paper form of %(date)s") % {"date": origin.received_on.isoformat()}
    try:
        return store(title=title, upload=origin.scan, classification=Classification.CONFIDENTIAL, by=by)  # type: ignore[arg-type]
    except Invalid as refused:
        raise Invalid(Fault("scan", fault.message, fault.mend) for fault in refused.faults) from refused
