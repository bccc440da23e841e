"""What other systems send us, and what we send them (Open311 GeoReport v2)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record

from ..enums import HandoverState
from .incident import Incident


class ApiKey(Record):
    """Lets another system send reports. The key itself is shown once and kept only as its SHA-256."""

    title = models.CharField(max_length=120, help_text=_("Whose it is, and what for."))
    contact = models.EmailField(blank=True)
    beginning = models.CharField(max_length=8, help_text=_("Its first letters, to tell keys apart."))
    digest = models.CharField(max_length=64, unique=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return f"{self.title} ({self.beginning}…)"


class Handover(Record):
    """A report on its way to the system of the body in charge, and what that system last said of it."""

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="handover")
    endpoint = models.CharField(max_length=80, help_text=_("The organisation's key, as in the settings."))
    state = models.CharField(max_length=20, choices=HandoverState.choices, default=HandoverState.WAITING)
    remote_id = models.CharField(max_length=120, blank=True)
    token = models.CharField(max_length=120, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    last_seen = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of what was last read there."))
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["endpoint", "due_at"], name="handovers_due")]

    def __str__(self) -> str:
        return f"{self.endpoint}: {self.get_state_display()}"
