"""What the pages of this app have in common."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.ground.base.policies import Access, Actor, actor_of
from folkmoot.ground.places.models import Place
from folkmoot.ground.places.public import districts, own_county
from folkmoot_core.values import Invalid

from ..models import Indicator
from ..policies import KEEPERS, can_keep, check_keep

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))


def indicator_at(key: str, actor: Actor) -> Indicator:
    """One that the actor may see: a draft is for those who keep it."""
    indicator = get_object_or_404(Indicator.objects.select_related("owner"), key=key)
    if not indicator.is_public and not can_keep(actor, indicator):
        raise Http404
    return indicator


def places_of(indicator: Indicator) -> list[Place]:
    """The places it is measured in: the county, and where it has them its districts."""
    county = own_county()
    found = [county] if county else []
    if indicator.geography == "district":
        found += [place for place in districts(county) if county is None or place.pk != county.pk]
    return found


class FormView(View):
    """A form that a keeper fills in. `prepare` fetches what the address names and checks the actor; `keep` writes and
    returns what to tell."""

    access = FOR_KEEPERS
    template = "performance/edit.html"
    title = button = introduction = ""
    back = ("", "")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor = actor_of(request)
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        raise NotImplementedError

    def form(self, *args: Any) -> Any:
        raise NotImplementedError

    def keep(self, form: Any) -> str:
        raise NotImplementedError

    def more(self) -> dict[str, Any]:
        """What else the page shows."""
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            said = self.keep(form)
        except Invalid as problem:
            self.take(form, problem)
            return self.show(form)
        messages.success(request, said)
        return redirect(self.back[1])

    def take(self, form: Any, problem: Invalid) -> None:
        form.take(problem)

    def show(self, form: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": self.title,
            "button": self.button or _("Save"),
            "introduction": self.introduction,
            "back": self.back[0],
            "back_url": self.back[1],
            **self.more(),
        }
        return render(self.request, self.template, context, status=422 if form.errors else 200)


class IndicatorFormView(FormView):
    """A form about one indicator."""

    indicator: Indicator

    def prepare(self) -> None:
        self.indicator = indicator_at(self.kwargs["key"], self.actor)
        check_keep(self.actor, self.indicator)
        self.back = (self.indicator.title, reverse("performance:show_indicator", args=[self.indicator.key]))
