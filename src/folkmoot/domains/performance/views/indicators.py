"""Indicators, for everybody: the list, one with its chart and table, one figure with its history, and the data."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from folkmoot.ground.base.policies import PUBLIC, actor_of, public_page
from folkmoot.ground.base.public import csv_file

from ..enums import Standing
from ..exports import COLUMNS, REGISTER, as_json, register_rows, rows_of
from ..models import Indicator, Observation
from ..policies import KEEPERS, can_keep
from ..queries.comparing import compare
from ..queries.series import for_everybody, series_of
from ..queries.showing import history_of_figure, page_of
from .shared import indicator_at


def asked(request: HttpRequest, name: str, most: int = 80) -> str:
    return request.GET.get(name, "")[:most].replace("\0", "")


class ListIndicatorsView(TemplateView):
    """Every indicator by what it is about; drafts only for officers."""

    template_name = "performance/list_indicators.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = asked(self.request, "q", 100)
        rows = Indicator.objects.select_related("owner")
        actor = actor_of(self.request)
        if not actor.holds(*KEEPERS):
            rows = rows.exclude(standing=Standing.DRAFT)
        for word in words.split()[:6]:
            rows = rows.filter(title__icontains=word)
        found = [each for each in rows if each.is_public or can_keep(actor, each)]
        groups = [(standing.label, [each for each in found if each.standing == standing]) for standing in Standing]
        order = [Standing.CURRENT.label, Standing.DRAFT.label, Standing.NAMED.label, Standing.RETIRED.label]
        groups.sort(key=lambda each: order.index(each[0]))
        return super().get_context_data(
            groups=[each for each in groups if each[1]], words=words, number=len(found), **kwargs
        )


class ShowIndicatorView(TemplateView):
    template_name = "performance/show_indicator.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actor = actor_of(self.request)
        indicator = indicator_at(self.kwargs["key"], actor)
        may_keep = can_keep(actor, indicator)
        page = page_of(indicator, asked(self.request, "place"), sees_all=may_keep)
        if page is None and asked(self.request, "place"):
            raise Http404
        late = 0
        if page and page.next_due:
            late = max(0, (timezone.localdate() - page.next_due[1]).days)
        return super().get_context_data(indicator=indicator, page=page, may_keep=may_keep, late=late, **kwargs)


class ShowFigureView(TemplateView):
    """One figure: each state of it, when it came, from whom, and why it changed."""

    template_name = "performance/show_figure.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actor = actor_of(self.request)
        indicator = indicator_at(self.kwargs["key"], actor)
        rows = Observation.objects.select_related("place")
        figure = get_object_or_404(rows, pk=self.kwargs["pk"], indicator=indicator)
        may_keep = can_keep(actor, indicator)
        return super().get_context_data(
            indicator=indicator,
            figure=figure,
            revisions=history_of_figure(figure.pk),
            may_keep=may_keep,
            values_shown=may_keep or not indicator.counts_people,
            **kwargs,
        )


class ComparePlacesView(TemplateView):
    template_name = "performance/compare_places.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        indicator = indicator_at(self.kwargs["key"], actor_of(self.request))
        comparison = compare(indicator, asked(self.request, "period", 12))
        return super().get_context_data(indicator=indicator, comparison=comparison, **kwargs)


@public_page
def export_register(request: HttpRequest) -> HttpResponse:
    """What every indicator is, but for drafts."""
    found = Indicator.objects.exclude(standing=Standing.DRAFT).select_related("owner")
    return csv_file("indicators.csv", REGISTER, register_rows(found))


@public_page
def export_csv(request: HttpRequest, key: str) -> HttpResponse:
    indicator = indicator_at(key, actor_of(request))
    return csv_file(f"{key}.csv", COLUMNS, rows_of(indicator, for_everybody(series_of([indicator]))))


@public_page
def export_json(request: HttpRequest, key: str) -> HttpResponse:
    indicator = indicator_at(key, actor_of(request))
    plain = as_json(indicator, for_everybody(series_of([indicator])))
    response = HttpResponse(orjson.dumps(plain, option=orjson.OPT_INDENT_2), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
