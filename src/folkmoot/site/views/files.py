"""What browsers, search engines and watchers ask every site for."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from folkmoot.ground.base.policies import public_page
from folkmoot.ground.base.public import site_identity
from folkmoot.site.colours import style_sheet

# RFC 9116, section 2.5.5 advises less than a year.
SECURITY_CONTACT_HOLDS_FOR = timedelta(days=180)
KEPT_FROM_SEARCH_ENGINES = ("/accounts/", "/desk/", "/arrivals/", "/messages/", "/people/", "/history/")


@public_page
@require_safe
@cache_control(public=True, max_age=300)
def show_colours(request: HttpRequest) -> HttpResponse:
    return HttpResponse(style_sheet(site_identity().get("colours")), content_type="text/css; charset=utf-8")


@public_page
@require_safe
@cache_control(public=True, max_age=3600)
def show_robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_FROM_SEARCH_ENGINES)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
@require_safe
@cache_control(public=True, max_age=3600)
def show_security_contact(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without a contact there is nothing true to say, so there is no file."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + SECURITY_CONTACT_HOLDS_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = (
        f"Contact: {settings.SECURITY_CONTACT}\nExpires: {expires}\nPreferred-Languages: en\n"
        f"Canonical: {settings.PUBLIC_URL}{request.path}\n"
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_page
@require_safe
def show_favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("folkmoot/images/favicon.svg"))


@public_page
@require_safe
@never_cache
def show_health(request: HttpRequest) -> HttpResponse:
    """For whatever watches the site: 200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
