from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Classification(models.TextChoices):
    """What kind of organisation (Popolo: organization.classification)."""

    COUNTY_COUNCIL = "county_council", _("County council")
    DISTRICT_COUNCIL = "district_council", _("District council")
    PARISH_COUNCIL = "parish_council", _("Parish or town council")
    FIRE_AUTHORITY = "fire_authority", _("Fire authority")
    POLICE = "police", _("Police")
    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education")
    VOLUNTARY = "voluntary", _("Voluntary or community organisation")
    BUSINESS = "business", _("Business")
    GOVERNMENT = "government", _("Government")
    REGULATOR = "regulator", _("Regulator")
    FORUM = "forum", _("Forum")
    EXECUTIVE_GROUP = "executive_group", _("Executive group")
    BOARD = "board", _("Board")
    PARTNERSHIP = "partnership", _("Partnership")
    OFFICER_GROUP = "officer_group", _("Officer group")
    COMMITTEE = "committee", _("Committee")


class Standing(models.TextChoices):
    """How two who come from one organisation share its seat."""

    PRIMARY = "primary", _("Primary")
    SUPPORT = "support", _("Support")


# What meets and decides, as opposed to what employs people: our noun "Body".
BODY_KINDS = frozenset(
    {
        Classification.FORUM,
        Classification.EXECUTIVE_GROUP,
        Classification.BOARD,
        Classification.PARTNERSHIP,
        Classification.OFFICER_GROUP,
        Classification.COMMITTEE,
    }
)

BodyLink = Callable[[Any], tuple[str | Promise, str]]
"""From an organisation to the words and the address of a page about it in another app."""

# Filled while Django starts (an app's `ready()`), and only read after that.
BODY_LINKS: list[BodyLink] = []
