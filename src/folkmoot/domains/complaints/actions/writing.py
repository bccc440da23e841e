"""What is noted on a case, written to somebody, or came from them."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel, Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import store
from folkmoot_core.values import Fault, Invalid

from ..enums import Direction, LetterStep, NoteKind
from ..models import Case, Complainant, Letter, Note
from .changing import case_to_change, day_of, set_fields
from .letters import LONGEST, LetterWords, send_letter
from .log import Whose, keep_person
from .searching import index_case

BY_OFFICERS = (NoteKind.NOTE, NoteKind.CALL, NoteKind.MEETING, NoteKind.SAFEGUARDING)


@transaction.atomic
def add_note(*, case: Case, words: str, by: Actor, kind: str = NoteKind.NOTE) -> Note:
    """Write something down for colleagues. One on safeguarding marks the case. Raises Invalid or Refused."""
    case = case_to_change(case, by)
    if not words.strip() or len(words) > LONGEST:
        raise Invalid([Fault("words", _("A note has some words, and not more than 20,000 characters of them."))])
    if kind not in BY_OFFICERS:
        raise Invalid([Fault("kind", _("Say what it is a note of."), _("Choose one from the list."))])
    note = Note.objects.create(case=case, kind=kind, words=words.strip(), by_name=by.name)
    if kind == NoteKind.SAFEGUARDING and not case.is_safeguarding:
        set_fields(case, is_safeguarding=True)
    index_case(case)
    record(verb="case.noted", subject=case, by=by, changes={"kind": [None, kind]})
    return note


@transaction.atomic
def add_file(*, case: Case, upload: IO[bytes] | File[Any], title: str, by: Actor) -> Document:
    """Keep a file with the case, for those who may read it. Raises Invalid or Refused."""
    case = case_to_change(case, by)
    return store(
        title=_("File of a case"),
        upload=upload,
        classification=Classification.CONFIDENTIAL,
        subject=case,
        by=by,
        download_name=title or str(getattr(upload, "name", "") or ""),
    )


@transaction.atomic
def write_letter(*, case: Case, letter: LetterWords, by: Actor) -> Letter:
    """Write to the person in one's own words, at whatever step. Raises Invalid or Refused."""
    case = case_to_change(case, by)
    sent = send_letter(case, LetterStep.FREE, letter, by=by)
    record(verb="case.written_to", subject=case, by=by)
    return sent


@transaction.atomic
def keep_letter_in(*, case: Case, words: str, channel: str, by: Actor, on: date | None = None) -> Letter:
    """Something they wrote or said later, about the same case. Raises Invalid or Refused."""
    case = case_to_change(case, by)
    if not words.strip() or len(words) > LONGEST:
        raise Invalid([Fault("words", _("Write down what they said, in up to 20,000 characters."))])
    if channel not in Channel.values:
        raise Invalid([Fault("channel", _("Say how it came."), _("Choose one from the list."))])
    letter = Letter.objects.create(
        case=case,
        direction=Direction.IN,
        step=LetterStep.FREE,
        stage=case.stage,
        on=day_of(on),
        channel=channel,
        body=words.strip(),
        by_name=by.name,
    )
    record(verb="case.heard_from", subject=case, by=by, changes={"channel": [None, str(channel)]})
    return letter


@transaction.atomic
def edit_person(*, case: Case, whose: Whose, by: Actor) -> Complainant | None:
    """Mend who it is from and how they are told; nothing given: nobody is kept. Raises Refused."""
    case = case_to_change(case, by)
    if whose.is_empty:
        Complainant.objects.filter(case=case).delete()
        person = None
    else:
        person = keep_person(case, whose)
        set_fields(case, is_anonymous=False)
    index_case(case)
    # Without what was mended: the history keeps no names and addresses.
    record(verb="case.person_mended", subject=case, by=by)
    return person
