"""Concerns at the officers' desk."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot_core.values import Invalid, normalise_reference

from ..actions.concerns import decide_held, forget_raiser, publish_concern, raise_concern, take_step
from ..enums import ConcernState
from ..forms.desk import HeldForm, LogConcernForm, PublishForm, StepForm
from ..models import Concern, Raiser
from ..queries.concerns import dues_of, queue
from ..queries.keeping import current_version
from ..queries.visible import agreements_kept_by, concerns_for
from .shared import FOR_KEEPERS, kept_or_404

A_PAGE = 50


class ListConcernsView(View):
    """/compact/desk/concerns/ – what is under way, or `?state=`."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        state = request.GET.get("state", "")
        actor = actor_of(request)
        context = {
            "page": Paginator(queue(actor, state), A_PAGE).get_page(request.GET.get("page")),
            "states": ConcernState.choices,
            "state": state,
            "agreements": list(agreements_kept_by(actor)),
            "today": timezone.localdate(),
        }
        return render(request, "compact/desk/list_concerns.html", context)


class LogConcernView(View):
    """/compact/desk/AGREEMENT/log/ – a concern that came by telephone, letter or word of mouth."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = kept_or_404(request, agreement)
        form = LogConcernForm(
            agreement=found, version=current_version(found), initial={"received_on": timezone.localdate()}
        )
        return render(request, "compact/desk/form.html", self._context(form))

    def post(self, request: HttpRequest, agreement: str) -> HttpResponse:
        found = kept_or_404(request, agreement)
        form = LogConcernForm(request.POST, agreement=found, version=current_version(found))
        if form.is_valid():
            try:
                concern = raise_concern(
                    agreement=found,
                    raised=form.raised(),
                    channel=form.chosen_channel,
                    received_on=form.cleaned_data["received_on"],
                    by=actor_of(request),
                )
            except Invalid as invalid:
                form.take(invalid)
            else:
                messages.success(request, _("The concern is logged."))
                return redirect("compact:handle_concern", concern.arrival.reference)
        return render(request, "compact/desk/form.html", self._context(form), status=422)

    def _context(self, form: LogConcernForm) -> dict[str, object]:
        return {"form": form, "title": _("Log a concern"), "button": _("Log it")}


class HandleConcernView(View):
    """/compact/desk/concerns/REFERENCE/ – all that is known of it, and what can be done. Each form says its deed."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return self._page(request, self._find(request, reference))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        concern, actor = self._find(request, reference), actor_of(request)
        deed = request.POST.get("deed", "")
        step, publish, held = StepForm(state=concern.state), PublishForm(), HeldForm()
        if deed == "step":
            step = StepForm(request.POST, state=concern.state)
            done = self._do(step, lambda: take_step(concern=concern, step=step.step(), by=actor))
        elif deed == "publish":
            publish = PublishForm(request.POST)
            done = self._do(
                publish, lambda: publish_concern(concern=concern, words=publish.cleaned_data["words"], by=actor)
            )
        elif deed in ("let-in", "set-aside"):
            held = HeldForm(request.POST)
            done = self._do(
                held,
                lambda: decide_held(
                    concern=concern, let_in=deed == "let-in", reason=held.cleaned_data["reason"], by=actor
                ),
            )
        elif deed == "forget":
            forget_raiser(concern=concern, by=actor)
            done = True
        else:
            return self._page(request, concern)
        if done:
            messages.success(request, _("Saved."))
            return redirect("compact:handle_concern", concern.arrival.reference)
        at_fault = next((form for form in (step, publish, held) if form.is_bound), None)
        return self._page(request, concern, step=step, publish=publish, held=held, at_fault=at_fault)

    def _do(self, form: forms.Form, action: Callable[[], object]) -> bool:
        if form.is_valid():
            try:
                action()
            except Invalid as invalid:
                form.take(invalid)  # type: ignore[attr-defined]
        return not form.errors

    def _find(self, request: HttpRequest, reference: str) -> Concern:
        known = normalise_reference(reference)
        found = concerns_for(actor_of(request)).filter(arrival__reference=known).first() if known else None
        if found is None:
            raise Http404
        return found

    def _page(
        self,
        request: HttpRequest,
        concern: Concern,
        *,
        step: StepForm | None = None,
        publish: PublishForm | None = None,
        held: HeldForm | None = None,
        at_fault: forms.Form | None = None,
    ) -> HttpResponse:
        if publish is None or not publish.is_bound:
            publish = PublishForm(initial={"words": concern.public_words}, auto_id="publish_%s")
        context = {
            "concern": concern,
            "raiser": Raiser.objects.filter(concern=concern).first(),
            "steps": list(concern.steps.order_by("-on", "-at", "-pk")),
            "dues": dues_of(concern),
            "today": timezone.localdate(),
            "step": step or StepForm(state=concern.state),
            "publish": publish,
            "held": held or HeldForm(),
            "form": at_fault,
        }
        return render(request, "compact/desk/handle_concern.html", context, status=422 if at_fault else 200)
