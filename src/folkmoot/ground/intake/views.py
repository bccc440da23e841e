from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView

from folkmoot.ground.base.policies import Access, Actor
from folkmoot.ground.base.public import open_page
from folkmoot_core.values import Invalid

from .actions.attachments import title_of
from .actions.decide import reject, release
from .actions.log_by_hand import log_by_hand
from .enums import TRANSITIONS, ArrivalState
from .forms import DecisionForm, LogArrivalForm, LogFilterForm
from .policies import DOORKEEPERS
from .queries import (
    LogFilter,
    arrivals_for,
    became_of,
    email_of,
    files_with,
    held_of,
    kind_in_words,
    the_log,
    ways_on,
)

ACCESS = Access(roles=frozenset(DOORKEEPERS))
A_PAGE = 50


class ListArrivalsView(View):
    """The door's log: everything that came in, what is held first."""

    access = ACCESS

    def get(self, request: HttpRequest) -> HttpResponse:
        form, actor = LogFilterForm(request.GET), request.actor  # type: ignore[attr-defined]
        page = open_page(the_log(form.narrowed(), actor), request.GET.get("page"), A_PAGE)
        held = held_of(LogFilter(), actor).count()
        rows = [(arrival, kind_in_words(arrival.kind)) for arrival in page]
        seen = {"form": form, "page": page, "rows": rows, "held": held}
        return render(request, "intake/list_arrivals.html", seen)


class LogArrivalView(FormView[LogArrivalForm]):
    access = ACCESS
    form_class = LogArrivalForm
    template_name = "intake/log_arrival.html"

    def form_valid(self, form: LogArrivalForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            arrival = log_by_hand(
                channel=given["channel"],
                received_on=given["received_on"],
                words=given["words"],
                upload=given["file"],
                key=given["key"],
                by=self.request.actor,  # type: ignore[attr-defined]
            )
        except Invalid as problem:
            form.take(problem)
            return self.form_invalid(form)
        messages.success(self.request, _("Logged as %(reference)s.") % {"reference": arrival.reference})
        return redirect("intake:show_arrival", arrival.reference)


class ShowArrivalView(View):
    access = ACCESS

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return show(request, reference, DecisionForm())


class DecideArrivalView(View):
    """Let something in, or set it aside; each needs a reason."""

    access = ACCESS
    http_method_names = ["get", "post"]
    decisions = {"let-in": release, "set-aside": reject}

    def get(self, request: HttpRequest, reference: str, decision: str) -> HttpResponse:
        return redirect("intake:show_arrival", reference)

    def post(self, request: HttpRequest, reference: str, decision: str) -> HttpResponse:
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return show(request, reference, form)
        arrival = get_object_or_404(arrivals_for(request.actor), reference=reference)  # type: ignore[attr-defined]
        self.decisions[decision](arrival, request.actor, form.cleaned_data["reason"])  # type: ignore[attr-defined]
        messages.success(
            request,
            _("%(reference)s is let in.") % {"reference": reference}
            if decision == "let-in"
            else _("%(reference)s is set aside. It is kept, and can still be let in.") % {"reference": reference},
        )
        return redirect("intake:list_arrivals")


def show(request: HttpRequest, reference: str, form: DecisionForm) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    arrival = get_object_or_404(arrivals_for(actor).select_related("source"), reference=reference)
    possible = TRANSITIONS.get(arrival.state, frozenset())
    mail, files = email_of(arrival), list(files_with(arrival))
    titles = {file.title for file in files}
    seen: dict[str, Any] = {
        "arrival": arrival,
        "kind": kind_in_words(arrival.kind),
        "became": became_of(actor, arrival),
        "ways_on": ways_on(actor, arrival),
        "mail": mail,
        "files": files,
        "left_in_mail": [each.name for each in mail.attachments if title_of(each) not in titles] if mail else [],
        "form": form,
        "may_let_in": ArrivalState.ACCEPTED in possible,
        "may_set_aside": ArrivalState.REJECTED in possible,
    }
    return render(request, "intake/show_arrival.html", seen)
