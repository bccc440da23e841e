"""What the views of this app have in common: who may come in, which risk, and the register as a file."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from folkmoot.ground.base.policies import Access, actor_of
from folkmoot.ground.base.public import attached, csv_file

from ..exports.register import COLUMNS, register_rows, register_workbook
from ..models import ContinuityFunction, Risk
from ..policies import KEEPERS, can_keep
from ..queries.reading import register_of, risks_for

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def seen_or_404(request: HttpRequest, pk: int) -> Risk:
    """A risk of the actor's bodies, or taken up to one of them."""
    return get_object_or_404(risks_for(actor_of(request)), pk=pk)


def own_or_404(request: HttpRequest, pk: int) -> Risk:
    found = seen_or_404(request, pk)
    if not can_keep(actor_of(request), found.body.scope):
        raise Http404
    return found


def register_file(form: str, risks: Sequence[Risk], functions: Sequence[ContinuityFunction]) -> HttpResponse:
    """Open risks, the highest first, as `csv` or `xlsx`. Wants `controls` fetched along."""
    lines = register_of(risks).lines
    if form == "csv":
        return csv_file("risks.csv", COLUMNS, register_rows(lines))
    if form == "xlsx":
        return attached("risks.xlsx", WORKBOOK, register_workbook(lines, functions))
    raise Http404
