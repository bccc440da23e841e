"""Typing forms that came on paper."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.base.public import new_key
from folkmoot_core.questionnaires import Typed, read_typed
from folkmoot_core.values import Invalid

from ..actions.type_paper import PaperOrigin, type_paper
from ..forms.paper import PaperOriginForm, typed_fields, typing_questions
from ..queries.answering import Sheet
from ..queries.paper import typing_so_far
from .officer_pages import FOR_PLANNERS, sheet_to_type


class TypePaperView(View):
    """/consultations/SLUG/type/ – one form after the other, by keyboard alone."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        initial = {
            "received_on": parse_date_or_today(request.GET.get("received_on", "")),
            "batch": request.GET.get("batch", "")[:40],
            "key": new_key(),
        }
        return self._show(request, sheet, PaperOriginForm(initial=initial))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        form = PaperOriginForm(request.POST, request.FILES)
        typed = read_typed(sheet.questions, typed_fields(request.POST))
        if not form.is_valid() or typed.faults:
            return self._show(request, sheet, form, typed)
        given = form.cleaned_data
        origin = PaperOrigin(
            key=given["key"],
            received_on=given["received_on"],
            batch=given["batch"],
            note=given["note"],
            seconds=given["seconds"],
            scan=given["scan"],
        )
        try:
            submitted = type_paper(
                questionnaire=sheet.version,
                typed=typed,
                origin=origin,
                by=actor_of(request),
                consent=form.chosen_consent,
                contact=form.contact(),
            )
        except Invalid as problem:
            form.take(problem)
            return self._show(request, sheet, form, Typed(faults=problem.faults))
        kept = {
            "received_on": given["received_on"].isoformat(),
            "batch": given["batch"],
            "saved": submitted.arrival.reference,
        }
        return redirect(f"{reverse('consultations:type_paper', args=[slug])}?{urlencode(kept)}")

    def _show(
        self, request: HttpRequest, sheet: Sheet, form: PaperOriginForm, typed: Typed | None = None
    ) -> HttpResponse:
        actor = actor_of(request)
        so_far = typing_so_far(sheet.consultation, actor.key)
        saved = request.GET.get("saved", "")
        questions = typing_questions(sheet.questions, typed_fields(request.POST), typed.faults if typed else ())
        context = {
            "consultation": sheet.consultation,
            "form": form,
            "questions": questions,
            "errors": [(box.id, error) for question in questions for box in question.boxes for error in box.errors],
            "so_far": so_far,
            "saved": next((paper for paper in so_far.recent if paper.response.arrival.reference == saved), None),
        }
        return render(request, "consultations/typing/type_paper.html", context, status=422 if typed else 200)


def parse_date_or_today(text: str) -> date:
    try:
        return parse_date(text) or timezone.localdate()
    except ValueError:
        return timezone.localdate()
