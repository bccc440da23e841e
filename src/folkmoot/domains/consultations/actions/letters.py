"""Take in what came in somebody's own words: a letter, an e-mail, a call, a talk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Channel, Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import attach, store
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import EmailParts, keep_attachments, parse_email
from folkmoot.ground.notify.enums import Medium
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.values import Fault, Invalid

from ..adapters import questionnaire_of, standing_of
from ..enums import IN_OWN_WORDS, Consent
from ..models import Answer, Questionnaire, Response
from ..policies import check_type
from .correct_answers import correct_answers
from .submit import ContactDetails, Origin, Submitted, submit_response
from .submit_many import LETTER
from .type_paper import Upload, date_faults, late_reason

NOBODY = ContactDetails()
EMAIL_FILE = "message/rfc822"
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?|\n")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Letter:
    """What came. `received_on` None: the day the e-mail file says. `key`: the same key again is the same letter.
    `arrival`: it was logged by hand before, with its file if it has one, and becomes this letter."""

    channel: str
    received_on: date | None
    words: str
    key: str
    upload: Upload | None = None
    sender: ContactDetails = NOBODY
    consent: str = Consent.NONE
    arrival: Arrival | None = None


def record_letter(*, questionnaire: Questionnaire, letter: Letter, by: Actor) -> Submitted:
    """Keep a letter whole, with its sender apart from it.

    It counts in the totals by channel. Its words become an Answer under the key "letter", to be read and themed like
    any other; no question counts it until `code_letter` finds an answer in it. The words of an e-mail file are taken
    from it where none are typed, and so are its sender and day; its attachments are kept beside it. Raises Invalid,
    naming the field, or Refused.
    """
    consultation = questionnaire.consultation
    check_type(by, standing_of(consultation))
    known = Arrival.objects.filter(key=letter.key).first() if letter.arrival is None else None
    if known is not None:
        return Submitted(Response.objects.select_related("arrival").get(arrival=known), known, False)
    _check_channel(letter)
    source = _store(letter, by) if letter.upload else None
    mail = _mail_in(letter, source)
    letter = _with_email(letter, mail) if mail else letter
    words = letter.words.replace("\x00", "").replace("\r\n", "\n").strip()
    received_on = letter.received_on or timezone.localdate()
    faults = date_faults(consultation, received_on)
    if not words:
        mend = _("Type what it says, or its main points, so that it can be read aloud, themed and quoted.")
        faults.append(Fault("words", _("There are no words yet."), mend))
    if faults:
        raise Invalid(faults)
    with transaction.atomic():
        submitted = submit_response(
            questionnaire=questionnaire,
            answers={},
            origin=Origin(
                channel=letter.channel,
                key=letter.key,
                received_on=received_on,
                words=words,
                source=source,
                held_because=late_reason(consultation, received_on),
                arrival=letter.arrival,
            ),
            by=by,
            consent=letter.consent,
            contact=letter.sender,
        )
        if submitted.created:
            Answer.objects.create(response=submitted.response, question=LETTER, text=words)
            if source:
                attach(source, submitted.arrival, by)
            if mail:
                keep_attachments(arrival=submitted.arrival, mail=mail, by=by)
    return submitted


def code_letter(*, response: Response, answers: dict[str, Any], by: Actor, reason: str = "") -> Response:
    """Say which questions a letter answers, and how. Answers in words are passages of the letter and nothing else.

    `answers` are all its answers, fit: what is left out is taken away. Raises Invalid, naming the question, or Refused.
    """
    check_type(by, standing_of(response.consultation))
    if not response.arrival.words:
        raise Invalid([Fault("", _("This answer did not come in somebody's own words."))])
    if faults := strange_passages(questionnaire_of(response.questionnaire), answers, response.arrival.words):
        raise Invalid(faults)
    return correct_answers(response=response, answers=answers, by=by, verb="response.coded", reason=reason)


def strange_passages(questionnaire: CoreQuestionnaire, answers: Mapping[str, Any], words: str) -> list[Fault]:
    """Answers in words that do not stand in the letter. Spacing and line ends do not matter; "…" and a new line part
    one passage from the next."""
    whole = _plain(words)
    faults = []
    for question in questionnaire.questions:
        text = answers.get(question.key) if question.kind == "text" else None
        if not isinstance(text, str):
            continue
        strange = next((part for part in _LEFT_OUT.split(text) if _plain(part) not in whole), None)
        if strange is not None:
            message = _("“%(words)s” does not stand in the letter.") % {"words": strange.strip()[:60]}
            faults.append(Fault(question.key, message, _("Copy the passage as it is written.")))
    return faults


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def _check_channel(letter: Letter) -> None:
    if letter.channel not in IN_OWN_WORDS:
        raise Invalid([Fault("channel", _("Say how it came."), _("Choose one from the list."))])


def _store(letter: Letter, by: Actor) -> Document:
    title = _("%(channel)s of %(date)s") % {
        "channel": Channel(letter.channel).label,
        "date": (letter.received_on or timezone.localdate()).isoformat(),
    }
    try:
        return store(title=title, upload=letter.upload, classification=Classification.CONFIDENTIAL, by=by)  # type: ignore[arg-type]
    except Invalid as refused:
        raise Invalid(Fault("upload", fault.message, fault.mend) for fault in refused.faults) from refused


def _mail_in(letter: Letter, source: Document | None) -> EmailParts | None:
    if source is None or source.media_type != EMAIL_FILE or letter.upload is None:
        return None
    letter.upload.seek(0)
    return parse_email(letter.upload.read())


def _with_email(letter: Letter, mail: EmailParts) -> Letter:
    """The letter, with what its e-mail file says where nobody typed anything."""
    sender = letter.sender
    if mail.sender_address and not sender.address:
        name = sender.name or mail.sender_name
        sender = replace(sender, name=name, medium=Medium.EMAIL, address=mail.sender_address)
    sent_on = timezone.localdate(mail.sent_at) if mail.sent_at else None
    words = letter.words if letter.words.strip() else mail.in_words
    return replace(letter, words=words, sender=sender, received_on=letter.received_on or sent_on)
