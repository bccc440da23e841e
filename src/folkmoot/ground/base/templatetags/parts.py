"""Parts of the page frame that are the same for every resident."""

from __future__ import annotations

from typing import Any, cast

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST_KEPT = 500
_kept: dict[tuple[Any, ...], SafeString] = {}


@register.simple_tag(takes_context=True)
def kept_part(context: template.Context, name: str) -> SafeString:
    """Render the template `name`; for residents keep what came out, since it depends only on the language, the site's
    name and the place in the menu. Drawing the frame anew is a third of what a small page costs."""
    flat = cast("dict[str, Any]", context.flatten())
    actor = flat.get("actor")
    if actor is None or actor.is_person:
        return render_to_string(name, flat, request=flat.get("request"))
    marks = tuple(item.current for item in flat.get("menu", ()))
    # The switch of languages leads back to the page it stands on.
    path = flat["request"].path if flat.get("languages") and "request" in flat else ""
    key = (name, get_language(), flat.get("identity", {}).get("name"), flat.get("demo"), marks, path)
    kept = _kept.get(key)
    if kept is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        kept = _kept[key] = render_to_string(name, flat, request=flat.get("request"))
    return kept
