"""What the officers' pages about a consultation share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView

from folkmoot.ground.base.policies import Access, Actor, actor_of
from folkmoot.ground.base.public import put_faults
from folkmoot_core.values import Invalid

from ..adapters import standing_of
from ..models import Consultation
from ..policies import PLANNERS, Standing, check_plan
from ..queries.planning import consultation_to_plan

OFFICERS = Access(roles=frozenset(str(role) for role in PLANNERS))


class PlanningPage(View):
    """A page about one consultation, for officers of the bodies that run it."""

    access = OFFICERS
    consultation: Consultation
    standing: Standing
    actor: Actor

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.actor = actor_of(request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = consultation_to_plan(kwargs["slug"])
        if found is None:
            raise Http404
        self.consultation, self.standing = found, standing_of(found)
        check_plan(self.actor, self.standing)
        return super().dispatch(request, *args, **kwargs)

    def page(self, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        shown = {"consultation": self.consultation, "standing": self.standing, **(context or {})}
        return render(self.request, template, shown, status=status)

    def to(self, view: str, *more: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(f"consultations:{view}", args=[self.consultation.slug, *more]))

    def say(self, sentence: str | Promise) -> None:
        messages.success(self.request, str(sentence))


BACK_WORDS = {
    "show_plan": _("The plan"),
    "show_phases": _("Phases"),
    "edit_questionnaire": _("Questionnaire"),
}


class ChangePage(PlanningPage, FormView[Any]):
    """A page that asks for something and does it: `change` calls an action; its faults stand beside the fields."""

    template_name = "consultations/plan/change.html"
    heading: ClassVar[str | Promise] = ""
    explanation: ClassVar[str | Promise] = ""
    button: ClassVar[str | Promise] = ""
    done: ClassVar[str | Promise] = ""
    back_to: ClassVar[str] = "show_plan"
    is_grave: ClassVar[bool] = False

    def change(self, answers: dict[str, Any]) -> HttpResponse | None:
        """Do it; None goes back to where one came from."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response = self.change(form.cleaned_data)
        except Invalid as problem:
            put_faults(form, problem)
            return self.form_invalid(form)
        if self.done:
            self.say(self.done)
        return response or self.to(self.back_to)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            consultation=self.consultation,
            standing=self.standing,
            heading=self.heading,
            explanation=self.explanation,
            button=self.button,
            is_grave=self.is_grave,
            back_url=reverse(f"consultations:{self.back_to}", args=[self.consultation.slug]),
            back_words=BACK_WORDS[self.back_to],
            **kwargs,
        )
