"""Written evidence: send it without an account, and follow it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from folkmoot.ground.base.policies import PUBLIC, RESIDENT, Refused
from folkmoot.ground.intake.public import TRAP, form_key, new_form_key, seconds_since, weigh_spam
from folkmoot_core.values import Invalid

from ..actions.evidence import send_evidence
from ..forms.public import EvidenceForm, FindForm
from ..models import TopicReview
from ..policies import takes_evidence
from ..queries.reading import files_of, followed
from .shared import review_or_404


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class SendEvidenceView(View):
    """/topic-reviews/REVIEW/evidence/ – the call, and the form while it is open."""

    access = PUBLIC

    def get(self, request: HttpRequest, review: str) -> HttpResponse:
        return self._page(request, review_or_404(review), EvidenceForm(initial={"key": new_form_key()}))

    def post(self, request: HttpRequest, review: str) -> HttpResponse:
        found, form = review_or_404(review), EvidenceForm(request.POST, request.FILES)
        if form.is_valid():
            key, said = form_key(form.cleaned_data["key"]), form.said()
            held = weigh_spam(honeypot=request.POST.get(TRAP, ""), seconds_taken=seconds_since(key), texts=[said.words])
            try:
                submission = send_evidence(review=found, said=said, key=key, held_because=held, by=RESIDENT)
            except Invalid as invalid:
                form.take(invalid)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                address = reverse("reviews:follow_evidence", args=[submission.arrival.reference, submission.secret])
                return HttpResponseRedirect(address)
        form.ask_for_the_file_again()
        return self._page(request, found, form, status=422)

    def _page(
        self, request: HttpRequest, review: TopicReview, form: EvidenceForm, *, status: int = 200
    ) -> HttpResponse:
        today = timezone.localdate()
        is_open = takes_evidence(review.stage, review.evidence_opens, review.evidence_closes, today)
        context = {"review": review, "form": form, "is_open": is_open}
        return render(request, "reviews/send_evidence.html", context, status=status)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class FindEvidenceView(View):
    """/topic-reviews/evidence/follow/ – for those who have the reference and the code on paper."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "reviews/find_evidence.html", {"form": FindForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.POST)
        if not form.is_valid():
            return render(request, "reviews/find_evidence.html", {"form": form}, status=422)
        found = followed(form.cleaned_data["reference"], form.cleaned_data["secret"])
        if found is None:
            return nothing_found(request, form)
        return HttpResponseRedirect(reverse("reviews:follow_evidence", args=[found.arrival.reference, found.secret]))


def nothing_found(request: HttpRequest, form: FindForm | None = None) -> HttpResponse:
    """Does not say which of the two is wrong, so that references cannot be tried out."""
    seen = {"form": form or FindForm(), "not_found": True}
    return render(request, "reviews/find_evidence.html", seen, status=404)


@method_decorator(never_cache, name="dispatch")
class FollowEvidenceView(View):
    """/topic-reviews/evidence/follow/REFERENCE/CODE/ – what was sent, and what becomes of it."""

    access = PUBLIC

    def get(self, request: HttpRequest, reference: str, secret: str) -> HttpResponse:
        submission = followed(reference, secret)
        if submission is None:
            return nothing_found(request)
        response = render(
            request, "reviews/follow_evidence.html", {"submission": submission, "files": files_of(submission)}
        )
        response["Referrer-Policy"] = "no-referrer"
        return response
