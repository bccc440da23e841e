from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.models import Arrival

from ..enums import ConcernState, StepKind
from .agreement import Agreement, Commitment


class Concern(Record):
    """Somebody says that a promise is not kept. Confidential: its words stand in the arrival, and only those who keep
    the agreement read them. What everybody may read is `public_words`, once it is published."""

    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, related_name="+")
    secret = models.CharField(max_length=60, unique=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="concerns")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="concerns")
    about = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about whom")
    )
    wanted = models.TextField(_("what would put it right"), blank=True)
    state = models.CharField(max_length=20, choices=ConcernState.choices, default=ConcernState.RAISED)
    raised_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    next_due = models.DateField(null=True, blank=True)
    escalated_to = models.CharField(max_length=200, blank=True)
    public_words = models.TextField(_("what everybody may read"), blank=True)
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ["-raised_on", "-pk"]

    def __str__(self) -> str:
        # The history keeps this for ever, so it says nothing of what was told in confidence.
        return f"{self.agreement}: {self.raised_on}"


class Raiser(models.Model):
    """Who raised a concern, and how to tell them; a table of its own, so that it can be forgotten."""

    concern = models.OneToOneField(Concern, on_delete=models.CASCADE, related_name="raiser")
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return f"{self.concern_id}"


class ConcernStep(models.Model):
    """One step of a concern, with the day it happened; only added to."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.kind}"
