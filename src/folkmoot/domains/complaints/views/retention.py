"""What is kept, how long, what would go, what is held; and everything of one person."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Refused, actor_of
from folkmoot.ground.base.public import attached
from folkmoot_core.values import Invalid

from ..actions.retention import erase_person, hold, lift, run_retention
from ..forms.retention import HoldForm, PersonForm
from ..models import Case, Forgotten, LegalHold
from ..queries.retention import called, cases_of, everything_of, holds, plan_of
from .ombudsman import ForAll


class RetentionView(ForAll):
    """/cases/retention/ – a dry run, always; a case is held here, and with a second press the rest goes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, HoldForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        step, actor = request.POST.get("step"), actor_of(request)
        if step == "run":
            if request.POST.get("sure") != "yes":
                messages.warning(request, _("Tick that you are sure."))
                return redirect("complaints:retention")
            number = sum(run_retention(by=actor).values())
            messages.success(request, ngettext("%d record is forgotten.", "%d records are forgotten.", number) % number)
            return redirect("complaints:retention")
        if step == "lift":
            key = request.POST.get("hold", "")
            held = get_object_or_404(LegalHold, pk=int(key) if key.isdecimal() and len(key) < 18 else 0)
            lift(held=held, by=actor)
            messages.success(request, _("The hold is lifted."))
            return redirect("complaints:retention")
        form = HoldForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            hold(case=form.cleaned_data["reference"], because=form.cleaned_data["because"], by=actor)
        except (Invalid, Refused) as problem:
            if isinstance(problem, Invalid):
                form.take(problem)
            else:
                form.add_error(None, str(problem))
            return self._page(request, form, status=409)
        messages.success(request, _("It is held."))
        return redirect("complaints:retention")

    def _page(self, request: HttpRequest, form: HoldForm, *, status: int = 200) -> HttpResponse:
        plan = plan_of(timezone.localdate())
        seen = {
            "plan": plan,
            "number": sum(each.number for each in plan),
            "holds": [(each, *called(each.held)) for each in holds()],
            "forgotten": Forgotten.objects.count(),
            "form": form,
        }
        return render(request, "complaints/retention/retention.html", seen, status=status)


class PersonView(ForAll):
    """/cases/person/ – find by address or by a case, export or forget everything. By POST: no address in a log."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "complaints/retention/person.html", {"form": PersonForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form, actor = PersonForm(request.POST), actor_of(request)
        if not form.is_valid():
            return render(request, "complaints/retention/person.html", {"form": form}, status=422)
        cases, step = cases_of(form.cleaned_data["whom"], actor), request.POST.get("step")
        if step == "export" and cases:
            self._tell(cases, request)
            content = json.dumps(everything_of(cases), ensure_ascii=False, indent=1).encode()
            return attached("everything-we-keep.json", "application/json", content)
        done: list[Case] = []
        left: list[tuple[Case, str]] = []
        if step == "erase" and cases and form.cleaned_data["sure"]:
            done, left = erase_person(cases=cases, by=actor)
            cases = cases_of(form.cleaned_data["whom"], actor)
        elif step == "erase":
            form.add_error("sure", _("Tick that you are sure."))
        seen = {"form": form, "cases": cases, "is_asked": True, "done": done, "left": left}
        return render(request, "complaints/retention/person.html", seen)

    def _tell(self, cases: list[Case], request: HttpRequest) -> None:
        """That it was taken stands in the history of each case."""
        for case in cases:
            record(verb="case.exported", subject=case, by=actor_of(request), changes={})
