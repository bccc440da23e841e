"""What every request passes before any app sees it: what nobody means to send is refused, and one address cannot send
forms without end."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from folkmoot.site.views.errors import bad_request, too_large, too_many

Respond = Callable[[HttpRequest], HttpResponse]
WINDOW_SECONDS = 60
UTF_8 = ("utf-8", "utf8")
# The fields of a form beside its file, and the wrapping that a browser puts round them.
ROOM_FOR_FIELDS = 1024 * 1024
# IPv6 gives a household, or one attacker, a whole network of this size.
IPV6_NETWORK_BITS = 64


class ContentPolicyMiddleware:
    """Sends the Content-Security-Policy (W3C CSP 3) with every page; a view that sends a stricter one keeps its own."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        return response


class PlausibleRequestMiddleware:
    """Refuses null bytes in the address, which no database column takes, writing in another encoding than our pages',
    and uploads above the limit before they are read. Null bytes in a form are taken out: no database keeps them, and
    whoever pasted one should not lose what they wrote for it."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or b"\0" in unquote_to_bytes(request.META.get("QUERY_STRING", "")):
            return bad_request(request)
        if (request.content_params or {}).get("charset", "utf-8").strip("\"' ").lower() not in UTF_8:
            return bad_request(request)
        length = str(request.META.get("CONTENT_LENGTH") or "")
        if length.isascii() and length.isdigit() and int(length) > settings.LARGEST_UPLOAD + ROOM_FOR_FIELDS:
            return too_large(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """Only once a page is found does anything read the form."""
        if request.method == "POST" and any("\0" in text for pair in request.POST.lists() for text in _texts(pair)):
            request.POST = _without_null(request.POST)  # type: ignore[assignment]


def _texts(pair: tuple[str, list[Any]]) -> list[str]:
    name, values = pair
    return [name, *(value for value in values if isinstance(value, str))]


def _without_null(form: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True, encoding=form.encoding)
    for name, values in form.lists():
        # No page of ours names a field so.
        if "\0" not in name:
            kept.setlist(name, [str(value).replace("\0", "") for value in values])
    return kept


class PrivatePagesMiddleware:
    """What somebody who is signed in was shown is kept by no browser and nothing in between: on the next person's turn
    at the same machine, "back" shows nothing, and no cache gives an officer's page to a resident."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response["Cache-Control"] = "private, no-store"
        return response


class PostRateMiddleware:
    """Answers "please wait" when one address posts more than POSTS_A_MINUTE forms within a minute (0: no limit).

    A fixed window, counted in memory by each server process for itself: with several processes an address may reach
    that many in each. It keeps a runaway script from filling the database; it is no defence against many addresses.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self._lock = threading.Lock()
        self._window = 0
        self._posts: dict[str, int] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and settings.POSTS_A_MINUTE:
            wait = self._seconds_to_wait(sender_of(request))
            if wait:
                return too_many(request, wait)
        return self.get_response(request)

    def _seconds_to_wait(self, sender: str) -> int:
        now = monotonic()
        window = int(now // WINDOW_SECONDS)
        with self._lock:
            if window != self._window:
                self._window, self._posts = window, {}
            self._posts[sender] = count = self._posts.get(sender, 0) + 1
        return int((window + 1) * WINDOW_SECONDS - now) + 1 if count > settings.POSTS_A_MINUTE else 0


def sender_of(request: HttpRequest) -> str:
    """The address that a request came from; for IPv6 its network.

    X-Forwarded-For is believed only as far as it was written by our own proxies (FOLKMOOT_PROXIES): read from its end,
    the first address that is not one of theirs.
    """
    sender = str(request.META.get("REMOTE_ADDR") or "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    while forwarded and _is_our_proxy(sender):
        sender = forwarded.pop()
    try:
        address = ipaddress.ip_address(sender)
    except ValueError:
        return sender[:64]
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, IPV6_NETWORK_BITS), strict=False))
    return str(address)


def _is_our_proxy(sender: str) -> bool:
    try:
        address = ipaddress.ip_address(sender)
    except ValueError:
        return False
    return any(address in network for network in settings.PROXIES)
