"""Troubles of the API that arise before or behind its pages are told in the form of the standard as well."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from .api.answering import TYPES, tell

KEPT_HEADERS = ("Retry-After", "Allow")


class Open311ErrorsMiddleware:
    """A program that asks for XML or JSON cannot read a page for people. Whatever says that something went wrong under
    the address of the API (unknown address, wrong method, too large, too many, our own fault) is said anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.root = reverse("open311:list_services", args=["json"]).rpartition("/")[0] + "/"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(self.root):
            return response
        if response.headers.get("Content-Type") in TYPES.values():
            return response
        told = tell(form_wanted(request), response.status_code, [_sentence(response)])
        for name in KEPT_HEADERS:
            if name in response.headers:
                told[name] = response[name]
        return told


def form_wanted(request: HttpRequest) -> str:
    """By the ending of the address, or by what the client takes; else XML, which the standard requires."""
    ending = request.path_info.rpartition(".")[2]
    if ending in TYPES:
        return ending
    return "json" if "json" in request.headers.get("Accept", "") else "xml"


def _sentence(response: HttpResponse) -> str:
    seconds = response.headers.get("Retry-After", "")
    if response.status_code == 429 and seconds:
        return _("Too many requests came from this address. Try again in %(seconds)s seconds.") % {"seconds": seconds}
    return {
        400: _("The request cannot be read: it must be a form in UTF-8, without null bytes."),
        403: _("This is not open to you."),
        404: _("There is nothing at this address. It ends with .xml or .json."),
        405: _("This address does not take that method: use %(allowed)s.") % {"allowed": response.get("Allow", "GET")},
        413: _("The request is too large."),
    }.get(response.status_code, _("Something went wrong here. Nothing of it was your fault; try again later."))
