from __future__ import annotations

from django.db import models

from folkmoot.ground.base.models import AppendOnly, Record

from ..enums import Route
from .budget import Budget


class Posts(models.Model):
    """Full-time equivalents, and how many of them somebody else pays for (None: not known)."""

    fte = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    external = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    class Meta:
        abstract = True


class StaffCount(Posts, Record):
    """The staff of a grade on a day. A printed total (`is_total`) is compared with the grades."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="staff")
    on = models.DateField()
    grade = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    is_total = models.BooleanField(default=False)
    revisions_made = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["on", "is_total", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["budget", "on", "grade"], name="one_count_of_a_grade_and_day")]

    def __str__(self) -> str:
        return f"{self.grade}, {self.on}"


class StaffRevision(Posts, AppendOnly):
    """One state of a count of staff."""

    count = models.ForeignKey(StaffCount, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=10, choices=Route.choices)
    source = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["count", "number"], name="one_revision_of_a_count"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="a_count_is_revised_for_a_reason"
            ),
        ]
