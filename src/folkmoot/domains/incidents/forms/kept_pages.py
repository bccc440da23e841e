"""The empty form of a category: the same for everybody but for its key, so it is drawn once and kept a while."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language

from ..models import Category

# Nobody types this by chance; what fills it holds no character that HTML would have to escape.
KEY_GOES_HERE = "folkmoot-report-key-goes-here"
KEPT_FOR_SECONDS = 30.0
MOST_KEPT = 200
_kept: dict[tuple[object, ...], tuple[float, bytes]] = {}


def blank_page(request: HttpRequest, category: Category, draw: Callable[[], bytes], key: str) -> HttpResponse:
    """What `draw` gives, kept for half a minute for people without a session; staff see their own frame, drawn each
    time. The category's own change draws it anew."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        page = draw()
    else:
        name = (category.pk, category.updated_at, get_language())
        kept = _kept.get(name)
        if kept is None or monotonic() - kept[0] > KEPT_FOR_SECONDS:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            kept = _kept[name] = (monotonic(), draw())
        page = kept[1]
    return HttpResponse(page.replace(KEY_GOES_HERE.encode(), escape(key).encode()))


def forget_pages() -> None:
    """Draw them anew from now on, in this process."""
    _kept.clear()
