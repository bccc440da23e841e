"""What all officers' pages on reports begin with."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from folkmoot.ground.base.policies import Access, Actor, actor_of
from folkmoot_core.values import Invalid

from ...models import Consultation, Report
from ...policies import READERS, Standing, can_plan, check_plan
from ...queries.reports.listing import report_to_edit, title_of
from ..seeing import shown_to_officers

STAFF = Access(roles=frozenset(str(role) for role in READERS))


class DeskPage(View):
    """A page on the reports of a consultation: officers and analysts read, officers alone change."""

    access = STAFF
    consultation: Consultation
    standing: Standing
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        shown = shown_to_officers(request, kwargs["slug"])
        self.consultation, self.standing, self.actor = shown.consultation, shown.standing, actor_of(request)
        if request.method not in ("GET", "HEAD"):
            check_plan(self.actor, self.standing)
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs: Any) -> None:
        """Fetch what the page is about."""

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        shown = {
            "consultation": self.consultation,
            "standing": self.standing,
            "may_change": can_plan(self.actor, self.standing),
            **context,
        }
        return render(self.request, f"consultations/reports/{template}", shown, status=status)

    def to(self, view: str, *more: Any, place: str = "") -> HttpResponseRedirect:
        address = reverse(f"consultations:{view}", args=[self.consultation.slug, *more])
        return HttpResponseRedirect(f"{address}#{place}" if place else address)

    def tell_faults(self, problem: Invalid) -> None:
        for fault in problem.faults:
            messages.error(self.request, f"{fault.message} {fault.mend}".strip())


class ReportPage(DeskPage):
    """A page on one report."""

    report: Report

    def find(self, **kwargs: Any) -> None:
        found = report_to_edit(self.consultation, kwargs["pk"])
        if found is None:
            raise Http404
        self.report = found

    def page(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        return super().page(template, {"report": self.report, "title": title_of(self.report), **context}, status)
