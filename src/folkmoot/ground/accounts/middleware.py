"""Puts `request.actor` there, and refuses every view that nobody opened."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from requests import RequestException

from folkmoot.ground.base.policies import Refused, access_of

from .queries import actor_of

logger = logging.getLogger(__name__)


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        access = access_of(view)
        if access is None:
            if _has_its_own_door(view):
                return None
            raise Refused(_("This page is not open to anybody yet."))
        if access.public:
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_person:
            return redirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")
        if getattr(request, "owes_second_step", False):
            messages.warning(request, _("Your role needs a second step when you sign in. Set it up here first."))
            return redirect("mfa_activate_totp")
        if not access.admits(actor):
            raise Refused(_("Your account does not have the role that this page needs."))
        return None

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """allauth calls the host name of the request `site`; in our frame that is the name of the county's site."""
        if response.context_data and isinstance(response.context_data.get("site"), RequestSite):
            del response.context_data["site"]
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An identity provider that does not answer, or not in its own language, is no fault of whoever signs in."""
        if not isinstance(exception, RequestException):
            return None
        logger.warning("The identity provider did not answer: %s", exception)
        return render(request, "socialaccount/authentication_error.html", status=503)


def _has_its_own_door(view: Callable[..., Any]) -> bool:
    module = getattr(view, "__module__", "") or ""
    return any(module == name.rstrip(".") or module.startswith(name) for name in settings.VIEWS_WITH_THEIR_OWN_DOOR)
