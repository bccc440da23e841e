"""Tie what is spent or saved to what it is for: from its own page, or from that of the other record."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot.ground.thread.public import KINDS, choices_to_tie, chosen_to_tie, shown_at
from folkmoot_core.values import Fault, Invalid

from ..actions.tying import BUYS, PAYS, WAYS, tie, untie
from ..models import Line, Saving
from ..queries.visible import budgets_kept_by
from .shared import FOR_KEEPERS, kept_or_404

MODELS: dict[str, type[Line] | type[Saving]] = {"line": Line, "saving": Saving}


class TieView(View):
    """/money/desk/BUDGET/tie/line/NUMBER/ (or …/saving/…) – `?words=` looks for records."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, budget: str, what: str, pk: int) -> HttpResponse:
        money, actor = self._find(request, budget, what, pk), actor_of(request)
        ways = [(key, KINDS[key].forward) for key in WAYS]
        if what == "line":
            ways[1:1] = [(PAYS, KINDS[PAYS].backward), (BUYS, KINDS[BUYS].forward)]
        context = {
            "money": money,
            "budget": money.budget,
            "what": what,
            **choices_to_tie(money, request.GET.get("words", ""), viewer=actor),
            "ways": ways,
        }
        return render(request, "money/desk/tie.html", context)

    def post(self, request: HttpRequest, budget: str, what: str, pk: int) -> HttpResponse:
        money, actor = self._find(request, budget, what, pk), actor_of(request)
        way, other = chosen_to_tie(request.POST, viewer=actor)
        try:
            if other is None or other == money:
                raise Invalid([Fault("record", _("Choose a record, and how the money hangs together with it."))])
            change = untie if request.POST.get("step") == "untie" else tie
            change(money=money, way=way, other=other, by=actor)
        except (Invalid, Refused) as problem:
            messages.warning(request, str(problem))
        else:
            messages.success(request, _("Saved."))
        return redirect("money:tie", money.budget.key, what, money.pk)

    def _find(self, request: HttpRequest, budget: str, what: str, pk: int) -> Line | Saving:
        kept = kept_or_404(request, budget)
        model = MODELS.get(what)
        money = model._default_manager.filter(budget=kept, pk=pk).first() if model else None
        if money is None:
            raise Http404
        money.budget = kept
        return money


class PayForView(View):
    """/money/desk/pay/TYPE/NUMBER/ – which line of a budget pays for a record of another app."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        found = shown_at(record_type, key, actor_of(request))
        if found is None:
            raise Http404
        budgets = {each.pk: each for each in budgets_kept_by(actor_of(request))}
        lines = Line.objects.filter(budget__in=budgets, is_total=False).order_by("-budget__year", "budget", "position")
        groups: dict[int, list[Line]] = {}
        for line in lines:
            line.budget = budgets[line.budget_id]
            groups.setdefault(line.budget_id, []).append(line)
        context = {"shown": found[1], "groups": [(budgets[pk], of) for pk, of in groups.items()]}
        return render(request, "money/desk/pay_for.html", context)

    def post(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        actor = actor_of(request)
        found = shown_at(record_type, key, actor)
        number = request.POST.get("line", "")
        kept = Line.objects.filter(budget__in=budgets_kept_by(actor).values("pk")).select_related(
            "budget__body", "budget__keeper"
        )
        line = kept.filter(pk=number).first() if number.isascii() and number.isdigit() and len(number) < 15 else None
        if found is None or line is None:
            raise Http404
        tie(money=line, way=PAYS, other=found[0], by=actor)
        messages.success(request, _("They are tied: each page shows the other."))
        return redirect(found[1].url)
