from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.documents.models import Document
from folkmoot.ground.places.models import Place

from ..enums import ReportKind, SearchState
from .analysis import Snapshot, Weighting
from .consultation import Consultation


class Report(Record):
    """A report under way: which figures it stands on, and what the officer changed in its words."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=20, choices=ReportKind.choices)
    district = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    weighting = models.ForeignKey(Weighting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    edits = models.JSONField(default=dict, help_text=_("As `folkmoot_core.reports` writes an officer's changes."))
    edits_number = models.PositiveIntegerField(default=0, help_text=_("Goes up with each change, so none is lost."))

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "kind"], condition=Q(district__isnull=True), name="one_report_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["consultation", "kind", "district"],
                condition=Q(district__isnull=False),
                name="one_report_a_district",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.get_kind_display()}"


class Edition(models.Model):
    """A report as it was published; what it says never changes. A newer one stands beside it. One that was withdrawn
    keeps its place in the list, with the reason, and is read by officers only."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    weighting = models.ForeignKey(Weighting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    edits = models.JSONField(default=dict)
    template = models.CharField(max_length=40, help_text=_("Name and version of the template."))
    title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(_("what is new in this edition"), blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_edition_of_a_number")]

    def __str__(self) -> str:
        return f"{self.report} ({self.number})"


class EditionFile(models.Model):
    """One form of a published report: page, PDF, Word, spreadsheet, data."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=10)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "form"], name="one_file_of_a_form")]


class PublishingRun(Record):
    """An officer asked for an edition: what it is made from, as it was then, and how far the work on it is."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="publishing_runs")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    weighting = models.ForeignKey(Weighting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    edits = models.JSONField(default=dict)
    summary = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=SearchState.choices, default=SearchState.WAITING)
    fault = models.CharField(max_length=300, blank=True)
    edition = models.OneToOneField(Edition, on_delete=models.SET_NULL, null=True, blank=True, related_name="run")
    asked_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_state_display()}"
