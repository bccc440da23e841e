from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

# Kinds of link between a risk and another record.
THREATENS, LESSENED = "threatens", "lessened_by"


class ControlState(models.TextChoices):
    IN_PLACE = "in_place", _("In place")
    PLANNED = "planned", _("Planned")
    FAILING = "failing", _("In place, and not working")
