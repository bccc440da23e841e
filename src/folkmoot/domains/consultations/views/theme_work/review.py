"""Reading what the machine is unsure of, and setting from where it need not be read."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import actor_of, needs
from folkmoot_core.values import Invalid

from ...actions.theme_work.accepting import accept_above, take_back_accepted
from ...actions.theme_work.labelling import code_answer
from ...exports.curve import curve_svg
from ...forms.theme_work import ThresholdForm
from ...models import Answer, Assignment, ThemeWork
from ...policies import READERS
from ...queries.theme_work.answers import answers_by_number
from ...queries.theme_work.assignments import newest_assignment
from ...queries.theme_work.curve import Curve, answers_covered, curve_of
from ...queries.theme_work.review import review_page
from ...queries.theme_work.rounds import answers_in_open_rounds
from .seeing import go_to, question_text, tell_faults, whole_numbers, work_or_404

if TYPE_CHECKING:
    from folkmoot_core.themes.confidence import CurvePoint


@needs(*READERS)
class ReviewAnswersView(View):
    """/consultations/SLUG/theme-work/QUESTION/review/: one answer at a time; ?answer=NUMBER for a certain one."""

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        wanted = next(iter(whole_numbers([request.GET.get("answer", "")])), None)
        if wanted is not None and wanted in answers_in_open_rounds(work):
            messages.info(request, _("This answer is being coded in a round, without anybody's help."))
            return go_to("review_answers", work)
        page = review_page(work, wanted)
        context = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "page": page,
            "run": newest_assignment(work),
        }
        return render(request, "consultations/theme_work/review_answers.html", context)

    def post(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        answer = posted_answer(request, work)
        ticked = request.POST.getlist("theme")[:100]
        if not ticked and request.POST.get("deed") != "none":
            messages.error(request, _("Tick a theme, or press “None of these”."))
            address = reverse("consultations:review_answers", args=[slug, question])
            return HttpResponse(status=303, headers={"Location": f"{address}?answer={answer.pk}"})
        try:
            themes = [] if request.POST.get("deed") == "none" else ticked
            code_answer(work=work, answer=answer, themes=themes, by=actor_of(request))
        except Invalid as invalid:
            tell_faults(request, invalid)
        return go_to("review_answers", work)


def posted_answer(request: HttpRequest, work: ThemeWork) -> Answer:
    """The answer that a form was about. Raises Http404 when it no longer counts."""
    number = next(iter(whole_numbers([request.POST.get("answer", "")])), None)
    answer = answers_by_number(work, [number]).get(number) if number is not None else None
    if answer is None:
        raise Http404
    return answer


def row_of(point: CurvePoint) -> dict[str, Any]:
    """A point of the curve in whole per cents. Confidence and lower end are rounded down: nothing is promised that does
    not hold."""
    return {
        "confidence": floor(100 * point.threshold),
        "covered": round(100 * point.coverage),
        "right": round(100 * point.precision),
        "low": floor(100 * point.low),
        "high": ceil(100 * point.high),
        "checked": point.checked,
    }


def curve_rows(work: ThemeWork, run: Assignment, curve: Curve) -> list[dict[str, Any]]:
    on_answers = answers_covered(work, run, [point.threshold for point in curve.points])
    return [{**row_of(each), "on_answers": number} for each, number in zip(curve.points, on_answers, strict=True)]


@needs(*READERS)
class SetThresholdView(View):
    """/consultations/SLUG/theme-work/QUESTION/threshold/: the precision curve, and what is accepted unseen."""

    def get(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work = work_or_404(request, slug, question)
        initial = {"threshold": round(100 * work.threshold)} if work.threshold is not None else {}
        return self._page(request, work, ThresholdForm(initial=initial))

    def post(self, request: HttpRequest, slug: str, question: str) -> HttpResponse:
        work, form = work_or_404(request, slug, question), ThresholdForm(request.POST)
        actor = actor_of(request)
        if request.POST.get("deed") == "back":
            gone = take_back_accepted(work=work, by=actor)
            told = ngettext("%(number)d label is taken back.", "%(number)d labels are taken back.", gone)
            messages.success(request, told % {"number": gone})
            return go_to("set_threshold", work)
        if not form.is_valid():
            return self._page(request, work, form)
        try:
            taken = accept_above(work=work, threshold=form.cleaned_data["threshold"] / 100, by=actor)
        except Invalid as invalid:
            tell_faults(request, invalid)
            return self._page(request, work, form)
        told = ngettext("%(number)d label is accepted unseen.", "%(number)d labels are accepted unseen.", taken)
        messages.success(request, told % {"number": taken})
        return go_to("set_threshold", work)

    def _page(self, request: HttpRequest, work: ThemeWork, form: ThresholdForm) -> HttpResponse:
        run = newest_assignment(work)
        curve = curve_of(work, run) if run else None
        context: dict[str, Any] = {
            "consultation": work.consultation,
            "work": work,
            "question": question_text(work),
            "run": run,
            "curve": curve,
            "form": form,
        }
        if run is not None and curve is not None:
            context["picture"] = curve_svg(curve.points)
            context["rows"] = curve_rows(work, run, curve)
            context["proposed"] = row_of(curve.proposed) if curve.proposed else None
        return render(request, "consultations/theme_work/set_threshold.html", context)
