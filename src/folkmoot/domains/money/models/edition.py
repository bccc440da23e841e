from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record, WrittenFile

from ..enums import Quarter
from .budget import Budget


class Edition(Record):
    """A report on a quarter as it was published, kept for good; without `published_at` it is only introduced. Of one
    quarter there can be several, where figures had to be set right. The three sums are for lists: net pence of all
    lines."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="editions")
    quarter = models.PositiveSmallIntegerField(choices=Quarter.choices)
    number = models.PositiveSmallIntegerField(default=1)
    introduction = models.TextField(_("what stands at the front"), blank=True)
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    net_budget = models.BigIntegerField(null=True, blank=True)
    net_spent = models.BigIntegerField(null=True, blank=True)
    net_outturn = models.BigIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "quarter", "number"], name="one_money_edition_of_a_number"),
            models.UniqueConstraint(
                fields=["budget", "quarter"], condition=Q(published_at=None), name="one_edition_in_the_making"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""), name="an_edition_is_withdrawn_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget}: {self.get_quarter_display()}"

    def get_absolute_url(self) -> str:
        return reverse("money:show_report", args=[self.budget.key, self.quarter, self.number])


class EditionFile(WrittenFile):
    """One written form of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")

    class Meta(WrittenFile.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "form"], name="one_file_of_a_form_of_an_edition")]
