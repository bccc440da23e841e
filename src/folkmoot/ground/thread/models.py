from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """`from` is tied by `kind` to `to`: an answer is *grouped in* a theme, a theme *answered with* an action."""

    kind = models.CharField(max_length=40)
    from_type = models.CharField(max_length=80)
    from_key = models.CharField(max_length=80)
    to_type = models.CharField(max_length=80)
    to_key = models.CharField(max_length=80)
    is_public = models.BooleanField(default=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "from_type", "from_key", "to_type", "to_key"], name="one_link_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~(Q(from_type=F("to_type")) & Q(from_key=F("to_key"))), name="no_link_to_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["to_type", "to_key"], name="links_to"),
            models.Index(fields=["from_type", "from_key"], name="links_from"),
        ]

    def __str__(self) -> str:
        return f"{self.from_type} {self.from_key} {self.kind} {self.to_type} {self.to_key}"
