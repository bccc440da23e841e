from __future__ import annotations

from django.db import models
from django.db.models import Q

from folkmoot.ground.base.models import Record

from .consultation import Consultation


class Questionnaire(Record):
    """One version of what is asked, whole, as the YAML document that `folkmoot_core.questionnaires` reads.

    A published version is never altered; a change makes the next version.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questionnaires")
    version = models.PositiveSmallIntegerField()
    definition = models.TextField(help_text="YAML")
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["consultation", "version"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "version"], name="one_questionnaire_version"),
            models.UniqueConstraint(
                fields=["consultation"], condition=Q(published_at__isnull=True), name="one_draft_questionnaire"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation}, version {self.version}"
