"""The records of ground that the golden thread runs through: they lie below it and cannot say so themselves."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .actions.register import register_record


def register_ground() -> None:
    """Called once, from `ready()`. Bodies and places are public, all of them."""
    register_record(
        "bodies.organisation",
        title=lambda organisation: organisation.name,
        url=lambda organisation: reverse("bodies:show_body", args=[organisation.key]),
        is_public=lambda organisation: True,
        only_public=lambda found: found,
        noun=_("body"),
        nouns=_("bodies"),
    )
    register_record(
        "places.place",
        title=lambda place: place.name,
        url=lambda place: reverse("places:show_place", args=[place.slug]),
        is_public=lambda place: True,
        only_public=lambda found: found,
        noun=_("place"),
        nouns=_("places"),
    )
