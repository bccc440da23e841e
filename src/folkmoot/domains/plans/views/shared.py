"""What the views of this app have in common: who asks, for which day, and what is not there."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from folkmoot.ground.base.policies import Access, actor_of
from folkmoot_core.packfiles import parse_day

from ..models import Plan
from ..policies import KEEPERS
from ..queries.visible import plans_kept_by, visible_plans

FOR_KEEPERS = Access(roles=frozenset(KEEPERS))


def plan_or_404(request: HttpRequest, key: str) -> Plan:
    return get_object_or_404(visible_plans(actor_of(request)), key=key)


def kept_or_404(request: HttpRequest, key: str) -> Plan:
    """The plan, for those who look after it."""
    return get_object_or_404(plans_kept_by(actor_of(request)), key=key)


def day_asked_for(request: HttpRequest) -> date:
    """The day after `?on=`; today where that is missing or no day."""
    return parse_day(request.GET.get("on", "")[:10]) or timezone.localdate()
