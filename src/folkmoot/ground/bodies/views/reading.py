"""The register, for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.generic import DetailView, ListView

from folkmoot.ground.base.policies import PUBLIC, public_page
from folkmoot.ground.base.public import data_block
from folkmoot_core.packfiles import parse_day

from ..enums import BODY_LINKS, Classification
from ..exports import popolo, schema_org
from ..models import Membership, Organisation, Person
from ..policies import can_add_body, can_edit_body
from ..queries import LONGEST_SEARCH, members_of, posts_of, register, sittings_of, vacancies_of


def day_asked_for(request: HttpRequest) -> date:
    """The day after `?on=`; today where that is missing or no day."""
    return parse_day(request.GET.get("on", "")[:10]) or timezone.localdate()


def linked_data(body: Organisation, members: Iterable[Membership], request: HttpRequest) -> SafeString:
    """schema.org, to stand within a <script> of the page."""

    def address(kind: str, key: str) -> str:
        return request.build_absolute_uri(reverse(f"bodies:show_{kind}", args=[key]))

    return data_block(schema_org(body, members, address))


class ListBodiesView(ListView):
    """All organisations by kind, with a search."""

    template_name = "bodies/list_bodies.html"
    context_object_name = "bodies"
    paginate_by = 100
    access = PUBLIC

    def get_queryset(self) -> QuerySet[Organisation]:
        self.search = self.request.GET.get("search", "")[:LONGEST_SEARCH].strip()
        kind = self.request.GET.get("kind", "")
        self.kind = kind if kind in Classification.values else ""
        return register(self.search, self.kind)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            search=self.search,
            kind=self.kind,
            kinds=Classification.choices,
            may_add=can_add_body(self.request.actor),  # type: ignore[attr-defined]
            **kwargs,
        )


class ShowBodyView(DetailView):
    """One organisation: what it is for, what it is part of, who sits on it."""

    template_name = "bodies/show_body.html"
    context_object_name = "body"
    slug_field = slug_url_kwarg = "key"
    access = PUBLIC

    def get_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.select_related("parent", "place")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = day_asked_for(self.request)
        members = members_of(self.object, on)
        return super().get_context_data(
            on=on,
            links=[link(self.object) for link in BODY_LINKS] if self.object.is_body else [],
            is_today=on == timezone.localdate(),
            members=members,
            linked_data=linked_data(self.object, members.now, self.request),
            vacancies=vacancies_of(self.object, on),
            children=list(self.object.children.all()),
            posts=list(posts_of(self.object)),
            may_edit=can_edit_body(self.request.actor, self.object),  # type: ignore[attr-defined]
            **kwargs,
        )


class ShowPersonView(DetailView):
    """One person in public life, and where they sit."""

    template_name = "bodies/show_person.html"
    context_object_name = "person"
    model = Person
    slug_field = slug_url_kwarg = "key"
    access = PUBLIC

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sittings=sittings_of(self.object, timezone.localdate()), **kwargs)


@public_page
def export_popolo(request: HttpRequest) -> HttpResponse:
    """The whole register as Popolo, for other software; also from another site's pages."""
    response = HttpResponse(orjson.dumps(popolo(), option=orjson.OPT_INDENT_2), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
