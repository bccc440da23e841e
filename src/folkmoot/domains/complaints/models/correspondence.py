from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.intake.models import Arrival

from ..enums import Direction, LetterStep, NoteKind
from .case import Case


class Note(models.Model):
    """Something an officer wrote down for colleagues, or what the resident added."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=16, choices=NoteKind.choices, default=NoteKind.NOTE)
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id}"


class Letter(models.Model):
    """What we wrote, and what was written to us. `told`: it went to the person; without an address it waits here."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.OUT)
    step = models.CharField(max_length=20, choices=LetterStep.choices, default=LetterStep.FREE)
    stage = models.PositiveSmallIntegerField(default=1)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=20, choices=Channel.choices, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    by_name = models.CharField(max_length=200)
    message_key = models.CharField(max_length=200, blank=True, help_text=_("What the outbox knows it by."))
    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}"
