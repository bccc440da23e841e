"""The yearly review: prepared at the desk, published, and read by everybody with its files."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.base.public import attached
from folkmoot_core.compacts import compact_review
from folkmoot_core.reports.forms import FORMS
from folkmoot_core.reports.forms.html import fragment
from folkmoot_core.values import Invalid

from ..actions.reviews import introduce_review, publish_review, withdraw_review
from ..forms.desk import IntroductionForm, ReasonForm
from ..models import Agreement, Review, ReviewFile
from ..queries.reviewing import review_input, review_of, years_of
from .shared import FOR_KEEPERS, agreement_or_404, kept_or_404

FIRST_YEAR = 1990


class ListReviewsView(View):
    """/compact/AGREEMENT/reviews/"""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = agreement_or_404(agreement)
        reviews = list(found.reviews.exclude(published_at=None).defer("body"))
        return render(request, "compact/list_reviews.html", {"agreement": found, "reviews": reviews})


class ShowReviewView(View):
    """/compact/AGREEMENT/reviews/YEAR/"""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str, year: int) -> HttpResponse:
        found = agreement_or_404(agreement)
        review = found.reviews.filter(year=year).exclude(published_at=None).first()
        if review is None:
            raise Http404
        seen = {
            "agreement": found,
            "review": review,
            "body": mark_safe(review.body),
            "files": [(FORMS[file.form].title, file) for file in review.files.defer("content")],
        }
        return render(request, "compact/show_review.html", seen)


class TakeReviewView(View):
    """/compact/AGREEMENT/reviews/YEAR/FORM/ – a file to be kept."""

    access = PUBLIC

    def get(self, request: HttpRequest, agreement: str, year: int, form: str) -> HttpResponse:
        found = ReviewFile.objects.filter(review__agreement__key=agreement, review__year=year, form=form)
        file = found.exclude(review__published_at=None).first()
        if file is None:
            raise Http404
        return attached(file.name, file.media_type, bytes(file.content))


class ListReviewDeskView(View):
    """/compact/desk/AGREEMENT/reviews/ – the years with something on record."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = kept_or_404(request, agreement)
        published = set(found.reviews.exclude(published_at=None).values_list("year", flat=True))
        years = [(year, year in published) for year in years_of(found, timezone.localdate())]
        return render(request, "compact/desk/list_reviews.html", {"agreement": found, "years": years})


class PrepareReviewView(View):
    """/compact/desk/AGREEMENT/reviews/YEAR/ – what it would say; introduce it, publish it, withdraw it."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, agreement: str, year: int) -> HttpResponse:
        found = kept_or_404(request, agreement)
        check_year(year)
        review = review_of(found, year)
        form = IntroductionForm(initial={"introduction": review.introduction if review else ""})
        return self._page(request, found, year, review, form)

    def post(self, request: HttpRequest, agreement: str, year: int) -> HttpResponse:
        found, actor = kept_or_404(request, agreement), actor_of(request)
        check_year(year)
        review, deed = review_of(found, year), request.POST.get("deed", "")
        form: IntroductionForm | ReasonForm = (
            ReasonForm(request.POST) if deed == "withdraw" else IntroductionForm(request.POST)
        )
        if form.is_valid():
            try:
                if deed == "withdraw" and review is not None:
                    withdraw_review(review=review, because=form.cleaned_data["because"], by=actor)
                elif deed == "publish":
                    publish_review(agreement=found, year=year, by=actor)
                elif deed == "introduce":
                    introduce_review(agreement=found, year=year, words=form.cleaned_data["introduction"], by=actor)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("compact:prepare_review", found.key, year)
        return self._page(request, found, year, review, form, status=422)

    def _page(
        self,
        request: HttpRequest,
        agreement: Agreement,
        year: int,
        review: Review | None,
        form: forms.Form,
        *,
        status: int = 200,
    ) -> HttpResponse:
        is_published = bool(review and review.published_at)
        if is_published and not isinstance(form, ReasonForm):
            form = ReasonForm()
        introduction = review.introduction if review else ""
        body = (
            "" if is_published else fragment(compact_review(review_input(agreement, year, introduction=introduction)))
        )
        context = {
            "agreement": agreement,
            "year": year,
            "review": review,
            "is_published": is_published,
            "is_over": year < timezone.localdate().year,
            "form": form,
            "body": mark_safe(body),
        }
        return render(request, "compact/desk/prepare_review.html", context, status=status)


def check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
