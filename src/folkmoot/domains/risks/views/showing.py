"""Risks and continuity as everybody reads them: what is marked as public, and no more."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of
from folkmoot.ground.bodies.models import Organisation

from ..policies import can_keep
from ..queries.reading import page_of, public_functions, public_risks, register_of, with_tests
from .shared import register_file


class ListRisksView(View):
    """/risks/"""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        key = request.GET.get("body", "")[:80]
        risks, functions, body = public_risks(), public_functions(), None
        if key:
            body = get_object_or_404(Organisation, key=key)
            risks, functions = risks.filter(Q(body=body) | Q(escalated_to=body)), functions.filter(body=body)
        found = list(risks)
        context = {
            "body": body,
            "register": register_of([risk for risk in found if body is None or risk.body_id == body.pk]),
            "taken_up": register_of([risk for risk in found if body and risk.escalated_to_id == body.pk]),
            "functions": with_tests(list(functions), timezone.localdate()),
        }
        return render(request, "risks/list_risks.html", context)


class TakeRegisterView(View):
    """/risks/register.csv, /risks/register.xlsx"""

    access = PUBLIC

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        return register_file(form, list(public_risks().prefetch_related("controls")), list(public_functions()))


class ShowRiskView(View):
    """/risks/NUMBER/"""

    access = PUBLIC

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        risk = public_risks().filter(pk=pk).first()
        if risk is None:
            raise Http404
        may_keep = can_keep(actor_of(request), risk.body.scope)
        return render(request, "risks/show_risk.html", {"risk": risk, "page": page_of(risk), "may_keep": may_keep})
