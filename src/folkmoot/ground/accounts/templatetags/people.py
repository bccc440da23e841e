from __future__ import annotations

from django import template
from django.conf import settings

from folkmoot.ground.accounts.actions.load_people import DEMO_PASSWORD
from folkmoot.ground.accounts.queries import DemoPerson, demo_people

register = template.Library()


@register.simple_tag(name="demo_people")
def demo_people_to_be() -> list[DemoPerson]:
    """Whom one can be with one button; nobody outside a demonstration."""
    return demo_people() if settings.DEMO else []


@register.simple_tag
def demo_password() -> str:
    return DEMO_PASSWORD if settings.DEMO else ""


@register.simple_tag
def may_sign_up() -> bool:
    return bool(settings.SIGN_UP_OPEN)
