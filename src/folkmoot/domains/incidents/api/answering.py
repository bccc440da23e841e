"""How the API answers: in the form asked for, and errors in the specification's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..exports.shapes import jurisdiction
from ..exports.writing import as_json, as_xml

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}


class Trouble(Exception):
    """What is told instead of an answer: a status of HTTP, and sentences."""

    def __init__(self, status: int, *sentences: str) -> None:
        super().__init__(*sentences)
        self.status = status
        self.sentences = sentences


def answer(form: str, root: str, value: Any, status: int = 200) -> HttpResponse:
    content = as_json(value) if form == "json" else as_xml(root, value)
    response = HttpResponse(content, content_type=TYPES[form], status=status)
    # It is public and takes no cookie, so a page of anybody may show it.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def tell(form: str, status: int, sentences: Sequence[str]) -> HttpResponse:
    errors = [{"code": status, "description": sentence} for sentence in sentences]
    return answer(form, "errors", errors, status)


def check_jurisdiction(request: HttpRequest) -> None:
    """One may be named, and must then be ours. Raises Trouble."""
    given = request.POST.get("jurisdiction_id") or request.GET.get("jurisdiction_id") or ""
    if given and given != jurisdiction():
        ours = {"given": given[:60], "ours": jurisdiction()}
        raise Trouble(404, _("jurisdiction_id %(given)s was not found: here it is %(ours)s.") % ours)
