"""The front door of `reviews`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .actions.load_pack import load_pack
from .enums import Standing, SubmissionState
from .models import Answer, Submission, TopicReview

__all__ = ["consistency", "coverage", "load_pack"]


def consistency() -> Iterator[str]:
    """What is wrong with topic reviews, a sentence each, for `folkmoot check`."""
    for answer in Answer.objects.exclude(recommendation__standing=Standing.FINAL).select_related(
        "recommendation__review"
    ):
        yield _("A recommendation of “%(title)s” is answered that the report does not make: %(number)d.") % {
            "title": answer.recommendation.review.title,
            "number": answer.recommendation.number,
        }
    for submission in Submission.objects.filter(state=SubmissionState.PUBLISHED, naming="private"):
        yield _("Written evidence %(pk)d is published, and its sender does not want that.") % {"pk": submission.pk}


def coverage() -> str:
    """How many topic reviews there are."""
    number = TopicReview.objects.count()
    return ngettext("%(number)d topic review", "%(number)d topic reviews", number) % {"number": number}
