from __future__ import annotations

from django.db import models
from django.db.models import Q

from folkmoot.ground.base.models import Record, WrittenFile


class PublishedFigures(Record):
    """The report over the cases of a quarter or year that everybody may read, with small numbers hidden, as it was
    published. Its counts do not change when cases do: what changed between two states would tell of single cases."""

    span = models.CharField(max_length=12, help_text="2010-11, 2010-11-q1")
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the counts.")
    body = models.TextField(help_text="The page below its title.")
    answer = models.TextField(blank=True, help_text="What the governing body says to it (Complaint Handling Code, 8).")
    published_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-span", "-pk"]
        verbose_name_plural = "published figures"
        constraints = [
            models.UniqueConstraint(
                fields=["span"], condition=Q(withdrawn_at=None), name="one_published_report_of_a_span"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PublishedFile(WrittenFile):
    figures = models.ForeignKey(PublishedFigures, on_delete=models.CASCADE, related_name="files")

    class Meta(WrittenFile.Meta):
        constraints = [models.UniqueConstraint(fields=["figures", "form"], name="one_figures_file_of_a_form")]
