"""What every page needs to draw its frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import site_identity

MENU = (
    ("consultations:list_consultations", _("Have your say")),
    ("consultations:list_outcomes", _("You said, we did")),
    ("site:show_performance", _("How we are doing")),
    ("incidents:start_report", _("Report a problem")),
    ("meetings:list_meetings", _("Meetings")),
    ("complaints:front", _("Complain")),
)
STAFF_MENU = (("site:show_desk", _("Your desk")),)


@dataclass(frozen=True)
class MenuItem:
    """A link of the menu. `current` is what aria-current says: "page" on it, "true" somewhere below it, else ""."""

    title: str | Promise
    url: str
    current: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """The site's name and colours, the menu, and who is looking."""
    actor = getattr(request, "actor", None)
    return {
        "identity": site_identity(),
        "actor": actor,
        "demo": settings.DEMO,
        "menu": menu(request.path, is_person=bool(actor and actor.is_person)),
        "languages": settings.LANGUAGES if len(settings.LANGUAGES) > 1 else [],
    }


def menu(path: str, *, is_person: bool) -> list[MenuItem]:
    """The menu as seen from the page at `path`; the longest address that `path` lies under is the current one."""
    entries = _entries(is_person)
    above = max((url for _title, url in entries if path.startswith(url)), key=len, default="")
    return [MenuItem(title, url, _current(url, above, path)) for title, url in entries]


@cache
def _entries(is_person: bool) -> list[tuple[str | Promise, str]]:  # noqa: FBT001 – cache takes its arguments by position
    """Addresses do not change while a process runs; working them out again would cost each page as much as a query."""
    return [(title, reverse(view)) for view, title in (*MENU, *(STAFF_MENU if is_person else ()))]


def _current(url: str, above: str, path: str) -> str:
    if url != above:
        return ""
    return "page" if url == path else "true"
