"""Reviews as they are read: by everybody, and by their clerks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Prefetch, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import organisations_of
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import documents_of
from folkmoot.ground.thread.models import Link
from folkmoot_core.values import normalise_reference

from ..enums import Progress, Standing, SubmissionState, Verdict
from ..models import Answer, Finding, Recommendation, Seat, Session, Submission, TopicReview, Witness
from ..policies import CLERKS, Holdings, takes_evidence


def all_reviews() -> QuerySet[TopicReview]:
    return TopicReview.objects.select_related("body", "answering")


def reviews_for(actor: Actor) -> QuerySet[TopicReview]:
    """Those that the actor runs."""
    return all_reviews().filter(body__in=bodies_for(actor).values("pk"))


def bodies_for(actor: Actor) -> QuerySet[Organisation]:
    """The bodies for which the actor may set up a review."""
    return organisations_of(actor, *CLERKS)


def submissions_for(actor: Actor) -> QuerySet[Submission]:
    """Written evidence to the reviews that the actor runs; nobody else reads what is not published."""
    found = Submission.objects.select_related("arrival", "review__body")
    return found.filter(review__in=reviews_for(actor).values("pk"))


def followed(reference: str, secret: str) -> Submission | None:
    """The evidence of this reference, for whoever gives its secret, in any case, with or without dashes."""
    known = normalise_reference(reference)
    found = Submission.objects.select_related("arrival", "review__body")
    submission = found.filter(arrival__reference=known).first() if known else None
    given = normalise_reference(secret) or ""
    return submission if submission and constant_time_compare(submission.secret, given) else None


def holdings_of(review: TopicReview) -> Holdings:
    """Three queries."""
    made = list(review.recommendations.values_list("pk", "standing"))
    final = [pk for pk, standing in made if standing == Standing.FINAL]
    verdicts = dict(Answer.objects.filter(recommendation__in=final).values_list("recommendation", "verdict"))
    accepted = [pk for pk, verdict in verdicts.items() if verdict != Verdict.REJECTED]
    looked_at = Recommendation.objects.filter(pk__in=accepted, progress__isnull=False).distinct().count()
    return Holdings(
        scope=bool(review.scope.strip()),
        final=len(final),
        considered=sum(1 for _pk, standing in made if standing == Standing.POTENTIAL),
        answered=len(verdicts),
        followed=looked_at,
        accepted=len(accepted),
    )


@dataclass(frozen=True)
class Page:
    """All that a review shows. `rests_on`: {finding: [(title, address)]}, public alone for everybody."""

    review: TopicReview
    seats: list[Seat]
    sessions: list[Session]
    witnesses: list[Witness]
    submissions: list[Submission]
    findings: list[Finding]
    rests_on: dict[int, list[tuple[str, str]]]
    made: list[Recommendation]
    considered: list[Recommendation]
    dropped: list[Recommendation]
    verdicts: list[tuple[str, int]]
    progress: list[tuple[str, int]]
    takes_evidence: bool

    @property
    def parts(self) -> list[Model]:
        """What stands on the page and has a thread of its own."""
        recommendations = [*self.made, *self.considered, *self.dropped]
        actions = [action for each in recommendations for action in each.actions.all()]
        return [*self.sessions, *self.findings, *recommendations, *actions]


def page_of(review: TopicReview, today: date | None = None) -> Page:
    """Eleven queries, whatever the size."""
    today = today or timezone.localdate()
    recommendations = list(
        review.recommendations.select_related("answer__by").prefetch_related("actions", "progress", "findings")
    )
    sessions = list(review.sessions.prefetch_related("witnesses"))
    submissions = list(review.submissions.filter(state=SubmissionState.PUBLISHED).defer("email"))
    findings = list(review.findings.all())
    made = [each for each in recommendations if each.standing == Standing.FINAL]
    verdicts = Counter(each.answer.verdict for each in made if hasattr(each, "answer"))
    latest = Counter(notes[0].standing for each in made if (notes := list(each.progress.all())))
    return Page(
        review=review,
        seats=list(review.seats.all()),
        sessions=sessions,
        witnesses=list(review.witnesses.filter(session=None)),
        submissions=submissions,
        findings=findings,
        rests_on=_rests_on(findings, submissions, sessions),
        made=made,
        considered=[each for each in recommendations if each.standing == Standing.POTENTIAL],
        dropped=[each for each in recommendations if each.standing == Standing.DROPPED],
        verdicts=[(str(each.label), verdicts[each.value]) for each in Verdict if verdicts[each.value]],
        progress=[(str(each.label), latest[each.value]) for each in Progress if latest[each.value]],
        takes_evidence=takes_evidence(review.stage, review.evidence_opens, review.evidence_closes, today),
    )


def _rests_on(
    findings: list[Finding], submissions: list[Submission], sessions: list[Session]
) -> dict[int, list[tuple[str, str]]]:
    """What each finding rests on, of what everybody sees: one query on the thread."""
    shown = {
        (Submission._meta.label_lower, str(each.pk)): (f"W{each.number}", f"#evidence-{each.number}")
        for each in submissions
    }
    shown |= {(Session._meta.label_lower, str(each.pk)): (each.title, f"#session-{each.pk}") for each in sessions}
    links = Link.objects.filter(
        kind="evidenced_by",
        from_type=Finding._meta.label_lower,
        from_key__in=[str(each.pk) for each in findings],
        is_public=True,
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for link in links:
        if (end := shown.get((link.to_type, link.to_key))) is not None:
            found.setdefault(int(link.from_key), []).append(end)
    return found


def with_everything(review: TopicReview) -> QuerySet[Recommendation]:
    """For officers: all recommendations with what hangs on them."""
    return review.recommendations.select_related("answer__by").prefetch_related(
        "actions", "findings", Prefetch("progress")
    )


def files_of(submission: Submission) -> list[Document]:
    """The files that came with evidence. Ask `may_read` before naming one to somebody who does not run the review."""
    return list(documents_of(submission))
