"""What the addresses of these pages ask for."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from folkmoot_core.packfiles import parse_day


def day_asked_for(request: HttpRequest) -> date:
    """The day after `?on=`; today where that is missing or no day."""
    return parse_day(request.GET.get("on", "")[:10]) or timezone.localdate()


def key_asked_for(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "")[:80].replace("\0", "")
