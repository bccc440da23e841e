"""Forget what somebody wrote, and keep that they answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor, Refused
from folkmoot.ground.documents.public import forget_document
from folkmoot.ground.intake.public import forget_words as forget_words_of_arrival
from folkmoot.ground.notify.public import forget_messages
from folkmoot_core.snapshots import words_fields
from folkmoot_core.values import Fault, Invalid

from ..adapters import questionnaire_of, standing_of
from ..enums import ReadingState
from ..models import Answer, ChosenAnswer, Draft, Edition, PaperForm, PublishingRun, Response, SecondEntry
from ..policies import check_plan
from ..queries.kept_words import (
    FORGOTTEN,
    KeptWords,
    editions_quoting,
    holds,
    passages_of,
    reports_quoting,
    runs_quoting,
    sheets_behind,
    words_kept,
)
from ..queries.reports.listing import title_of
from ..queries.snapshots import snapshots_of
from ..signals import words_taken_back


@dataclass(frozen=True)
class Forgotten:
    """What was done. answers: in words, a letter counts as one. snapshots: out of how many the worker takes them."""

    answers: int
    files: int
    messages: int
    editions: int
    snapshots: int


@transaction.atomic
def forget_words(*, response: Response, by: Actor, reason: str) -> Forgotten:
    """Put "[removed]" in the place of everything that the person wrote, and delete the files that came with it (UK
    GDPR, article 17). That they answered stays, and so does every figure.

    It goes out of the answers, the letter and its file, a second typing, the copy that was sent, spreadsheets it came
    in, editions of reports that were withdrawn, and out of every snapshot, which the worker does. Raises Refused, also
    where there is nothing to forget; Invalid without a reason, with one that repeats the words, or while an edition
    that stands, or an officer's text in a report, quotes them.
    """
    check_plan(by, standing_of(response.consultation))
    current = Response.objects.select_for_update(of=("self",)).select_related("arrival", "consultation").get(
        pk=response.pk
    )  # fmt: skip
    kept = words_kept(current)
    if kept.is_empty:
        raise Refused(_("No words are kept with this answer."))
    passages = passages_of(_said(current, kept))
    _check(current, passages, reason)
    editions = _forget_editions(current, passages, by, reason)
    sheets = list(sheets_behind(current))
    own = [document for document in kept.files if document.subject_type == Response._meta.label_lower]
    for document in (*own, *sheets):
        forget_document(document=document, by=by, reason=reason)
    files = forget_words_of_arrival(arrival=current.arrival, instead=FORGOTTEN, by=by, reason=reason)
    _forget_answers(current, kept, by)
    found = Forgotten(
        answers=len(kept.answers),
        files=files + len(own) + len(sheets),
        messages=forget_messages(about=current, dedupe_keys=[], by=by),
        editions=editions,
        snapshots=snapshots_of(current.consultation).count(),
    )
    gone = [(current.pk, field) for field in kept.answers]
    words_taken_back.send(sender=Response, consultation=current.consultation_id, words=gone)
    changes = {name: [getattr(found, name), 0] for name in ("answers", "files", "messages", "editions")}
    record(verb="response.words_forgotten", subject=current, by=by, changes=changes, reason=reason.strip())
    return found


def _said(response: Response, kept: KeptWords) -> list[str]:
    """As written, and as it was published."""
    published = response.words.exclude(public_text="").values_list("public_text", flat=True)
    return [words for words in (*kept.answers.values(), *published) if words != FORGOTTEN]


def _check(response: Response, passages: Collection[str], reason: str) -> None:
    faults = []
    if not reason.strip():
        faults.append(Fault("reason", _("Say why, in a few words. It is kept in the history.")))
    elif holds(reason, passages):
        message = _("The reason repeats the words. It would stay in the history for ever.")
        faults.append(Fault("reason", message, _("Say it without them.")))
    for edition in editions_quoting(response.consultation, passages):
        if edition.withdrawn_at is None:
            told = _("Edition %(number)d of “%(title)s” quotes these words.")
            named = {"number": edition.number, "title": title_of(edition.report)}
            faults.append(Fault("reason", told % named, _("Withdraw it first; then publish one without them.")))
    for report in reports_quoting(response.consultation, passages):
        told = _("What you wrote in “%(title)s” quotes these words.") % {"title": title_of(report)}
        faults.append(Fault("reason", told, _("Change that text first.")))
    if faults:
        raise Invalid(faults)


def _forget_editions(response: Response, passages: Collection[str], by: Actor, reason: str) -> int:
    """Delete the files of withdrawn editions that quote the words; the public reads why they were withdrawn, as before.
    Returns of how many."""
    found = list(editions_quoting(response.consultation, passages))
    for edition in found:
        documents = [file.document for file in edition.files.select_related("document")]
        edition.files.all().delete()
        for document in documents:
            forget_document(document=document, by=by, reason=reason)
        if holds(edition.edits, passages):
            Edition.objects.filter(pk=edition.pk).update(edits={})
    for run in runs_quoting(response.consultation, passages):
        PublishingRun.objects.filter(pk=run.pk).update(edits={})
    return len(found)


def _forget_answers(response: Response, kept: KeptWords, by: Actor) -> None:
    """The packed answers and the place of the person stay as they are, so that nothing is counted otherwise."""
    for name in ("answers", "parked"):
        setattr(response, name, _without(getattr(response, name), kept.answers))
    response.save(update_fields=["answers", "parked"])
    Answer.objects.filter(response=response).update(
        text=FORGOTTEN,
        public_text="",
        reading=ReadingState.WITHHELD,
        reading_reason=_("The words were forgotten, as their writer asked."),
        read_by=by.name,
    )
    # Labels stay, for they are counted; an example or a quote of nothing is neither.
    ChosenAnswer.objects.filter(answer__response=response).delete()
    PaperForm.objects.filter(response=response).update(note="")
    second = SecondEntry.objects.filter(response=response).first()
    if second is not None:
        fields = words_fields(questionnaire_of(response.questionnaire))
        second.answers, second.settled = _without(second.answers, fields), _without(second.settled, fields)
        second.differences = {
            field: [FORGOTTEN, FORGOTTEN] if field in fields else pair for field, pair in second.differences.items()
        }
        second.save(update_fields=["answers", "settled", "differences"])
    Draft.objects.filter(consultation=response.consultation_id, sent_as=response.arrival.key).delete()


def _without(answers: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
    return {field: _removed(value) if field in fields else value for field, value in answers.items()}


def _removed(value: Any) -> Any:
    """In the shape of the answer: words, a file, a place."""
    if not isinstance(value, dict):
        return FORGOTTEN
    return {**value, "name": FORGOTTEN} if "document" in value else {"words": FORGOTTEN}
