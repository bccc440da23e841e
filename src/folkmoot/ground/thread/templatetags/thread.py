from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Model
from django.template import RequestContext

from folkmoot.ground.base.policies import RESIDENT

from ..queries import label_of, links_of, ways_on

register = template.Library()


@register.inclusion_tag("thread/panel.html", takes_context=True)
def thread_panel(context: RequestContext, record: Model) -> dict[str, Any]:
    """What a record came from and what came of it: `{% load thread %}{% thread_panel theme %}`.

    Residents see only links whose both ends are public. The number of queries does not grow with the links."""
    viewer = getattr(context.get("request"), "actor", None) or RESIDENT
    return {
        "both": links_of(record, viewer),
        "ways": ways_on(record, viewer),
        "record_type": label_of(record),
        "record_key": record.pk,
    }
