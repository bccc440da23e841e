from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django import template
from django.db.models import Model
from django.template import RequestContext
from django.utils.translation import gettext as _

from folkmoot.ground.audit.enums import SENTENCES
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.audit.policies import can_read_history
from folkmoot.ground.audit.queries import history_of, kind_in_words
from folkmoot.ground.base.policies import RESIDENT

register = template.Library()
SHOWN = 20
SHORT = 12
DIGEST = re.compile(r"[0-9a-f]{40,64}")
RECORD = re.compile(r"[a-z_]+\.[a-z_]+:\d+")


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
def sentence(entry: Entry) -> str:
    """Who did what to what: "Ellis Marden opened “Our parks”."."""
    who = entry.actor_name or entry.actor_kind
    what = _("“%(label)s”") % {"label": entry.subject_label or entry.subject_key}
    told = SENTENCES.get(entry.verb)
    if told is None:
        named = {"who": who, "deed": in_words(entry.verb), "what": what}
        return _("%(who)s: %(deed)s, %(what)s.") % named
    return f"{who} {str(told) % {'what': what}}."


register.filter("kind_in_words", kind_in_words)


@register.filter
def change_lines(entry: Entry) -> list[tuple[str, str, str]]:
    """[(field, old, new)] for people; a change that is not a pair is shown whole as new."""
    lines = []
    for name, change in entry.changes.items():
        old, new = change if isinstance(change, list) and len(change) == 2 else ("", change)
        lines.append((in_words(str(name)), _shown(old), _shown(new)))
    return lines


def _shown(value: Any) -> str:
    """A value for people: long names of files and snapshots by their beginning, lists of records by their number."""
    match value:
        case None | "":
            return ""
        case bool():
            return str(_("yes") if value else _("no"))
        case str():
            return f"{value[:SHORT]} …" if DIGEST.fullmatch(value) else value
        case list() if value and all(isinstance(each, str) and RECORD.fullmatch(each) for each in value):
            kinds = Counter(kind_in_words(each.partition(":")[0]) for each in value)
            return ", ".join(f"{number} × {kind}" for kind, number in kinds.items())
        case list():
            return ", ".join(_shown(each) for each in value)
        case dict():
            return "; ".join(f"{in_words(str(name))}: {_shown(each)}" for name, each in value.items())
        case _:
            return str(value)
