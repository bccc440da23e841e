from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import Medium, MessageState


class Message(models.Model):
    """One message to one person. `dedupe_key` is unique, so that a batch run again tells nobody twice."""

    dedupe_key = models.CharField(max_length=200, unique=True)
    medium = models.CharField(max_length=10, choices=Medium.choices)
    to = models.TextField(help_text=_("E-mail address, telephone number, or postal address, one line each."))
    template = models.CharField(max_length=80)
    values = models.JSONField(default=dict, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(help_text=_("Plain text; the letter or e-mail as it goes."))
    about_type = models.CharField(max_length=80, blank=True)
    about_key = models.CharField(max_length=80, blank=True)
    batch = models.CharField(max_length=120, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=80, blank=True)
    provider_status = models.CharField(
        max_length=40, blank=True, db_default="", help_text=_("What the service last said of it.")
    )
    is_secret = models.BooleanField(
        db_default=False, help_text=_("Holds a link that opens something by itself; the text is wiped once sent.")
    )
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["queued_at", "pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="messages_due"),
            models.Index(fields=["template", "queued_at"], name="messages_by_template"),
            models.Index(fields=["about_type", "about_key"], name="messages_about"),
        ]

    def __str__(self) -> str:
        return f"{self.get_medium_display()}: {self.subject or self.template}"
