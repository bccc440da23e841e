"""Topic reviews as everybody reads them."""

from __future__ import annotations

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.documents.public import may_read
from folkmoot.ground.thread.public import links_of_many

from ..enums import SubmissionState
from ..exports.open_data import as_document
from ..policies import can_run
from ..queries.reading import all_reviews, files_of, page_of
from .shared import review_or_404


class ListReviewsView(View):
    """/topic-reviews/"""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "reviews/list_reviews.html", {"reviews": list(all_reviews())})


class ShowReviewView(View):
    """/topic-reviews/REVIEW/ – from scope to the second look, on one page."""

    access = PUBLIC

    def get(self, request: HttpRequest, review: str) -> HttpResponse:
        found = review_or_404(review)
        page = page_of(found)
        findings = [(each, page.rests_on.get(each.pk, [])) for each in page.findings]
        context = {
            "review": found,
            "page": page,
            "findings": findings,
            "threads": links_of_many(page.parts, viewer=actor_of(request)),
            "may_run": can_run(actor_of(request), found.body.scope),
        }
        return render(request, "reviews/show_review.html", context)


class ShowSubmissionView(View):
    """/topic-reviews/REVIEW/evidence/NUMBER/ – one piece of published evidence, and what rests on it."""

    access = PUBLIC

    def get(self, request: HttpRequest, review: str, number: int) -> HttpResponse:
        found = review_or_404(review)
        submission = found.submissions.filter(number=number, state=SubmissionState.PUBLISHED).first()
        if submission is None:
            raise Http404
        return render(
            request,
            "reviews/show_submission.html",
            {
                "review": found,
                "submission": submission,
                "files": [each for each in files_of(submission) if may_read(actor_of(request), each)],
            },
        )


class ReviewJsonView(View):
    """/topic-reviews/REVIEW/data.json"""

    access = PUBLIC

    def get(self, request: HttpRequest, review: str) -> HttpResponse:
        document = as_document(page_of(review_or_404(review)))
        return HttpResponse(orjson.dumps(document, option=orjson.OPT_INDENT_2), content_type="application/json")
