from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from folkmoot.ground.base.policies import Access, actor_of

from ..models import TopicReview
from ..policies import CLERKS
from ..queries.reading import all_reviews, reviews_for

FOR_CLERKS = Access(roles=frozenset(CLERKS))


def review_or_404(key: str) -> TopicReview:
    return get_object_or_404(all_reviews(), key=key)


def own_or_404(request: HttpRequest, key: str) -> TopicReview:
    """The review, for its clerks."""
    return get_object_or_404(reviews_for(actor_of(request)), key=key)
