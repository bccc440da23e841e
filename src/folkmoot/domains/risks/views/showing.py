"""Risks and continuity as everybody reads them: what is marked as public, and no more."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from folkmoot.ground.base.policies import PUBLIC, actor_of

from ..policies import can_keep
from ..queries.reading import page_of, public_functions, public_risks, register_of, with_tests


class ListRisksView(View):
    """/risks/"""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "register": register_of(list(public_risks())),
            "functions": with_tests(list(public_functions()), timezone.localdate()),
        }
        return render(request, "risks/list_risks.html", context)


class ShowRiskView(View):
    """/risks/NUMBER/"""

    access = PUBLIC

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        risk = public_risks().filter(pk=pk).first()
        if risk is None:
            raise Http404
        may_keep = can_keep(actor_of(request), risk.body.scope)
        return render(request, "risks/show_risk.html", {"risk": risk, "page": page_of(risk), "may_keep": may_keep})
