"""The registers of the bodies that an officer keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from folkmoot.ground.base.policies import Actor, actor_of
from folkmoot_core.values import Invalid

from ..actions import keeping
from ..actions.continuity import put_function
from ..forms import desk as forms_
from ..models import ContinuityFunction, Control, Risk
from ..policies import can_keep, may_set_matrix
from ..queries.reading import bodies_for, functions_for, matrix, page_of, register_of, risks_for, with_tests
from .shared import FOR_KEEPERS, own_or_404, register_file, seen_or_404


@dataclass(frozen=True)
class Deed:
    """What is done to a risk: a form and an action. The form may be about one of its controls."""

    title: str | Promise
    form: type[Any]
    act: Callable[[Any, Risk, Control | None, Actor], object]


DEEDS: dict[str, Deed] = {
    "describe": Deed(
        gettext_lazy("Change what is said of it"),
        forms_.DescribeForm,
        lambda form, risk, control, by: keeping.describe_risk(risk=risk, fields=form.cleaned_data, by=by),
    ),
    "score": Deed(
        gettext_lazy("Score it again"),
        forms_.ScoreForm,
        lambda form, risk, control, by: keeping.score_risk(
            risk=risk, on=form.cleaned_data["on"], score=form.score(), because=form.cleaned_data["because"], by=by
        ),
    ),
    "control": Deed(
        gettext_lazy("Enter a control"),
        forms_.ControlForm,
        lambda form, risk, control, by: keeping.put_control(
            risk=risk, fields=form.cleaned_data, control=control, by=by
        ),
    ),
    "escalate": Deed(
        gettext_lazy("Take it up"),
        forms_.EscalateForm,
        lambda form, risk, control, by: keeping.escalate_risk(risk=risk, by=by, **form.cleaned_data),
    ),
    "close": Deed(
        gettext_lazy("Close it"),
        forms_.CloseForm,
        lambda form, risk, control, by: keeping.close_risk(risk=risk, by=by, **form.cleaned_data),
    ),
}


class ListDeskView(View):
    """/risks/desk/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        found, own = list(risks_for(actor)), set(bodies_for(actor).values_list("pk", flat=True))
        context = {
            "register": register_of([risk for risk in found if risk.body_id in own]),
            "taken_up": register_of([risk for risk in found if risk.escalated_to_id in own]),
            "may_set_matrix": may_set_matrix(actor),
            "functions": with_tests(list(functions_for(actor)), timezone.localdate()),
        }
        return render(request, "risks/desk/list.html", context)


class TakeOwnRegisterView(View):
    """/risks/desk/register.csv, …/register.xlsx – with what is not public."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        actor = actor_of(request)
        return register_file(form, list(risks_for(actor).prefetch_related("controls")), list(functions_for(actor)))


class AddRiskView(View):
    """/risks/desk/add/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, forms_.AddForm(matrix=matrix(), bodies=bodies_for(actor_of(request))))

    def post(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        form = forms_.AddForm(request.POST, matrix=matrix(), bodies=bodies_for(actor))
        if form.is_valid():
            try:
                risk = keeping.add_risk(body=form.cleaned_data["body"], fields=form.cleaned_data, by=actor)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Entered. Now score it as it is today."))
                return redirect("risks:do", risk.pk, "score")
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: forms.Form, *, status: int = 200) -> HttpResponse:
        return render(request, "risks/desk/form.html", {"form": form, "title": _("Enter a risk")}, status=status)


class RunRiskView(View):
    """/risks/desk/NUMBER/ – all of it, with what can be done."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        risk = seen_or_404(request, pk)
        may_keep = can_keep(actor_of(request), risk.body.scope)
        return render(request, "risks/desk/run.html", {"risk": risk, "page": page_of(risk), "may_keep": may_keep})


class DoView(View):
    """/risks/desk/NUMBER/DEED/ and …/control/NUMBER/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int, deed: str, control: int | None = None) -> HttpResponse:
        risk, chosen, row = self._find(request, pk, deed, control)
        return self._page(request, risk, chosen, self._form(chosen, risk, row))

    def post(self, request: HttpRequest, pk: int, deed: str, control: int | None = None) -> HttpResponse:
        risk, chosen, row = self._find(request, pk, deed, control)
        form = self._form(chosen, risk, row, request.POST)
        if form.is_valid():
            try:
                chosen.act(form, risk, row, actor_of(request))
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("risks:run_risk", risk.pk)
        # The form may have changed the risk in memory; the page shows it as it is kept.
        return self._page(request, own_or_404(request, pk), chosen, form, status=422)

    def _form(self, deed: Deed, risk: Risk, control: Control | None, *data: Any) -> Any:
        more = {} if deed.form is forms_.DescribeForm else {"control": control}
        return deed.form(*data, matrix=matrix(), risk=risk, **more)

    def _find(self, request: HttpRequest, pk: int, deed: str, control: int | None) -> tuple[Risk, Deed, Control | None]:
        risk, chosen = own_or_404(request, pk), DEEDS.get(deed)
        if chosen is None:
            raise Http404
        row = None if control is None else risk.controls.filter(pk=control).first()
        if control is not None and row is None:
            raise Http404
        return risk, chosen, row

    def _page(
        self, request: HttpRequest, risk: Risk, deed: Deed, form: forms.Form, *, status: int = 200
    ) -> HttpResponse:
        context = {"risk": risk, "form": form, "title": deed.title}
        return render(request, "risks/desk/form.html", context, status=status)


class PutFunctionView(View):
    """/risks/desk/continuity/add/ and …/continuity/NUMBER/"""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        function = self._find(request, pk)
        form = forms_.FunctionForm(bodies=bodies_for(actor_of(request)), function=function)
        return self._page(request, form)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        function, actor = self._find(request, pk), actor_of(request)
        form = forms_.FunctionForm(request.POST, bodies=bodies_for(actor), function=function)
        if form.is_valid():
            body = form.cleaned_data["body"] if function is None else function.body
            try:
                put_function(body=body, fields=form.cleaned_data, function=function, by=actor)
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("Saved."))
                return redirect("risks:list_desk")
        return self._page(request, form, status=422)

    def _find(self, request: HttpRequest, pk: int | None) -> ContinuityFunction | None:
        if pk is None:
            return None
        found = functions_for(actor_of(request)).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def _page(self, request: HttpRequest, form: forms.Form, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "title": _("What must go on")}
        return render(request, "risks/desk/form.html", context, status=status)
