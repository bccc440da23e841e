from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from folkmoot.ground.base.policies import PUBLIC

from .enums import RECORDS
from .queries import members_of, nouns_for, phrase_for, show_record, trace_of
from .queries.reading import Direction, whole

A_PAGE = 50


class ShowTraceView(View):
    """The whole thread through one record, both ways."""

    access = PUBLIC

    def get(self, request: HttpRequest, record_type: str, key: str) -> HttpResponse:
        viewer = request.actor  # type: ignore[attr-defined]
        trace = trace_of(record_or_404(record_type, key), viewer)
        if trace is None:
            raise Http404
        return render(request, "thread/show_trace.html", {"trace": trace})


class ListMembersView(View):
    """A group too large for the panel, a page at a time."""

    access = PUBLIC

    def get(self, request: HttpRequest, record_type: str, key: str, **way: Any) -> HttpResponse:
        viewer = request.actor  # type: ignore[attr-defined]
        record = record_or_404(record_type, key)
        owner = show_record(record, viewer=viewer)
        if owner is None:
            raise Http404
        direction = cast(Direction, way["direction"])
        members = members_of(owner.end, direction, way["kind"], way["other_type"], viewer=viewer)
        page = Paginator(members, A_PAGE).get_page(request.GET.get("page"))
        if not page.paginator.count:
            raise Http404
        seen = {
            "owner": owner,
            "phrase": phrase_for(way["kind"], direction),
            "nouns": nouns_for(way["other_type"]),
            "page": page,
        }
        return render(request, "thread/list_members.html", seen)


def record_or_404(record_type: str, key: str) -> Model:
    kind = RECORDS.get(record_type)
    if kind is None:
        raise Http404
    try:
        record = whole(kind).filter(pk=key).first()
    except (ValueError, ValidationError, OverflowError):
        record = None
    if record is None:
        raise Http404
    return record
