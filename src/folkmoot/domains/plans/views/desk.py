"""Plans at an officer's desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot_core.plans import periods_between
from folkmoot_core.values import Invalid

from ..actions.planning import begin_plan
from ..adapters.standings import first_day, last_day
from ..forms.desk import BeginPlanForm, PlanRowForm
from ..models import Action, Plan
from ..policies import can_tell
from ..queries.desk import bodies_for
from ..queries.lines import Net
from ..queries.standings import counts_of, current, plans_at_fault, shown_on
from ..queries.visible import actions_of_own_bodies, plans_kept_by, visible_plans
from .deeds import DEEDS, OF_DOERS, Deed
from .shared import FOR_KEEPERS, kept_or_404


class ListDeskView(View):
    """/plans/desk/ – the plans that somebody keeps, and actions that their bodies do."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, today = actor_of(request), timezone.localdate()
        shown = shown_on(current(actions_of_own_bodies(actor), today).order_by("next_due", "pk"))
        context = {
            "plans": list(plans_kept_by(actor)),
            "counts": counts_of(shown),
            "late": [each for each in shown if each.standing.is_exception],
        }
        return render(request, "plans/desk/list.html", context)


class BeginPlanView(View):
    """/plans/desk/begin/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, BeginPlanForm(bodies=bodies_for(actor_of(request))))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BeginPlanForm(request.POST, bodies=bodies_for(actor_of(request)))
        if form.is_valid():
            try:
                made = begin_plan(by=actor_of(request), **form.cleaned_data)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Begun. Only you and your colleagues see it until you publish a version."))
                return redirect("plans:run_plan", made.key)
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: BeginPlanForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "title": _("Begin a plan"), "button": _("Begin it")}
        return render(request, "plans/desk/form.html", context, status=status)


class RunPlanView(View):
    """/plans/desk/PLAN/ – all of it, with what can be done."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, plan: str) -> HttpResponse:
        found, actor, today = kept_or_404(request, plan), actor_of(request), timezone.localdate()
        actions = Action.objects.filter(plan=found).select_related("plan__kind", "body")
        last = min(filter(None, (today, last_day(found.ends))))
        spec = found.kind.spec
        context = {
            "plan": found,
            "spec": spec,
            "faults": plans_at_fault(found),
            "tree": Net(actor).tree_of(found),
            "shown": shown_on(actions),
            "commitments": list(found.commitments.all()),
            "versions": list(found.versions.defer("items")),
            "periods": periods_between(first_day(found.starts), last, spec.year_begins_in_month)[:8],
            "published": set(found.reports.exclude(published_at=None).values_list("period", flat=True)),
        }
        return render(request, "plans/desk/run.html", context)


class DoView(View):
    """/plans/desk/PLAN/DEED/ and …/DEED/NUMBER/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, plan: str, deed: str, pk: int | None = None) -> HttpResponse:
        found, chosen, row = self._find(request, plan, deed, pk)
        return self._page(request, found, chosen, chosen.form(plan=found, row=row))

    def post(self, request: HttpRequest, plan: str, deed: str, pk: int | None = None) -> HttpResponse:
        found, chosen, row = self._find(request, plan, deed, pk)
        form = chosen.form(request.POST, request.FILES, plan=found, row=row)
        action = _action_of(row)
        if form.is_valid():
            try:
                chosen.act(form, found, row, actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            except Refused as refused:
                if not deed.startswith("remove"):
                    raise
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Saved."))
                if deed in OF_DOERS and action is not None:
                    return redirect(action.get_absolute_url())
                return redirect("plans:run_plan", found.key)
        # The form may have changed the plan in memory; the page shows it as it is kept.
        found, chosen, _row = self._find(request, plan, deed, pk)
        return self._page(request, found, chosen, form, status=422)

    def _find(self, request: HttpRequest, plan: str, deed: str, pk: int | None) -> tuple[Plan, Deed, Any]:
        chosen = DEEDS.get(deed)
        if chosen is None or (pk is None and not chosen.adds) or (pk is not None and chosen.of is None):
            raise Http404
        if pk is None or chosen.of is None:
            return kept_or_404(request, plan), chosen, None
        row = chosen.of.objects.filter(pk=pk, **{f"{chosen.path}__key": plan}).first()
        if row is None:
            raise Http404
        if deed in OF_DOERS:
            return self._plan_of_doers(request, plan, _action_of(row)), chosen, row
        return kept_or_404(request, plan), chosen, row

    def _plan_of_doers(self, request: HttpRequest, plan: str, action: Action | None) -> Plan:
        actor = actor_of(request)
        found = visible_plans(actor).filter(key=plan).first()
        if found is None or action is None:
            raise Http404
        if not can_tell(actor, found.scopes, action.body.scope if action.body else ""):
            raise Http404
        return found

    def _page(
        self, request: HttpRequest, plan: Plan, deed: Deed, form: PlanRowForm, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "plan": plan,
            "form": form,
            "title": deed.title,
            "row": form.row,
            "action": _action_of(form.row) if deed in [DEEDS[name] for name in OF_DOERS] else None,
            "has_file": deed.has_file,
            "button": deed.button,
            "about": deed.about,
        }
        return render(request, "plans/desk/form.html", context, status=status)


def _action_of(row: Any) -> Action | None:
    """The action that a row is, or belongs to."""
    return row if isinstance(row, Action) else getattr(row, "action", None)
