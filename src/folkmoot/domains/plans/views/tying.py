"""Tie an action to the indicator that would show it worked, to what shows it, to what raised it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot.ground.thread.public import KINDS, find_records, links_of, record_at
from folkmoot_core.values import Fault, Invalid

from ..actions.raising import WAYS, tie_action, untie_action
from ..models import Action
from .shared import FOR_KEEPERS, kept_or_404


class TieActionView(View):
    """/plans/desk/PLAN/tie/NUMBER/ – `?words=` looks for records."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, plan: str, pk: int) -> HttpResponse:
        action, actor = self._find(request, plan, pk), actor_of(request)
        words = request.GET.get("words", "").strip()[:200]
        itself = ("plans.action", str(action.pk))
        context = {
            "action": action,
            "plan": action.plan,
            "words": words,
            "found": [each for each in find_records(words, viewer=actor) if each.end != itself],
            "both": links_of(action, viewer=actor),
            "ways": [(key, KINDS[key].forward) for key in WAYS],
        }
        return render(request, "plans/desk/tie.html", context)

    def post(self, request: HttpRequest, plan: str, pk: int) -> HttpResponse:
        action, actor = self._find(request, plan, pk), actor_of(request)
        record_type, _sep, key = request.POST.get("record", "").partition(":")
        kind, other = request.POST.get("kind", ""), record_at(record_type, key, viewer=actor)
        try:
            if other is None or kind not in KINDS:
                raise Invalid([Fault("record", _("Choose a record, and how the action hangs together with it."))])
            change = untie_action if request.POST.get("step") == "untie" else tie_action
            change(action=action, kind=kind, other=other, by=actor)
        except (Invalid, Refused) as problem:
            messages.warning(request, str(problem))
        else:
            messages.success(request, _("Saved."))
        return redirect("plans:tie_action", action.plan.key, action.pk)

    def _find(self, request: HttpRequest, plan: str, pk: int) -> Action:
        kept = kept_or_404(request, plan)
        action = Action.objects.filter(plan=kept, pk=pk).first()
        if action is None:
            raise Http404
        action.plan = kept
        return action
