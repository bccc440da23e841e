from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.documents.models import Document

from .enums import ArrivalState


class Arrival(models.Model):
    """Something that came in. What it became (a response, a case …) points here."""

    reference = models.CharField(max_length=24, unique=True, help_text=_("For people: read it out, write it down."))
    key = models.CharField(max_length=64, unique=True, help_text=_("Secret; the same key twice is the same post."))
    kind = models.CharField(max_length=40, help_text=_("What it was meant to become: response, case, report …"))
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_at = models.DateTimeField(default=timezone.now)
    received_on = models.DateField(help_text=_("The local date of receipt; for post, the day it came."))
    logged_at = models.DateTimeField(auto_now_add=True)
    logged_by = models.CharField(max_length=200, blank=True, help_text=_("Who typed it; empty: the sender."))
    words = models.TextField(blank=True, help_text=_("As they came: a letter, an e-mail, a note of a call."))
    source = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=20, choices=ArrivalState.choices, default=ArrivalState.ACCEPTED)
    held_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["kind", "state", "-received_at"], name="arrival_by_kind"),
            models.Index(fields=["-received_at", "-id"], name="arrivals_newest_first"),
            models.Index(fields=["state", "-received_at", "-id"], name="arrivals_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state="held") | ~Q(held_because=""), name="a_held_arrival_says_why"),
        ]

    def __str__(self) -> str:
        return self.reference
