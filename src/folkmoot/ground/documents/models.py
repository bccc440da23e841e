from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Classification


class Document(models.Model):
    """A file that somebody gave us. The bytes lie outside the web root under a random name."""

    key = models.CharField(max_length=40, unique=True, help_text=_("Stands in the address; says nothing."))
    title = models.CharField(_("title"), max_length=200)
    download_name = models.CharField(
        max_length=200, blank=True, db_default="", help_text=_("What the file is saved as; empty: the title.")
    )
    file = models.FileField(upload_to="documents/%Y/%m/")
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(help_text=_("Bytes."))
    sha256 = models.CharField(max_length=64, db_index=True)
    classification = models.CharField(max_length=20, choices=Classification.choices, default=Classification.INTERNAL)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_key = models.CharField(
        max_length=80, blank=True, help_text=_("Empty beside a type: the record it waits for has not come yet.")
    )
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-added_at"]
        indexes = [models.Index(fields=["subject_type", "subject_key"], name="document_by_subject")]

    def __str__(self) -> str:
        return self.title
