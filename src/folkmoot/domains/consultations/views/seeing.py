"""Who may open the pages on results and outcomes: asked once, the same way, by all of them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest

from folkmoot.ground.base.policies import Actor, actor_of

from ..policies import Standing, can_see, check_read
from ..queries.showing import Shown, shown_consultation


def shown_or_404(request: HttpRequest, slug: str) -> Shown:
    """The consultation, if this visitor may know of it at all."""
    shown = shown_consultation(slug)
    if shown is None or not can_see(actor_of(request), shown.standing):
        raise Http404
    return shown


def shown_to_officers(request: HttpRequest, slug: str, check: Callable[[Actor, Standing], None] = check_read) -> Shown:
    """The consultation, for those who may read behind the scenes (or pass another `check`); Refused for others."""
    shown = shown_consultation(slug)
    if shown is None:
        raise Http404
    check(actor_of(request), shown.standing)
    return shown
