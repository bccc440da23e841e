"""Tie an action to the indicator that would show it worked, to what shows it, to what raised it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot.ground.thread.public import KINDS, choices_to_tie, chosen_to_tie
from folkmoot_core.values import Fault, Invalid

from ..actions.raising import WAYS, tie_action, untie_action
from ..models import Action
from .shared import FOR_KEEPERS, kept_or_404


class TieActionView(View):
    """/plans/desk/PLAN/tie/NUMBER/ – `?words=` looks for records."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, plan: str, pk: int) -> HttpResponse:
        action, actor = self._find(request, plan, pk), actor_of(request)
        context = {
            "action": action,
            "plan": action.plan,
            **choices_to_tie(action, request.GET.get("words", ""), viewer=actor),
            "ways": [(key, KINDS[key].forward) for key in WAYS],
        }
        return render(request, "plans/desk/tie.html", context)

    def post(self, request: HttpRequest, plan: str, pk: int) -> HttpResponse:
        action, actor = self._find(request, plan, pk), actor_of(request)
        kind, other = chosen_to_tie(request.POST, viewer=actor)
        try:
            if other is None:
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
