"""Pages that are the same for every resident but for a word or two: drawn once, kept a while, filled in each time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import conditional_escape
from django.utils.translation import get_language

# The gap for the key of a form. Nobody types such words by chance; a key or a reference holds no character that HTML or
# an address would have to escape.
KEY_GOES_HERE = "folkmoot-form-key-goes-here"
KEPT_FOR_SECONDS = 30.0
Drawn = TypeVar("Drawn")
MOST_KEPT = 400
_kept: dict[tuple[object, ...], tuple[float, Any]] = {}


def kept_page(
    request: HttpRequest, name: tuple[object, ...], draw: Callable[[], str], fills: Mapping[str, str] | None = None
) -> HttpResponse:
    """What `draw` gives, kept for half a minute under `name` for people without a session; staff see their own frame,
    drawn each time. `fills` is {gap: the word that fills it}."""
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return HttpResponse(_filled(draw() if signed_in else kept(name, draw), fills or {}))


def kept(name: tuple[object, ...], draw: Callable[[], Drawn]) -> Drawn:
    """What `draw` gives, kept for half a minute under `name`: a part of a page that is the same for everybody."""
    name = (*name, get_language())
    known = _kept.get(name)
    if known is None or monotonic() - known[0] > KEPT_FOR_SECONDS:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        known = _kept[name] = (monotonic(), draw())
    drawn: Drawn = known[1]
    return drawn


def _filled(text: str, fills: Mapping[str, str]) -> str:
    """The text with each gap filled, all at once: what fills one gap is not looked through for another."""
    if not fills:
        return text
    words = {gap: conditional_escape(word) for gap, word in fills.items()}
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text)


def forget_pages() -> None:
    """Draw them anew from now on, in this process."""
    _kept.clear()
