"""Run a review: propose it, plan it, say who sits on it, whom it hears, and move it from stage to stage."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import changed_fields, record
from folkmoot.ground.base.enums import Classification
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.documents.public import store
from folkmoot_core.values import Fault, Invalid

from ..enums import Stage
from ..models import Seat, Session, TopicReview, Witness
from ..policies import check_run, faults_of_stage
from ..queries.reading import holdings_of

PLAN = (
    *("title", "summary", "answering", "scope", "terms", "questions", "evidence_opens", "evidence_closes", "agreed_on"),
    *("report_due", "reconvenes", "note"),
)


def whole(row: Model) -> None:
    """Raises Invalid, naming the field, for what the model would not take."""
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as wrong:
        raise Invalid([Fault(name, " ".join(texts)) for name, texts in wrong.message_dict.items()]) from wrong


@transaction.atomic
def propose_review(*, title: str, body: Organisation, summary: str, by: Actor) -> TopicReview:
    """Propose a topic. Raises Invalid, Refused."""
    check_run(by, body.scope)
    title = " ".join(title.split())
    key = slugify(title)[:80]
    if not key or TopicReview.objects.filter(key=key).exists():
        raise Invalid([Fault("title", _("There is a review of this title."), _("Give it another one."))])
    review = TopicReview(key=key, title=title, body=body, summary=summary.strip())
    whole(review)
    review.save()
    record(verb="review.proposed", subject=review, by=by)
    return review


@transaction.atomic
def plan_review(*, review: TopicReview, fields: dict[str, Any], by: Actor) -> TopicReview:
    """Change scope, terms, days and what evidence is asked about. Raises Invalid, naming the field."""
    check_run(by, review.body.scope)
    opens, closes = fields.get("evidence_opens"), fields.get("evidence_closes")
    if opens and closes and closes < opens:
        raise Invalid([Fault("evidence_closes", _("It closes before it opens."), _("Mend one of the two days."))])
    before = {name: getattr(review, name) for name in PLAN if name != "answering"}
    for name in PLAN:
        if name in fields:
            setattr(review, name, fields[name])
    whole(review)
    review.save()
    after = {name: value for name, value in fields.items() if name in before}
    record(verb="review.planned", subject=review, by=by, changes=changed_fields(before, after))
    return review


@transaction.atomic
def move_review(*, review: TopicReview, stage: str, by: Actor) -> TopicReview:
    """Go on to another stage, or back. Raises Invalid, saying what is missing."""
    check_run(by, review.body.scope)
    faults = faults_of_stage(review.stage, stage, holdings_of(review))
    if faults:
        raise Invalid(faults)
    old, review.stage = review.stage, Stage(stage)
    if stage == Stage.REPORTED and review.reported_on is None:
        review.reported_on = timezone.localdate()
    review.save(update_fields=["stage", "reported_on", "updated_at"])
    record(verb="review.moved", subject=review, by=by, changes={"stage": [old, str(stage)]})
    return review


@transaction.atomic
def publish_report(*, review: TopicReview, on: date, by: Actor, upload: IO[bytes] | None = None) -> TopicReview:
    """The report as a document, and the day it was made. Raises Invalid."""
    check_run(by, review.body.scope)
    if on > timezone.localdate():
        raise Invalid([Fault("on", _("This day is still to come."), _("Mend it."))])
    if upload is not None:
        title = _("Report: %(title)s") % {"title": review.title}
        review.report = store(title=title, upload=upload, classification=Classification.PUBLIC, by=by, subject=review)
    review.reported_on = on
    review.save(update_fields=["report", "reported_on", "updated_at"])
    record(verb="review.reported", subject=review, by=by, changes={"reported_on": [None, str(on)]})
    return review


@transaction.atomic
def put_seat(*, review: TopicReview, name: str, role: str, since: str, until: str, by: Actor) -> Seat:
    """Say who sits on it; a name that is there already is changed. Raises Invalid."""
    check_run(by, review.body.scope)
    name = " ".join(name.split())
    seat = Seat.objects.filter(review=review, name=name).first() or Seat(review=review, name=name)
    seat.role, seat.since, seat.until = role, since, until
    whole(seat)
    seat.save()
    record(verb="review.seat_put", subject=review, by=by, changes={"seat": [None, [name, role]]})
    return seat


@transaction.atomic
def put_session(*, review: TopicReview, fields: dict[str, Any], by: Actor, session: Session | None = None) -> Session:
    """Enter a hearing, visit or meeting, or what was said there. Raises Invalid."""
    check_run(by, review.body.scope)
    row = session or Session(review=review)
    for name in ("kind", "title", "on", "place", "words"):
        setattr(row, name, fields[name])
    whole(row)
    row.save()
    record(verb="review.session_put", subject=row, by=by)
    return row


@transaction.atomic
def add_witness(*, review: TopicReview, name: str, post: str, session: Session | None, by: Actor) -> Witness:
    """Name who is heard, and at which session. Raises Invalid."""
    check_run(by, review.body.scope)
    witness = Witness(review=review, session=session, name=" ".join(name.split()), post=post.strip())
    whole(witness)
    witness.save()
    record(verb="review.witness_added", subject=review, by=by)
    return witness
