"""The review of a year: its introduction, and publishing it as it stands."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import keep_files
from folkmoot_core.compacts import compact_review
from folkmoot_core.reports.forms.html import fragment
from folkmoot_core.values import Fault, Invalid

from ..models import Agreement, Review, ReviewFile
from ..policies import check_keep
from ..queries.reviewing import review_input


@transaction.atomic
def introduce_review(*, agreement: Agreement, year: int, words: str, by: Actor) -> Review:
    """Write what stands at the front of a review that is not published yet. Raises Invalid, Refused."""
    check_keep(by, agreement.scope)
    review, _new = Review.objects.get_or_create(agreement=agreement, year=year)
    if review.published_at:
        raise Invalid([Fault("introduction", _("It is published already."), _("Withdraw it first."))])
    old, review.introduction = review.introduction, words.strip()
    review.save(update_fields=["introduction", "updated_at"])
    changes = {"introduction": [old, review.introduction]}
    record(verb="compact.review_introduced", subject=review, by=by, changes=changes)
    return review


@transaction.atomic
def publish_review(*, agreement: Agreement, year: int, by: Actor, today: date | None = None) -> Review:
    """Keep the report of a year that is over as everybody reads it from now on, with its files. Raises Invalid."""
    check_keep(by, agreement.scope)
    today = today or timezone.localdate()
    review, _new = Review.objects.select_for_update().get_or_create(agreement=agreement, year=year)
    if review.published_at:
        raise Invalid([Fault("year", _("It is published already."), _("Withdraw it first."))])
    if year >= today.year:
        raise Invalid([Fault("year", _("This year is not over yet."), _("Publish it when its last day has passed."))])
    report = compact_review(review_input(agreement, year, introduction=review.introduction, today=today))
    review.title, review.body, review.digest = report.title, fragment(report), report.front.snapshot
    review.published_at, review.published_by = timezone.now(), by.name
    review.save()
    keep_files(ReviewFile, report, review=review)
    record(verb="compact.review_published", subject=review, by=by, changes={"year": [None, year]})
    return review


@transaction.atomic
def withdraw_review(*, review: Review, because: str, by: Actor) -> Review:
    """Nobody reads it any more; it can be published anew. Raises Invalid without a reason."""
    check_keep(by, review.agreement.scope)
    if not because.strip():
        raise Invalid([Fault("because", _("Say why it is withdrawn."), _("It is kept in the history."))])
    review.files.all().delete()
    review.title, review.body, review.digest, review.published_at = "", "", "", None
    review.save()
    record(verb="compact.review_withdrawn", subject=review, by=by, reason=because.strip())
    return review
