"""Tie a risk to the plan, objective or action that it threatens, and to what makes it less."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot.ground.thread.public import KINDS, choices_to_tie, chosen_to_tie
from folkmoot_core.values import Fault, Invalid

from ..actions.tying import WAYS, tie_risk, untie_risk
from .shared import FOR_KEEPERS, own_or_404


class TieRiskView(View):
    """/risks/desk/NUMBER/tie/ – `?words=` looks for records."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        risk, actor = own_or_404(request, pk), actor_of(request)
        context = {
            "risk": risk,
            **choices_to_tie(risk, request.GET.get("words", ""), viewer=actor),
            "ways": [(key, KINDS[key].forward) for key in WAYS],
        }
        return render(request, "risks/desk/tie.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        risk, actor = own_or_404(request, pk), actor_of(request)
        kind, other = chosen_to_tie(request.POST, viewer=actor)
        try:
            if other is None:
                raise Invalid([Fault("record", _("Choose a record, and how the risk hangs together with it."))])
            change = untie_risk if request.POST.get("step") == "untie" else tie_risk
            change(risk=risk, kind=kind, other=other, by=actor)
        except (Invalid, Refused) as problem:
            messages.warning(request, str(problem))
        else:
            messages.success(request, _("Saved."))
        return redirect("risks:tie_risk", risk.pk)
