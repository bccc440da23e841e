from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from folkmoot.ground.audit.exports import as_csv
from folkmoot.ground.audit.forms import SearchForm
from folkmoot.ground.audit.policies import check_read_history
from folkmoot.ground.audit.queries import search_entries
from folkmoot.ground.base.enums import Role
from folkmoot.ground.base.policies import needs

PAGE = 50


@needs(Role.ADMINISTRATOR, everywhere=True)
def list_entries(request: HttpRequest) -> HttpResponse:
    """The whole history, newest first, with a search."""
    check_read_history(request.actor)  # type: ignore[attr-defined]
    form = SearchForm(request.GET or None)
    asked = _asked(form)
    page = Paginator(search_entries(**asked), PAGE).get_page(request.GET.get("page"))
    search = urlencode({name: value for name, value in asked.items() if value})
    status = 200 if not form.is_bound or form.is_valid() else 400
    return render(request, "audit/list_entries.html", {"form": form, "page": page, "search": search}, status=status)


@needs(Role.ADMINISTRATOR, everywhere=True)
def export_entries(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """What the search found, as CSV, sent row by row so that its size does not matter."""
    check_read_history(request.actor)  # type: ignore[attr-defined]
    form = SearchForm(request.GET or None)
    if form.is_bound and not form.is_valid():
        return list_entries(request)
    entries = search_entries(**_asked(form)).iterator(chunk_size=2000)
    response = StreamingHttpResponse(as_csv(entries), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="history.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _asked(form: SearchForm) -> dict[str, Any]:
    """What the search asks for, without what is not understood."""
    if not form.is_bound:
        return {}
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value}
