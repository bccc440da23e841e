"""Where analysts begin: the consultations whose answers they may read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from folkmoot.ground.base.policies import actor_of, needs

from ..policies import READERS
from ..queries.channels import numbers_counted
from ..queries.planning import to_analyse
from .running import ways_to_analyse

ON_A_PAGE = 25


@needs(*READERS)
class ListToAnalyseView(View):
    """/consultations/analyse/: each with how many answers count, and the way to its results, weights, tables and
    themes."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(to_analyse(actor_of(request)), ON_A_PAGE).get_page(request.GET.get("page"))
        numbers = numbers_counted(page.object_list)
        rows = [(each, numbers.get(each.pk, 0), ways_to_analyse(each)) for each in page.object_list]
        return render(request, "consultations/analyse.html", {"page": page, "rows": rows})
