"""A report of half a year or a year: made from the records, kept as it was published."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record, WrittenFile

from .plan import Plan


class Report(Record):
    """`period` is the key of a `folkmoot_core.plans.Period`. Without `published_at` it is only introduced."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reports")
    period = models.CharField(max_length=12)
    introduction = models.TextField(_("what stands at the front"), blank=True)
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["plan", "-period"]
        constraints = [models.UniqueConstraint(fields=["plan", "period"], name="one_report_of_a_period")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("plans:show_report", args=[self.plan.key, self.period])


class ReportFile(WrittenFile):
    """One written form of a published report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")

    class Meta(WrittenFile.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "form"], name="one_file_of_a_form_of_a_plan")]
