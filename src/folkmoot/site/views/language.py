"""Choosing the language of the pages, where there are translations."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from folkmoot.ground.base.policies import public_page

KEPT_FOR_SECONDS = 60 * 60 * 24 * 365


@public_page
@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remembers the choice in a cookie, which is what the person asked for, and goes back where they were."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = redirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=KEPT_FOR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
