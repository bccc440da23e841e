"""Written evidence: sent without an account, read, published as its sender allows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel, Classification
from folkmoot.ground.base.policies import SYSTEM, Actor, Refused
from folkmoot.ground.base.public import new_secret
from folkmoot.ground.documents.public import classify, documents_of, forget_documents, store
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import receive, reject, release
from folkmoot.ground.notify.policies import is_email_address
from folkmoot.ground.notify.public import Medium, forget_messages, takes_more_today, tell
from folkmoot_core.values import Fault, Invalid, says_any

from ..enums import KIND, Naming, SubmissionState
from ..models import Submission, TopicReview
from ..policies import check_run, takes_evidence

LONGEST = 50_000
RECEIVED, DECIDED = "reviews/received", "reviews/decided"


@dataclass(frozen=True)
class Said:
    """What is sent, who sends it, and whether it may be published."""

    words: str
    naming: str
    name: str = ""
    organisation: str = ""
    email: str = ""
    file: File[Any] | None = None


@transaction.atomic
def send_evidence(*, review: TopicReview, said: Said, key: str, held_because: str, by: Actor) -> Submission:
    """Take written evidence in, with a reference and a code. The same form sent twice is one. Raises Invalid, naming
    the field; Refused where the call is not open."""
    if not takes_evidence(review.stage, review.evidence_opens, review.evidence_closes, timezone.localdate()):
        raise Refused(_("The call for evidence is not open."))
    _check(said)
    arrival, is_new = receive(
        kind=KIND, channel=Channel.WEB, by=by, key=key, words=said.words, held_because=held_because
    )
    if not is_new:
        return Submission.objects.select_related("arrival", "review__body").get(arrival=arrival)
    submission = Submission.objects.create(
        review=review,
        arrival=arrival,
        secret=new_secret(),
        name=" ".join(said.name.split()),
        organisation=" ".join(said.organisation.split()),
        email=said.email,
        naming=said.naming,
        state=SubmissionState.HELD if held_because else SubmissionState.WAITING,
    )
    if said.file is not None:
        store(
            title=_("File with written evidence"),
            upload=said.file,
            download_name=PurePath(said.file.name or "").name,
            classification=Classification.CONFIDENTIAL,
            subject=submission,
            by=by,
        )
    if said.email and not held_because and takes_more_today(medium=Medium.EMAIL, to=said.email, templates=(RECEIVED,)):
        _tell(submission, RECEIVED)
    return submission


def _check(said: Said) -> None:
    faults = []
    if not said.words.strip():
        faults.append(Fault("words", _("Write your evidence."), _("A few sentences are enough.")))
    if len(said.words) > LONGEST:
        faults.append(Fault("words", _("This is longer than 50,000 characters."), _("Send the most important.")))
    if said.naming not in Naming.values:
        faults.append(Fault("naming", _("Say whether it may be published."), _("Choose one.")))
    if said.naming == Naming.NAMED and not (said.name.strip() or said.organisation.strip()):
        faults.append(Fault("name", _("Tell us the name to publish it with."), _("Or choose to leave it out.")))
    if said.email and not is_email_address(said.email):
        faults.append(Fault("email", _("This is not an e-mail address."), _("It looks like name@example.org.")))
    if faults:
        raise Invalid(faults)


def _tell(submission: Submission, template: str) -> None:
    """The link opens the page by itself, so the message is wiped once it is sent."""
    tell(
        medium=Medium.EMAIL,
        to=submission.email,
        template=template,
        values={
            "review": submission.review.title,
            "state": submission.get_state_display(),
            "reference": submission.arrival.reference,
            "secret": submission.secret,
            "page": reverse("reviews:follow_evidence", args=[submission.arrival.reference, submission.secret]),
        },
        dedupe_key=f"{template}:{submission.pk}:{submission.state}",
        subject_record=submission,
        secret=True,
    )


@transaction.atomic
def decide_submission(
    *, submission: Submission, state: str, words: str, because: str, by: Actor, with_file: bool = False
) -> Submission:
    """Publish evidence under the next number, keep it for the members, or set it aside; whoever sent it is told.

    Published are `words`: the evidence as it may be read by all; and its file, if asked for. Raises Invalid, naming the
    field.
    """
    check_run(by, submission.review.body.scope)
    faults = []
    if submission.state == SubmissionState.HELD:
        faults.append(Fault("state", _("It is held at the door."), _("Let it in first.")))
    if state not in (SubmissionState.PUBLISHED, SubmissionState.PRIVATE, SubmissionState.SET_ASIDE):
        faults.append(Fault("state", _("Say what happens with it."), _("Choose one.")))
    if state == SubmissionState.PUBLISHED and submission.naming == Naming.PRIVATE:
        faults.append(Fault("state", _("Its sender does not want it published."), _("Keep it for the members.")))
    if state == SubmissionState.PUBLISHED and not words.strip():
        faults.append(Fault("words", _("There is nothing to publish."), _("Write it as everybody may read it.")))
    if state == SubmissionState.PUBLISHED and submission.naming == Naming.UNNAMED and _names(submission, words):
        faults.append(Fault("words", _("It names who sent it."), _("They asked for their name to be left out.")))
    if state == SubmissionState.SET_ASIDE and not because.strip():
        faults.append(Fault("because", _("Say why it is set aside."), _("Whoever sent it is told.")))
    if faults:
        raise Invalid(faults)
    old = submission.state
    submission.state, submission.decided_because = SubmissionState(state), because.strip()[:300]
    submission.public_words = words.strip() if state == SubmissionState.PUBLISHED else ""
    if state == SubmissionState.PUBLISHED and submission.number is None:
        last = submission.review.submissions.aggregate(last=Max("number"))["last"] or 0
        submission.number = last + 1
    submission.save()
    _open_or_close_files(submission, is_open=with_file and state == SubmissionState.PUBLISHED, by=by)
    if submission.email and old != state:
        _tell(submission, DECIDED)
    verb = {"published": "review.evidence_published", "private": "review.evidence_kept"}
    record(
        verb=verb.get(str(state), "review.evidence_set_aside"),
        subject=submission,
        by=by,
        changes={"state": [old, str(state)]},
    )
    return submission


def _open_or_close_files(submission: Submission, *, is_open: bool, by: Actor) -> None:
    """A file that everybody may open is saved under a name of ours: its own may say who sent it."""
    wanted = Classification.PUBLIC if is_open else Classification.CONFIDENTIAL
    for document in documents_of(submission):
        if document.classification != wanted:
            if is_open and document.download_name:
                ending = PurePath(document.download_name).suffix
                document.download_name = f"W{submission.number}{ending}"
                document.save(update_fields=["download_name"])
            classify(document=document, classification=wanted, by=by)


def _names(submission: Submission, words: str) -> bool:
    return says_any(words, (submission.name, submission.organisation, submission.email))


@transaction.atomic
def decide_held(*, submission: Submission, let_in: bool, reason: str, by: Actor) -> None:
    """Let in what was held at the door, or set it aside. The review's clerks decide, and no other doorkeeper reads it;
    so the door is told by the system, and the history names the clerk. Raises Invalid without a reason, Refused."""
    check_run(by, submission.review.body.scope)
    (release if let_in else reject)(submission.arrival, SYSTEM, reason)
    verb = "review.evidence_let_in" if let_in else "review.evidence_set_aside"
    record(verb=verb, subject=submission, by=by, reason=reason)


def follow_arrival(*, arrival: Arrival, let_in: bool, by: Actor) -> None:
    """Do with the evidence what was decided about its arrival. Raises Refused where `by` may not decide about it."""
    submission = Submission.objects.select_related("review__body").filter(arrival=arrival).first()
    if submission is None:
        return
    check_run(by, submission.review.body.scope)
    submission.state = SubmissionState.WAITING if let_in else SubmissionState.SET_ASIDE
    submission.save(update_fields=["state", "updated_at"])


@transaction.atomic
def forget_sender(*, submission: Submission, by: Actor) -> int:
    """Delete who sent it, every message to them and a file that nobody else sees (UK GDPR, article 17); what is
    published stays, without a name."""
    check_run(by, submission.review.body.scope)
    keys = [f"{name}:{submission.pk}:{state}" for name in (RECEIVED, DECIDED) for state in SubmissionState.values]
    gone = forget_messages(about=submission, dedupe_keys=keys, by=by)
    submission.name = submission.organisation = submission.email = ""
    if submission.naming == Naming.NAMED:
        submission.naming = Naming.UNNAMED
    submission.save(update_fields=["name", "organisation", "email", "naming", "updated_at"])
    if not any(each.classification == Classification.PUBLIC for each in documents_of(submission)):
        forget_documents(about=submission, by=by)
    record(verb="review.evidence_forgotten", subject=submission, by=by)
    return gone
