from __future__ import annotations

from django.db import models


class EqualityQuestion(models.Model):
    """What people are asked of themselves after they told us something, as a pack says it. One that is no longer asked
    stays, with the counts of its years."""

    key = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    options = models.JSONField(default=dict, help_text="{key: what it says}")
    is_asked = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title


class EqualityCount(models.Model):
    """So many people said this of themselves, by the reporting year in which their case came.

    There is no row of one person: what somebody said is added to a number and is nowhere else, so that it can be tied
    neither to her case nor to her other answers.
    """

    question = models.ForeignKey(EqualityQuestion, on_delete=models.PROTECT, related_name="counts")
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which the reporting year begins.")
    option = models.CharField(max_length=60)
    n = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["question", "year", "option"]
        constraints = [
            models.UniqueConstraint(fields=["question", "year", "option"], name="one_count_of_an_equality_option")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.year}: {self.option}"
