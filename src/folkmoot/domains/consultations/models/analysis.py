from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record

from ..enums import SnapshotReason
from .consultation import Consultation


class Snapshot(models.Model):
    """The counted responses as they stood at one moment, in files that never change. The files lie under its digest
    in the data folder; this row says that they are there, and why they were made."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="snapshots")
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of its manifest: its name."))
    responses = models.PositiveIntegerField()
    stamp = models.JSONField(default=list, help_text=_("How the responses stood: revision, highest number, count."))
    reason = models.CharField(max_length=10, choices=SnapshotReason.choices)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    words_removed_at = models.DateTimeField(null=True, blank=True, help_text=_("When words had to be forgotten."))

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "digest"], name="one_snapshot_of_a_digest")]

    def __str__(self) -> str:
        return self.digest[:12]


class Weighting(Record):
    """What the answers are weighed to: margins of a population, and how far a weight may go."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="weightings")
    name = models.CharField(_("name"), max_length=200)
    margins = models.JSONField(default=list, help_text=_("[{variable, level, total}] of the population."))
    source = models.CharField(_("where the totals come from"), max_length=300, blank=True)
    trim_low = models.FloatField(_("no weight below"), null=True, blank=True)
    trim_high = models.FloatField(_("no weight above"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "name"], name="one_weighting_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Release(models.Model):
    """One entry of the ledger: a table that was shown to the public, and what of it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="releases")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="releases")
    key = models.CharField(max_length=64, help_text=_("SHA-256 of what was asked for: the same table, the same key."))
    content = models.JSONField(help_text=_("As `folkmoot_core.disclosure` writes it: the table, what was shown of it."))
    place = models.CharField(max_length=40, help_text=_("Page, report or download."))
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["consultation", "key"], name="releases_of_a_table")]
