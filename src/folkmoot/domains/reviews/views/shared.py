from __future__ import annotations

from django.http import Http404, HttpRequest

from folkmoot.ground.base.policies import Access, actor_of

from ..models import TopicReview
from ..policies import CLERKS
from ..queries.reading import all_reviews, reviews_for

FOR_CLERKS = Access(roles=frozenset(CLERKS))


def review_or_404(key: str) -> TopicReview:
    found = all_reviews().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def own_or_404(request: HttpRequest, key: str) -> TopicReview:
    """The review, for its clerks."""
    found = reviews_for(actor_of(request)).filter(key=key).first()
    if found is None:
        raise Http404
    return found
