"""Answers that are held or set aside: what they say, why, and what becomes of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.values import Invalid

from ..actions.moderation import let_in, set_aside
from ..adapters import answer_lines, questionnaire_of
from ..forms.paper import ReasonForm
from ..models import Response
from ..policies import can_type
from ..queries.channels import totals_by_channel
from ..queries.paper import held_responses, set_aside_responses
from .officer_pages import FOR_PLANNERS, response_or_404, sheet_to_plan

A_PAGE = 25


class ListHeldView(View):
    """/consultations/SLUG/held/ – what waits for a decision first, then what was set aside."""

    access = FOR_PLANNERS

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return show_held(request, slug)


class DecideResponseView(View):
    """Let an answer in, or set it aside; each needs a reason, and both can be undone."""

    access = FOR_PLANNERS
    counts = True

    def get(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        return redirect("consultations:show_response", slug, reference)

    def post(self, request: HttpRequest, slug: str, reference: str) -> HttpResponse:
        sheet = sheet_to_plan(request, slug)
        response = response_or_404(sheet, reference)
        decide = let_in if self.counts else set_aside
        try:
            decide(response=response, reason=request.POST.get("reason", ""), by=actor_of(request))
        except Invalid:
            return show_held(request, slug, at_fault=reference)
        told = (
            _("%(reference)s counts now.")
            if self.counts
            else _("%(reference)s is set aside. It is kept, and can still be let in.")
        )
        messages.success(request, told % {"reference": reference})
        return redirect("consultations:list_held", slug)


def show_held(request: HttpRequest, slug: str, at_fault: str = "") -> HttpResponse:
    """The page; `at_fault` is the reference of a decision that gave no reason."""
    sheet = sheet_to_plan(request, slug)
    consultation = sheet.consultation
    held = Paginator(held_responses(consultation), A_PAGE).get_page(request.GET.get("page"))
    aside = Paginator(set_aside_responses(consultation), A_PAGE).get_page(request.GET.get("aside"))
    fault = None
    if at_fault and at_fault not in {response.arrival.reference for response in (*held, *aside)}:
        fault = response_or_404(sheet, at_fault)
    context = {
        "consultation": consultation,
        "may_type": can_type(actor_of(request), sheet.standing()),
        "totals": totals_by_channel(consultation),
        "held": held,
        "aside": aside,
        "held_rows": [shown(response) for response in ((fault, *held) if fault else held) if response],
        "aside_rows": [shown(response) for response in aside],
        "at_fault": at_fault,
        "form": ReasonForm(),
    }
    return render(request, "consultations/typing/list_held.html", context, status=422 if at_fault else 200)


def shown(response: Response) -> dict[str, object]:
    """A response with the answers it gave, in words."""
    questions = questionnaire_of(response.questionnaire)
    given = {key.partition(".")[0] for key in response.answers}
    return {"response": response, "lines": answer_lines(questions, response.answers, given)}
