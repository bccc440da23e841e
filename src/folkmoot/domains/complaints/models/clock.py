from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import EventKind
from .case import Case


class CaseEvent(models.Model):
    """What the clock of a case is reckoned from. Only ever added to: a mistake is put right by an event that names the
    wrong one (`corrects`), and then stands in its place; with `is_void` it only takes the wrong one out."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    on = models.DateField()
    until = models.DateField(null=True, blank=True, help_text=_("Of an extension; of a pause, when it is to end."))
    stage = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=500, blank=True)
    corrects = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="correction")
    is_void = models.BooleanField(default=False)
    by_key = models.CharField(max_length=80, blank=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_void=False) | Q(corrects__isnull=False), name="only_a_correction_voids"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(kind__in=("extended", "paused")), name="extensions_and_pauses_have_an_end"
            ),
        ]
        indexes = [models.Index(fields=["kind", "on"], name="case_events_by_kind")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("Events of a case are never altered: add one that corrects it.")
        super().save(*args, **kwargs)


class Due(models.Model):
    """One limit of one case, as reckoned: `original` before any extension, `current` with them, `met_on` when done."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="dues")
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=80, help_text=_("Key of the policy's stage."))
    limit = models.CharField(max_length=80, help_text=_("Key of the policy's limit."))
    met_by = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    counted_from = models.DateField()
    original = models.DateField(null=True, blank=True)
    current = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    extended = models.PositiveSmallIntegerField(default=0)
    is_beyond = models.BooleanField(default=False, help_text=_("Extended further than the policy allows."))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["case", "stage", "limit"], name="one_due_per_limit")]
        indexes = [models.Index(fields=["limit", "stage", "case"], name="dues_by_limit")]

    def __str__(self) -> str:
        return f"{self.name}: {self.current}"

    def on_time(self, *, original: bool = False) -> bool | None:
        """Whether it was done by the current (or original) date; None while it is not done."""
        due = self.original if original else self.current
        return None if self.met_on is None or due is None else self.met_on <= due
