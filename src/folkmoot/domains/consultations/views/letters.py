"""Letters, e-mails, calls and talks: kept whole, then coded to the questions they answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import UNSORTED, arrival_to_sort
from folkmoot_core.questionnaires import read_form, write_form
from folkmoot_core.values import Fault, Invalid

from ..actions.letters import code_letter, record_letter
from ..forms.letters import LetterForm
from ..forms.questionnaire import error_lines, section_fields
from ..models import Response
from ..queries.answering import Sheet
from .officer_pages import FOR_PLANNERS, response_or_404, sheet_to_type


class RecordLetterView(View):
    """/consultations/SLUG/letters/new/, or with ?arrival=REFERENCE for what is in the log of arrivals already."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        arrival = self._arrival(request)
        if arrival is not None and arrival.kind != UNSORTED:
            return self._sorted_already(request, arrival)
        return self._show(request, sheet, LetterForm(arrival=arrival))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        arrival = self._arrival(request)
        if arrival is not None and arrival.kind != UNSORTED:
            return self._sorted_already(request, arrival)
        form = LetterForm(request.POST, request.FILES, arrival=arrival)
        if not form.is_valid():
            return self._show(request, sheet, form)
        try:
            submitted = record_letter(questionnaire=sheet.version, letter=form.letter(), by=actor_of(request))
        except Invalid as problem:
            form.take(problem)
            return self._show(request, sheet, form)
        reference = submitted.arrival.reference
        messages.success(request, _("It is kept as %(reference)s.") % {"reference": reference})
        return redirect("consultations:code_letter", slug, reference)

    def _arrival(self, request: HttpRequest) -> Arrival | None:
        reference = request.GET.get("arrival", "")
        if not reference:
            return None
        arrival = arrival_to_sort(actor_of(request), reference)
        if arrival is None:
            raise Http404
        return arrival

    def _sorted_already(self, request: HttpRequest, arrival: Arrival) -> HttpResponse:
        told = _("%(reference)s has become something already; here it is.") % {"reference": arrival.reference}
        messages.info(request, told)
        return redirect("intake:show_arrival", arrival.reference)

    def _show(self, request: HttpRequest, sheet: Sheet, form: LetterForm) -> HttpResponse:
        context = {"consultation": sheet.consultation, "form": form, "arrival": form.arrival}
        status = 422 if form.errors else 200
        return render(request, "consultations/typing/record_letter.html", context, status=status)


class CodeLetterView(View):
    """The letter on one side, the questions on the other: tick what it says, copy its passages."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        response = self._letter(sheet, reference)
        return self._show(
            request, sheet, response, write_form(sheet.questions, {**response.answers, **response.parked})
        )

    def post(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        sheet = sheet_to_type(request, slug)
        response = self._letter(sheet, reference)
        entered = {name: [str(value) for value in values] for name, values in request.POST.lists()}
        reading = read_form(sheet.questions, entered)
        faults = reading.faults
        if not faults:
            # A file cannot stand in a letter's coding form, so one that is there stays.
            files = {question.key for question in sheet.questions.questions if question.kind == "file"}
            kept = {key: value for key, value in response.answers.items() if key in files}
            try:
                code_letter(response=response, answers={**reading.answers, **kept}, by=actor_of(request))
            except Invalid as problem:
                faults = problem.faults
        if faults:
            return self._show(request, sheet, response, entered, tuple(faults))
        messages.success(request, _("The coding of %(reference)s is kept.") % {"reference": reference})
        return redirect("consultations:show_response", slug, reference)

    def _letter(self, sheet: Sheet, reference: str) -> Response:
        response = response_or_404(sheet, reference)
        if not response.arrival.words:
            raise Http404
        return response

    def _show(
        self,
        request: HttpRequest,
        sheet: Sheet,
        response: Response,
        entered: dict[str, list[str]],
        faults: tuple[Fault, ...] = (),
    ) -> HttpResponse:
        files = [question.key for question in sheet.questions.questions if question.kind == "file"]
        sections = section_fields(sheet.questions, entered, faults, leave_out=files)
        context = {
            "consultation": sheet.consultation,
            "response": response,
            "sections": sections,
            "errors": error_lines(sections),
        }
        return render(request, "consultations/typing/code_letter.html", context, status=422 if faults else 200)
