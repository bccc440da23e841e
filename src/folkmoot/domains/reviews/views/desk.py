"""Reviews at the clerk's desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.values import Invalid

from ..actions.evidence import decide_held, decide_submission, forget_sender
from ..actions.running import propose_review
from ..forms.desk import DecideForm, HeldForm, ProposeForm
from ..models import Submission, TopicReview
from ..queries.reading import bodies_for, files_of, reviews_for, submissions_for, with_everything
from .deeds import DEEDS, Deed
from .shared import FOR_CLERKS, own_or_404


class ListDeskView(View):
    """/topic-reviews/desk/"""

    access = FOR_CLERKS

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        waiting = submissions_for(actor).filter(state__in=["waiting", "held"]).count()
        context = {"reviews": list(reviews_for(actor)), "waiting": waiting}
        return render(request, "reviews/desk/list.html", context)


class ProposeView(View):
    """/topic-reviews/desk/propose/"""

    access = FOR_CLERKS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, ProposeForm(bodies=bodies_for(actor_of(request))))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProposeForm(request.POST, bodies=bodies_for(actor_of(request)))
        if form.is_valid():
            try:
                review = propose_review(by=actor_of(request), **form.cleaned_data)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Proposed."))
                return redirect("reviews:run_review", review.key)
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: ProposeForm, *, status: int = 200) -> HttpResponse:
        return render(request, "reviews/desk/form.html", {"form": form, "title": _("Propose a topic")}, status=status)


class RunReviewView(View):
    """/topic-reviews/desk/REVIEW/ – all of it, with what can be done."""

    access = FOR_CLERKS

    def get(self, request: HttpRequest, review: str) -> HttpResponse:
        found = own_or_404(request, review)
        context = {
            "review": found,
            "seats": list(found.seats.all()),
            "sessions": list(found.sessions.prefetch_related("witnesses")),
            "witnesses": list(found.witnesses.filter(session=None)),
            "submissions": list(submissions_for(actor_of(request)).filter(review=found)),
            "findings": list(found.findings.all()),
            "recommendations": list(with_everything(found)),
        }
        return render(request, "reviews/desk/run.html", context)


class DoView(View):
    """/topic-reviews/desk/REVIEW/DEED/ and …/DEED/NUMBER/"""

    access = FOR_CLERKS

    def get(self, request: HttpRequest, review: str, deed: str, pk: int | None = None) -> HttpResponse:
        found, chosen, row = self._find(request, review, deed, pk)
        return self._page(request, found, chosen, chosen.form(review=found, row=row))

    def post(self, request: HttpRequest, review: str, deed: str, pk: int | None = None) -> HttpResponse:
        found, chosen, row = self._find(request, review, deed, pk)
        form = chosen.form(request.POST, request.FILES, review=found, row=row)
        if form.is_valid():
            try:
                chosen.act(form, found, row, actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("reviews:run_review", found.key)
        # The form may have changed the review in memory; the page shows it as it is kept.
        return self._page(request, own_or_404(request, review), chosen, form, status=422)

    def _find(self, request: HttpRequest, review: str, deed: str, pk: int | None) -> tuple[TopicReview, Deed, Any]:
        found, chosen = own_or_404(request, review), DEEDS.get(deed)
        if chosen is None or (pk is None and not chosen.adds) or (pk is not None and chosen.of is None):
            raise Http404
        if pk is None or chosen.of is None:
            return found, chosen, None
        row = chosen.of.objects.filter(pk=pk, **{chosen.path: found}).first()
        if row is None:
            raise Http404
        return found, chosen, row

    def _page(
        self, request: HttpRequest, review: TopicReview, deed: Deed, form: forms.Form, *, status: int = 200
    ) -> HttpResponse:
        context = {"review": review, "form": form, "title": deed.title, "has_file": deed.has_file}
        return render(request, "reviews/desk/form.html", context, status=status)


class DecideSubmissionView(View):
    """/topic-reviews/desk/REVIEW/evidence/NUMBER/ – read it, publish it, keep it for the members, set it aside."""

    access = FOR_CLERKS

    def get(self, request: HttpRequest, review: str, pk: int) -> HttpResponse:
        submission = self._find(request, review, pk)
        return self._page(request, submission, self._form(submission))

    def post(self, request: HttpRequest, review: str, pk: int) -> HttpResponse:
        submission, actor, deed = self._find(request, review, pk), actor_of(request), request.POST.get("deed", "")
        form: DecideForm | HeldForm
        if deed == "forget":
            forget_sender(submission=submission, by=actor)
            messages.success(request, _("Forgotten. What is published stays."))
            return redirect("reviews:run_review", review)
        form = HeldForm(request.POST) if deed in ("let-in", "set-aside") else DecideForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                if isinstance(form, HeldForm):
                    decide_held(submission=submission, let_in=deed == "let-in", reason=data["reason"], by=actor)
                else:
                    decide_submission(submission=submission, by=actor, **data)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("reviews:run_review", review)
        return self._page(request, self._find(request, review, pk), form, status=422)

    def _form(self, submission: Submission) -> DecideForm | HeldForm:
        if submission.state == "held":
            return HeldForm()
        is_out = any(each.classification == "public" for each in files_of(submission))
        words = submission.public_words or submission.arrival.words
        return DecideForm(initial={"words": words, "with_file": is_out})

    def _find(self, request: HttpRequest, review: str, pk: int) -> Submission:
        found = submissions_for(actor_of(request)).filter(review__key=review, pk=pk).first()
        if found is None:
            raise Http404
        return found

    def _page(
        self, request: HttpRequest, submission: Submission, form: forms.Form, *, status: int = 200
    ) -> HttpResponse:
        files = files_of(submission)
        if not files:
            form.fields.pop("with_file", None)
        context = {"submission": submission, "review": submission.review, "form": form, "files": files}
        return render(request, "reviews/desk/decide.html", context, status=status)
