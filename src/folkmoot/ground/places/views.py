"""Pages about places, for everybody."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views import View
from django.views.generic import DetailView, TemplateView

from folkmoot.ground.base.policies import PUBLIC

from .enums import PlaceKind
from .models import Place
from .queries.find_places import districts, own_county
from .queries.find_postcodes import EMPTY, find_postcode
from .queries.maps import ground_plan, map_inside
from .queries.populations import Profile, profiles

# No postcode needs more; a longer text in the address is cut before anything looks at it.
LONGEST_TYPED = 60


class ListPlacesView(TemplateView):
    """The county, its districts with how many people live there, and a map."""

    template_name = "places/list_places.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        county = own_county()
        inside = list(districts(county))
        known = profiles([*inside, *([county] if county else [])])
        return super().get_context_data(
            county=county,
            profile=known.get(county.pk) if county else None,
            districts=[(place, known.get(place.pk, Profile()).totals[:1]) for place in inside],
            map=map_inside(county) if county else None,
            **kwargs,
        )


class ShowPlaceView(DetailView):
    """One place: who lives there, and the places inside it."""

    template_name = "places/show_place.html"
    context_object_name = "place"
    access = PUBLIC

    def get_queryset(self) -> QuerySet[Place]:
        return Place.objects.select_related("parent__parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = self.object
        inside = list(Place.objects.filter(parent=place))
        known = profiles([place, *inside]) if place.kind != PlaceKind.WARD else profiles([place])
        return super().get_context_data(
            profile=known.get(place.pk),
            inside=[(each, known.get(each.pk, Profile()).totals[:1]) for each in inside],
            inside_has_figures=any(each.pk in known for each in inside),
            map=map_inside(place),
            **kwargs,
        )


class ShowOutlinesView(View):
    """/places/outlines.json – what a script draws a map from on which a place is chosen."""

    access = PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(ground_plan(), content_type="application/json")
        response["Cache-Control"] = "public, max-age=3600"
        return response


class FindPostcodeView(TemplateView):
    """Where a postcode lies. A GET, so that the answer has an address of its own."""

    template_name = "places/find_postcode.html"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("postcode")
        answer = find_postcode(typed[:LONGEST_TYPED]) if typed is not None else None
        error = answer.sentence if answer is not None and answer.kind == EMPTY else ""
        return super().get_context_data(typed=(typed or "")[:LONGEST_TYPED], answer=answer, error=error, **kwargs)
