from __future__ import annotations

from django.db import models

from folkmoot.ground.bodies.models import key_form


class ReportingDuty(models.Model):
    """What is reported to whom, and how often, as it was laid down."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    item = models.CharField(max_length=200)
    frequency = models.CharField(max_length=80)
    reported_to = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "key"]
        verbose_name_plural = "reporting duties"

    def __str__(self) -> str:
        return self.item


class Principle(models.Model):
    """A rule by which the county wants its performance to be looked at."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    words = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.words
