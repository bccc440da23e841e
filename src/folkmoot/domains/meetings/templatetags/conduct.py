"""What the pages of a meeting and of an item say of what happened there."""

from __future__ import annotations

from typing import Any

from django import template

from ..models import Meeting
from ..policies import can_keep
from ..policies.conduct import MEMBERS
from ..queries.conduct.reading import minutes_for

register = template.Library()


@register.inclusion_tag("meetings/conduct/_of_meeting.html", takes_context=True)
def conduct_of(context: dict[str, Any], meeting: Meeting) -> dict[str, Any]:
    """Links to the minutes once somebody may read them, to attendance, and for the clerk to the running meeting."""
    actor = context["actor"]
    return {
        "meeting": meeting,
        "minutes": minutes_for(actor, meeting),
        "keeps": can_keep(actor, meeting),
    }


@register.simple_tag(takes_context=True)
def may_note(context: dict[str, Any]) -> bool:
    """Whether whoever looks can keep notes of their own on items."""
    return bool(context["actor"].holds(*MEMBERS))
