"""What a resident does on the page of her case. Whoever calls has checked that she knows its secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor
from folkmoot.ground.base.public import site_identity
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import attach, forget_unclaimed, store
from folkmoot.ground.notify.enums import Medium
from folkmoot.ground.notify.public import takes_more_today
from folkmoot_core.values import Fault, Invalid

from ..enums import Ending, EventKind, LetterStep, NoteKind, State
from ..models import Case, Complainant, Note
from ..policies import can_reopen_clock, next_stage_of
from ..queries.letters import drafts_for
from .changing import set_fields
from .further import begin_stage, go_further, policy_in, times
from .letters import LetterWords, send_letter, tell_person
from .log import Logged, Origin, Said, Whose, keep_person, log_case
from .reckoning import Happened, add_event
from .searching import index_case

LONGEST = 20_000
MOST_FILES = 5
TEMPLATES = ("complaints/letter", "complaints/text")
FILES_WAIT = timedelta(days=2)


def keep_upload(upload: IO[bytes], name: str) -> Document:
    """Keep a file that a form brought, until its case is sent. Raises Invalid, naming `file`."""
    return store(
        # Generic: the history keeps titles for ever, and people name files after themselves.
        title=_("File sent with a case"),
        upload=upload,
        classification=Classification.CONFIDENTIAL,
        by=RESIDENT,
        download_name=name,
        waits_for=Case._meta.label,
    )


def forget_unsent_files() -> int:
    """Delete files that were chosen and never sent; returns how many."""
    return forget_unclaimed(waits_for=Case._meta.label, before=timezone.now() - FILES_WAIT, keep=(), by=SYSTEM)


@transaction.atomic
def send_case(*, said: Said, origin: Origin, whose: Whose, files: Sequence[str] = ()) -> Logged:
    """A resident's own case, with her files, and a first message with its reference where she asked to be told."""
    logged = log_case(said=said, origin=origin, whose=whose, by=RESIDENT)
    if not logged.created:
        return logged
    claim_files(logged.case, files)
    if not origin.held_because and takes_first_message(whose):
        subject = _("We have what you sent: %(reference)s") % {"reference": logged.arrival.reference}
        body = _("Thank you for telling us. Nobody has looked at it yet; when somebody has, you will hear from us.")
        tell_person(logged.case, subject=subject, body=body, key=f"case-received:{logged.case.pk}")
    return logged


def takes_first_message(whose: Whose) -> bool:
    """Whether one more first message may go to this address. One query."""
    address = (
        {Medium.EMAIL: whose.email, Medium.TEXT: whose.telephone}.get(Medium(whose.medium)) if whose.medium else ""
    )
    if not address:
        return False
    return takes_more_today(medium=whose.medium, to=address, templates=TEMPLATES)


def claim_files(case: Case, keys: Sequence[str]) -> None:
    """Those files that wait for a case become this one's; other keys say nothing."""
    waiting = Document.objects.filter(key__in=keys[:MOST_FILES], subject_type=Case._meta.label_lower, subject_key="")
    for document in waiting:
        attach(document, case, RESIDENT)


@transaction.atomic
def add_to_case(*, case: Case, words: str, by: Actor, files: Sequence[str] = ()) -> Case:
    """She adds something: it stands with the case, and the officer sees that there is news. Raises Invalid."""
    if not words.strip() and not files:
        raise Invalid([Fault("words", _("There is nothing to add yet."), _("Write something, or choose a file."))])
    if len(words) > LONGEST:
        raise Invalid([Fault("words", _("This is longer than 20,000 characters."), _("Send it in two parts."))])
    case = _locked(case)
    # PostgreSQL keeps no NUL in text.
    said = words.replace("\x00", "").strip() or _("Sent a file.")
    Note.objects.create(case=case, kind=NoteKind.ADDED, words=said, by_name=by.name)
    claim_files(case, files)
    _has_news(case)
    index_case(case)
    return case


@transaction.atomic
def say_not_solved(*, case: Case, by: Actor, words: str = "") -> str:
    """She is not satisfied. Nobody asks her why. Returns what that led to: "escalated", "reopened", or "told" where our
    own stages are used up and the Ombudsman is next."""
    case = _locked(case)
    if words.strip():
        add_to_case(case=case, words=words, by=by)
    led_to = _go_on(case, by)
    Note.objects.create(case=case, kind=NoteKind.ADDED, words=_("Says that it is not solved."), by_name=by.name)
    _has_news(case)
    return led_to


def _go_on(case: Case, by: Actor) -> str:
    if not is_answered(case):
        return "told"
    if next_stage_of(policy_in(case), times(case, EventKind.ESCALATED)):
        go_further(case, by=by)
        # She is told as if an officer had done it.
        said = drafts_for(case, LetterStep.ESCALATE, officer=str(site_identity()["name"]))[0]
        send_letter(case, LetterStep.ESCALATE, LetterWords(said.subject, said.body), by=SYSTEM)
        return "escalated"
    if can_reopen_clock(policy_in(case), times(case, EventKind.REOPENED)):
        begin_stage(case, timezone.localdate(), case.handler)
        add_event(case, Happened(EventKind.REOPENED, timezone.localdate()), by=by)
        return "reopened"
    return "told"


def is_answered(case: Case) -> bool:
    return case.state == State.ANSWERED or (case.state == State.CLOSED and case.ending == Ending.ANSWERED)


@transaction.atomic
def choose_how_to_hear(*, case: Case, whose: Whose, by: Actor) -> Complainant:
    """She changes how she is told; whom she speaks for stays as it was."""
    case = _locked(case)
    held = Complainant.objects.filter(case=case).first()
    if held is not None:
        whose = replace(whose, postcode=held.postcode, on_behalf_of=held.on_behalf_of, may_speak=held.may_speak)
    if case.is_anonymous and whose.name.strip():
        set_fields(case, is_anonymous=False)
    person = keep_person(case, whose)
    _has_news(case)
    index_case(case)
    return person


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("arrival", "policy", "handler").get(pk=case.pk)


def _has_news(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(news_at=timezone.now())
