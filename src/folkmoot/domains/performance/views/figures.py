"""Figures come in: typed for one period, revised one by one, or taken from a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from folkmoot.ground.base.policies import actor_of
from folkmoot.ground.base.public import MOST_FAULTS_SHOWN, SpreadsheetForm, attached
from folkmoot_core.values import Fault, Invalid

from ..actions.import_file import COLUMNS, import_figures
from ..actions.observe import Given, Taken, enter_figures, revise_figure
from ..adapters.series import period_given
from ..forms import EnterForm, ReviseForm
from ..models import Observation
from ..policies import keeps_scopes
from ..queries.keeping import kept_by
from ..queries.series import series_of
from ..queries.showing import due_next
from .shared import FOR_KEEPERS, IndicatorFormView, places_of


def taken_in_words(taken: Taken) -> str:
    """So many new, changed and as they were."""
    parts = []
    if taken.new:
        parts.append(ngettext("%(n)d figure is new.", "%(n)d figures are new.", taken.new) % {"n": taken.new})
    if taken.changed:
        said = ngettext("%(n)d figure is changed.", "%(n)d figures are changed.", taken.changed)
        parts.append(said % {"n": taken.changed})
    if taken.same:
        parts.append(
            ngettext("%(n)d stood there already.", "%(n)d stood there already.", taken.same) % {"n": taken.same}
        )
    return " ".join(parts) or _("There was nothing to change.")


class EnterFiguresView(IndicatorFormView):
    def prepare(self) -> None:
        super().prepare()
        self.title = _("Enter figures")
        self.places = places_of(self.indicator)

    def form(self, *args: Any) -> EnterForm:
        following = ""
        if not args:
            series = series_of([self.indicator], [place.pk for place in self.places[:1]])
            known = next((due_next(self.indicator, each) for each in series.values()), None)
            following = known[0].text if known else ""
        return EnterForm(*args, indicator=self.indicator, places=self.places, initial={"period": following})

    def keep(self, form: EnterForm) -> str:
        values = form.cleaned_data
        period = period_given(values["period"], self.indicator.frequency, values["kind"])
        if period is None:
            words = {"kind": self.indicator.get_frequency_display() or _("nothing yet")}
            message = _("This indicator is measured by: %(kind)s.") % words
            raise Invalid([Fault("period", message, _("Write a period of that kind."))])
        self.given = [
            Given(
                self.indicator,
                place.pk,
                values["kind"],
                period,
                values[f"value_{place.pk}"],
                values["tolerance"],
                reason=values["reason"],
                source=values["source"],
            )
            for place in self.places
            if values[f"value_{place.pk}"] is not None
        ]
        return taken_in_words(enter_figures(given=self.given, by=self.actor))

    def take(self, form: EnterForm, problem: Invalid) -> None:
        """A fault of one figure stands at the field of its place, but for a missing reason."""
        for fault in problem.faults:
            where = fault.where
            if fault.line is not None and where == "value":
                where = f"value_{self.given[fault.line].place_id}"
            form.add_error(where if where in form.fields else None, f"{fault.message} {fault.mend}".strip())


class ReviseFigureView(IndicatorFormView):
    def prepare(self) -> None:
        super().prepare()
        rows = Observation.objects.select_related("place", "indicator__owner")
        self.figure = get_object_or_404(rows, pk=self.kwargs["pk"], indicator=self.indicator)
        words = {"place": self.figure.place.name, "period": self.figure.period}
        self.title = _("Revise the figure of %(place)s for %(period)s") % words
        self.introduction = _("The figure that stands there now stays in its history.")

    def form(self, *args: Any) -> ReviseForm:
        now = {"value": self.figure.value, "tolerance": self.figure.tolerance}
        if args:
            return ReviseForm(*args)
        return ReviseForm(initial={name: f"{each:.10g}" for name, each in now.items() if each is not None})

    def keep(self, form: ReviseForm) -> str:
        revise_figure(observation=self.figure, **form.cleaned_data, by=self.actor)
        return _("The figure is revised.")


class ImportFiguresView(View):
    """A file of figures: every row or none, with each fault named by its row."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, SpreadsheetForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SpreadsheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form)
        file, only_look = form.cleaned_data["file"], form.cleaned_data["only_look"]
        try:
            taken = import_figures(
                content=file.read(), name=str(file.name)[:150], only_look=only_look, by=actor_of(request)
            )
        except Invalid as problem:
            return self._show(request, form, faults=problem.faults)
        if not only_look:
            messages.success(request, taken_in_words(taken))
        return self._show(request, form if only_look else SpreadsheetForm(), looked=taken if only_look else None)

    def _show(
        self,
        request: HttpRequest,
        form: SpreadsheetForm,
        *,
        faults: tuple[Fault, ...] = (),
        looked: Taken | None = None,
    ) -> HttpResponse:
        context = {
            "form": form,
            "faults": faults[:MOST_FAULTS_SHOWN],
            "number": len(faults),
            "looked": taken_in_words(looked) if looked else "",
            "columns": COLUMNS,
        }
        return render(request, "performance/import_figures.html", context, status=422 if form.errors or faults else 200)


class SaveTemplateView(View):
    """An empty file of figures, with a row for each indicator that is due."""

    access = FOR_KEEPERS

    def get(self, request: HttpRequest) -> HttpResponse:
        lines = [",".join(COLUMNS)]
        for each in kept_by(keeps_scopes(actor_of(request)), timezone.localdate()):
            if each.following is not None:
                places = places_of(each.indicator)
                lines += [f"{each.indicator.key},{place.code},{each.following.text},,actual,,,," for place in places]
        return attached("figures.csv", "text/csv; charset=utf-8", ("\n".join(lines) + "\n").encode())
