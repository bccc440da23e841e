from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.documents.models import Document

from ..enums import AlertState, ImportState, PublicationKind
from .meeting import Meeting


class Publication(models.Model):
    """A version of the agenda as it went out. `face` is what everybody could read of it, and nothing else."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="publications")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=PublicationKind.choices)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    face = models.JSONField(default=dict)
    changes = models.JSONField(default=list, blank=True, help_text=_("What changed since the last version."))
    clear_days = models.JSONField(default=dict, blank=True, help_text=_("The count of clear days, step by step."))
    public_pack = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    members_pack = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_publication_of_a_number")]


class Alert(models.Model):
    """Somebody who wants to be told when a body (or any) publishes something; forgotten when switched off."""

    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail address"), max_length=254)
    secret = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=12, choices=AlertState.choices, default=AlertState.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "email"], name="one_alert_of_a_body"),
            # For a database no null is like another: who asks for every body has a rule of her own.
            models.UniqueConstraint(fields=["email"], condition=models.Q(body__isnull=True), name="one_alert_of_all"),
        ]


class ImportedPack(Record):
    """The text of a published pack as somebody brought it, what was read from it, and what the clerk made of that."""

    file_name = models.CharField(max_length=200)
    text = models.TextField()
    reading = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.WAITING)
    body = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    brought_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]
