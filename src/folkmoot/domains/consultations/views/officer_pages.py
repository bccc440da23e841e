"""What the pages of officers begin with: the consultation, and whether this person may come in."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from folkmoot.ground.base.policies import Access, actor_of

from ..adapters import standing_of
from ..models import Response
from ..policies import PLANNERS, READERS, check_plan, check_read, check_type
from ..queries.answering import Sheet, sheet_of
from ..queries.paper import response_of

FOR_PLANNERS = Access(roles=frozenset(PLANNERS))
FOR_READERS = Access(roles=frozenset(READERS))


def sheet_to_type(request: HttpRequest, slug: str) -> Sheet:
    """The sheet, for somebody who may put answers in. Raises Http404 or Refused."""
    sheet = _sheet(slug)
    check_type(actor_of(request), standing_of(sheet.consultation))
    return sheet


def sheet_to_read(request: HttpRequest, slug: str) -> Sheet:
    """The sheet, for somebody who may read answers. Raises Http404 or Refused."""
    sheet = _sheet(slug)
    check_read(actor_of(request), standing_of(sheet.consultation))
    return sheet


def sheet_to_plan(request: HttpRequest, slug: str) -> Sheet:
    """The sheet, for somebody who may decide about it. Raises Http404 or Refused."""
    sheet = _sheet(slug)
    check_plan(actor_of(request), standing_of(sheet.consultation))
    return sheet


def response_or_404(sheet: Sheet, reference: str) -> Response:
    response = response_of(sheet.consultation, reference)
    if response is None:
        raise Http404
    return response


def _sheet(slug: str) -> Sheet:
    sheet = sheet_of(slug)
    if sheet is None:
        raise Http404
    return sheet
