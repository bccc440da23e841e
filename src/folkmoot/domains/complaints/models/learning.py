from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .case import Case


class HandlingAnswer(models.Model):
    """What somebody said of how we dealt with her case, apart from whether she got what she wanted."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="handling")
    content = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)], help_text="1: very unhappy … 5: very happy"
    )
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(content__gte=1, content__lte=5), name="content_is_one_to_five")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.content}"
