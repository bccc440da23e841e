"""A performance officer's desk: what is due, and everything that is done to an indicator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place
from folkmoot.ground.thread.public import find_records, record_at

from ..actions.define import add_indicator, edit_indicator
from ..actions.explain import begin_anew, explain, take_back_rebase, tie
from ..forms import ExplainForm, IndicatorForm, ReasonForm, RebaseForm, TieForm
from ..models import Indicator, Rebase
from ..policies import check_keep, keeps_scopes
from ..queries.keeping import bodies_kept, kept_by
from ..queries.series import series_of
from .shared import FOR_KEEPERS, FormView, IndicatorFormView, indicator_at, places_of


class ShowDeskView(TemplateView):
    template_name = "performance/show_desk.html"
    access = FOR_KEEPERS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = kept_by(keeps_scopes(actor_of(self.request)), timezone.localdate())
        return super().get_context_data(
            kept=kept, late=sum(1 for each in kept if each.days_late), today=timezone.localdate(), **kwargs
        )


class AddIndicatorView(FormView):
    def prepare(self) -> None:
        self.title = _("Add an indicator")
        self.back = (_("Indicators to keep"), reverse("performance:show_desk"))

    def form(self, *args: Any) -> IndicatorForm:
        return IndicatorForm(*args, bodies=list(bodies_kept(keeps_scopes(self.actor))))

    def keep(self, form: IndicatorForm) -> str:
        values = dict(form.cleaned_data)
        owner = Organisation.objects.get(key=values.pop("owner"))
        made = add_indicator(owner=owner, values=values, by=self.actor)
        self.back = (made.title, reverse("performance:show_indicator", args=[made.key]))
        return _("The indicator is here.")


class EditIndicatorView(IndicatorFormView):
    def prepare(self) -> None:
        super().prepare()
        self.title = _("What the indicator is")

    def form(self, *args: Any) -> IndicatorForm:
        kept = list(bodies_kept(keeps_scopes(self.actor)))
        return IndicatorForm(*args, bodies=kept, indicator=self.indicator)

    def keep(self, form: IndicatorForm) -> str:
        values = dict(form.cleaned_data)
        reason = values.pop("reason", "")
        values["owner"] = Organisation.objects.get(key=values["owner"])
        edit_indicator(indicator=self.indicator, values=values, by=self.actor, reason=reason)
        return _("The indicator is up to date.")


class PlacedFormView(IndicatorFormView):
    """A form about a place and a period for which there are figures."""

    everywhere = False
    form_class: Any

    def form(self, *args: Any) -> Any:
        places = [(place.slug, place.name) for place in places_of(self.indicator)]
        if self.everywhere:
            places = [("", _("Everywhere")), *places]
        series = series_of([self.indicator]).values()
        found = {figure.period.number: figure.period.text for each in series for figure in each.figures}
        periods = [found[number] for number in sorted(found, reverse=True)]
        form = self.form_class(*args, places=places, periods=periods)
        if self.everywhere:
            form.fields["place"].required = False
        return form

    def place(self, form: Any) -> Place | None:
        slug = form.cleaned_data["place"]
        return Place.objects.get(slug=slug) if slug else None


class BeginAnewView(PlacedFormView):
    form_class, everywhere = RebaseForm, True

    def prepare(self) -> None:
        super().prepare()
        self.title = _("Let limits begin anew")

    def keep(self, form: RebaseForm) -> str:
        values = form.cleaned_data
        begin_anew(
            indicator=self.indicator,
            place=self.place(form),
            period=values["period"],
            reason=values["reason"],
            by=self.actor,
        )
        return _("The limits begin anew there, with the reason over the chart.")


class TakeBackRebaseView(IndicatorFormView):
    def prepare(self) -> None:
        super().prepare()
        rows = Rebase.objects.select_related("indicator__owner")
        self.rebase = get_object_or_404(rows, pk=self.kwargs["pk"], indicator=self.indicator, ended_at=None)
        self.title = _("Limits reach across %(period)s again") % {"period": self.rebase.period}
        self.introduction = self.rebase.reason

    def form(self, *args: Any) -> ReasonForm:
        return ReasonForm(*args)

    def keep(self, form: ReasonForm) -> str:
        take_back_rebase(rebase=self.rebase, reason=form.cleaned_data["reason"], by=self.actor)
        return _("The limits reach across it again.")


class ExplainView(PlacedFormView):
    form_class = ExplainForm

    def prepare(self) -> None:
        super().prepare()
        self.title = _("Explain a figure")

    def keep(self, form: ExplainForm) -> str:
        place = self.place(form)
        if place is None:
            raise Http404
        period, words = form.cleaned_data["period"], form.cleaned_data["words"]
        explain(indicator=self.indicator, place=place, period=period, words=words, by=self.actor)
        return _("The explanation stands beside the figures.")


class TieView(View):
    """Find what led to an indicator (a theme, a decision, an action), and tie it with one press."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        actor, indicator = actor_of(request), self._indicator(request, key)
        form = TieForm(request.GET if "words" in request.GET else None)
        found = []
        if form.is_bound and form.is_valid():
            found = find_records(form.cleaned_data["words"], viewer=actor)
        context = {"indicator": indicator, "form": form, "found": found}
        return render(request, "performance/tie.html", context, status=422 if form.errors else 200)

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        actor, indicator = actor_of(request), self._indicator(request, key)
        label, _dot, number = request.POST.get("record", "")[:100].rpartition(":")
        record = record_at(label, number, viewer=actor)
        if record is None or record == indicator:
            raise Http404
        tie(indicator=indicator, record_here=record, by=actor)
        messages.success(request, _("They are tied: each page shows the other."))
        return redirect("performance:show_indicator", indicator.key)

    def _indicator(self, request: HttpRequest, key: str) -> Indicator:
        indicator = indicator_at(key, actor_of(request))
        check_keep(actor_of(request), indicator)
        return indicator
