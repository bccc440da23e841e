from __future__ import annotations

import json
from typing import Any

from django import template
from django.db.models import Model
from django.template import RequestContext

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.audit.policies import can_read_history
from folkmoot.ground.audit.queries import history_of
from folkmoot.ground.base.policies import RESIDENT

register = template.Library()
SHOWN = 20


@register.inclusion_tag("audit/panel.html", takes_context=True, name="history_of")
def history_panel(context: RequestContext, record: Model) -> dict[str, Any]:
    """What was done to `record`, newest first: `{% load history %}{% history_of record %}`. Staff only: others get
    nothing, whatever page it stands on."""
    actor = context.get("actor") or RESIDENT
    if not actor.is_staff:
        return {"entries": []}
    found = list(history_of(record)[: SHOWN + 1])
    return {
        "entries": found[:SHOWN],
        "more": len(found) > SHOWN,
        "may_read_all": can_read_history(actor),
        "subject_type": record._meta.label_lower,
        "subject_key": record.pk,
    }


@register.filter
def in_words(verb: str) -> str:
    """consultation.put_off as "consultation put off"."""
    return verb.replace(".", " ").replace("_", " ")


@register.filter
def change_lines(entry: Entry) -> list[tuple[str, str, str]]:
    """[(field, old, new)] for people; a change that is not a pair is shown whole as new."""
    lines = []
    for name, change in entry.changes.items():
        old, new = change if isinstance(change, list) and len(change) == 2 else ("", change)
        lines.append((in_words(str(name)), _shown(old), _shown(new)))
    return lines


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
