from __future__ import annotations

from django.db import models

from folkmoot.ground.base.models import Record


class SentFile(Record):
    """A file of amounts that an officer sent: first looked at, then taken in as it is, and kept to show where amounts
    came from. One that is never taken in is thrown away after a while."""

    name = models.CharField(max_length=150)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    by_key = models.CharField(max_length=80)
    by_name = models.CharField(max_length=200)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
