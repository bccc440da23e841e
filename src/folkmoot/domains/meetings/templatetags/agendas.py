"""Words for what stands in a face."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.template.defaultfilters import date as written
from django.utils.translation import gettext as _

from folkmoot_core.agendas.pack import spans

from ..adapters.packing import standing_in_words
from ..enums import Delivery, Verb

register = template.Library()


@register.filter
def standing(thing: Mapping[str, Any]) -> str:
    """Who may read it, in words."""
    return standing_in_words(thing)


@register.filter
def day(text: str) -> str:
    """A day of a face, in words."""
    return written(date.fromisoformat(text), "j F Y") if text else ""


@register.filter
def delivery(item: Mapping[str, Any]) -> str:
    """How an item comes before the meeting, where that is not simply by a paper."""
    kind = item.get("delivery", "")
    return "" if kind in ("", Delivery.PAPER, Delivery.NONE) else str(Delivery(kind).label)


@register.filter
def verb(value: str) -> str:
    return str(Verb(value).label) if value in Verb.values else value


@register.filter
def pages(item: Mapping[str, Any]) -> str:
    """The pages of an item or a paper, as printed: "7 – 12"."""
    papers = item.get("papers", [item])
    found = [(each["pages"][0], each["pages"][1]) for each in papers if each.get("pages")]
    if not found:
        return ""
    said = ", ".join(spans(sorted(found)))
    return _("page %(pages)s") % {"pages": said} if said.isdecimal() else _("pages %(pages)s") % {"pages": said}
