"""What comes of a review: findings that rest on evidence, recommendations, answers, actions, and a second look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.thread.public import link, unlink
from folkmoot_core.values import Fault, Invalid

from ..enums import Standing, Verdict
from ..models import Action, Answer, Finding, ProgressNote, Recommendation, Session, Submission, TopicReview
from ..policies import check_run
from .running import whole


@transaction.atomic
def put_finding(
    *,
    review: TopicReview,
    words: str,
    submissions: Iterable[Submission],
    sessions: Iterable[Session],
    by: Actor,
    finding: Finding | None = None,
) -> Finding:
    """Write a finding down, or change it, and tie it to what it rests on. Raises Invalid, Refused."""
    check_run(by, review.body.scope)
    row = finding or Finding(review=review, number=_next(review.findings))
    row.words = words.strip()
    whole(row)
    row.save()
    wanted: dict[tuple[type[Model], int], Model] = {(type(each), each.pk): each for each in (*submissions, *sessions)}
    for known in (*review.submissions.all(), *review.sessions.all()):
        if (type(known), known.pk) in wanted:
            link("evidenced_by", row, known, by)
        else:
            unlink("evidenced_by", row, known, by)
    record(verb="review.finding_put", subject=row, by=by)
    return row


def _next(rows: Any) -> int:
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def put_recommendation(
    *,
    review: TopicReview,
    words: str,
    standing: str,
    dropped_because: str,
    findings: Iterable[Finding],
    by: Actor,
    recommendation: Recommendation | None = None,
) -> Recommendation:
    """Consider a recommendation, make it, or drop it with a reason. Raises Invalid, Refused."""
    check_run(by, review.body.scope)
    if standing == Standing.DROPPED and not dropped_because.strip():
        raise Invalid([Fault("dropped_because", _("Say why it is not made."), _("Everybody can read it."))])
    row = recommendation or Recommendation(review=review, number=_next(review.recommendations))
    if standing != Standing.FINAL and row.pk and Answer.objects.filter(recommendation=row).exists():
        raise Invalid([Fault("standing", _("It has been answered already."), _("Leave it as made."))])
    old = row.standing if recommendation else None
    row.words, row.standing = words.strip(), standing
    row.dropped_because = dropped_because.strip()[:300] if standing == Standing.DROPPED else ""
    whole(row)
    row.save()
    findings = list(findings)
    for gone in row.findings.exclude(pk__in=[each.pk for each in findings]):
        unlink("evidenced_by", row, gone, by)
    for each in findings:
        link("evidenced_by", row, each, by)
    row.findings.set(findings)
    record(verb="review.recommendation_put", subject=row, by=by, changes={"standing": [old, standing]})
    return row


@transaction.atomic
def answer_recommendation(
    *, recommendation: Recommendation, verdict: str, reason: str, answering: Organisation, on: date, by: Actor
) -> Answer:
    """What the executive says to one that the report makes. Raises Invalid: what is not accepted needs a reason."""
    review = recommendation.review
    check_run(by, review.body.scope)
    faults = []
    if recommendation.standing != Standing.FINAL:
        faults.append(Fault("verdict", _("The report does not make it."), _("Mark it as made first.")))
    if verdict not in Verdict.values:
        faults.append(Fault("verdict", _("Say what the answer is."), _("Choose one.")))
    elif verdict != Verdict.ACCEPTED and not reason.strip():
        faults.append(Fault("reason", _("Say why it is not accepted."), _("Everybody can read it.")))
    if on > timezone.localdate():
        faults.append(Fault("on", _("This day is still to come."), _("Mend it.")))
    if faults:
        raise Invalid(faults)
    answer, _new = Answer.objects.update_or_create(
        recommendation=recommendation,
        defaults={"verdict": verdict, "reason": reason.strip(), "by": answering, "on": on},
    )
    record(verb="review.recommendation_answered", subject=recommendation, by=by, changes={"verdict": [None, verdict]})
    return answer


@transaction.atomic
def put_action(
    *, recommendation: Recommendation, fields: dict[str, Any], by: Actor, action: Action | None = None
) -> Action:
    """A line of the action plan, or that it is done. Raises Invalid."""
    check_run(by, recommendation.review.body.scope)
    if fields.get("done_on") and fields["done_on"] > timezone.localdate():
        raise Invalid([Fault("done_on", _("This day is still to come."), _("Enter it once it is done."))])
    row = action or Action(recommendation=recommendation)
    for name in ("words", "owner", "due", "done_on"):
        setattr(row, name, fields[name])
    whole(row)
    row.save()
    link("carried_out_by", recommendation, row, by)
    record(verb="review.action_put", subject=recommendation, by=by, changes={"action": [None, row.words]})
    return row


@transaction.atomic
def enter_progress(
    *, recommendation: Recommendation, on: date, standing: str, words: str, shown_by: str, by: Actor
) -> ProgressNote:
    """How far it is when the review is looked at again, and what shows it. Raises Invalid."""
    check_run(by, recommendation.review.body.scope)
    faults = []
    if not hasattr(recommendation, "answer") or recommendation.answer.verdict == Verdict.REJECTED:
        faults.append(Fault("standing", _("It was not accepted."), _("Enter the answer to it first.")))
    if on > timezone.localdate():
        faults.append(Fault("on", _("This day is still to come."), _("Mend it.")))
    if faults:
        raise Invalid(faults)
    note = ProgressNote(recommendation=recommendation, on=on, standing=standing, words=words.strip(), link=shown_by)
    whole(note)
    note.save()
    record(verb="review.progress_entered", subject=recommendation, by=by, changes={"standing": [None, standing]})
    return note
