"""The clerk's meetings to run, and the rules by which a body conducts them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.values import Invalid

from ...actions.conduct.set_rules import set_rules
from ...forms.conduct.rules import RulesForm
from ...policies import check_keep
from ...policies.conduct import can_keep_register
from ...queries.conduct.reading import meetings_kept_by
from ...queries.conduct.room import rules_of
from .room import FOR_KEEPERS

A_PAGE = 40


class ListRunningView(View):
    """/meetings/conduct/ – run a meeting, or go on with its minutes."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(meetings_kept_by(actor_of(request)), A_PAGE).get_page(request.GET.get("page"))
        bodies = sorted({each.body for each in page}, key=lambda body: body.name)
        context: dict[str, Any] = {"page": page, "today": timezone.localdate(), "bodies": bodies}
        context["keeps_register"] = can_keep_register(actor_of(request))
        return render(request, "meetings/conduct/running.html", context)


class SetConductRulesView(View):
    """/meetings/rules/BODY/conduct/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, body: str) -> HttpResponse:
        found = self._body(request, body)
        return self._page(request, found, RulesForm(instance=rules_of(found)))

    def post(self, request: HttpRequest, body: str) -> HttpResponse:
        found = self._body(request, body)
        form = RulesForm(request.POST, instance=rules_of(found))
        if form.is_valid():
            try:
                set_rules(rules=form.save(commit=False), by=actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
        if form.errors:
            return self._page(request, found, form)
        messages.success(request, _("Saved. It holds for votes and items from now on."))
        return redirect("meetings:list_running")

    def _body(self, request: HttpRequest, key: str) -> Organisation:
        found = get_object_or_404(Organisation, key=key)
        check_keep(actor_of(request), found)
        return found

    def _page(self, request: HttpRequest, body: Organisation, form: RulesForm) -> HttpResponse:
        context = {"body": body, "form": form}
        return render(request, "meetings/conduct/rules.html", context, status=422 if form.errors else 200)
