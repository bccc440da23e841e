from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.db.models import Model
from django.template import RequestContext

from folkmoot.ground.base.policies import RESIDENT

from ..queries import Both, end_of, label_of, links_of, ways_on

register = template.Library()


@register.inclusion_tag("thread/panel.html", takes_context=True)
def thread_panel(context: RequestContext, record: Model, heading: str = "") -> dict[str, Any]:
    """What a record came from and what came of it: `{% load thread %}{% thread_panel theme %}`. A page that shows
    several panels gives each a `heading` of its own, so that they can be told apart by ear.

    Residents see only links whose both ends are public. The number of queries does not grow with the links."""
    viewer = getattr(context.get("request"), "actor", None) or RESIDENT
    return {
        "both": links_of(record, viewer),
        "ways": ways_on(record, viewer),
        "record_type": label_of(record),
        "record_key": record.pk,
        "heading": heading,
    }


@register.inclusion_tag("thread/lines.html")
def thread_of(threads: Mapping[tuple[str, str], Both], record: Model, *told: str) -> dict[str, Any]:
    """The links of one of many records on a page, a line each, out of what `links_of_many` gave for all of them:
    `{% thread_of threads finding "evidenced_by" %}`.

    Links to others of those records are left out, since they are read on the same page, and so are kinds that the page
    tells in its own words (`told`)."""
    both = threads.get(end_of(record), Both())
    lines = [
        (group.phrase, [linked for linked in group.shown if linked.end not in threads])
        for group in (*both.forward, *both.backward)
        if group.kind not in told
    ]
    return {"lines": [(phrase, shown) for phrase, shown in lines if shown]}
