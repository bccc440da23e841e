"""/reports/map/ – where problems are reported: a map, and a table that says the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from folkmoot.ground.base.policies import PUBLIC
from folkmoot.ground.places.public import districts

from ..enums import Shown
from ..models import Category
from ..queries.heat import PERIODS, heat_of, span_of


class ShowHeatMapView(View):
    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        inside = list(districts())
        district = next((place for place in inside if place.slug == request.GET.get("district")), None)
        categories = list(Category.objects.filter(is_offered=True))
        category = next((each for each in categories if each.key == request.GET.get("category")), None)
        asked = request.GET.get("days", "")
        days = int(asked) if asked in {str(period) for period in PERIODS} else PERIODS[1]
        context = {
            "heat": heat_of(district, category, days),
            "districts": inside,
            "district": district,
            "categories": categories,
            "category": category,
            "days": days,
            "quarter": category is not None and category.shown == Shown.NOTHING,
            "span": span_of(category, days, timezone.localdate()),
            "periods": PERIODS,
        }
        return render(request, "incidents/heat/show.html", context)
