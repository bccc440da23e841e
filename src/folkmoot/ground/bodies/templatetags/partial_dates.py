"""Show a date that is known to the year, the month or the day."""

from __future__ import annotations

from django import template
from django.utils.formats import date_format

from folkmoot_core.packfiles import parse_partial

register = template.Library()


@register.filter
def partial_date(text: str) -> str:
    """2011-03-25 as 25 March 2011, 2011-03 as March 2011, 2011 as 2011; anything else as it is."""
    found = parse_partial(text or "")
    if found is None:
        return text or ""
    if found.day is not None:
        return date_format(found.first, "j F Y")
    return date_format(found.first, "F Y" if found.month is not None else "Y")
