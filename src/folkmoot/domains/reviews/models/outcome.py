from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation

from ..enums import Progress, Standing, Verdict
from .review import TopicReview


class Finding(Record):
    """What members found. It rests on written evidence and sessions, by the thread (`evidenced_by`)."""

    review = models.ForeignKey(TopicReview, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(_("what was found"))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_finding_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.words}"[:200]

    def get_absolute_url(self) -> str:
        return f"{self.review.get_absolute_url()}#finding-{self.number}"


class Recommendation(Record):
    """What members think should be done: considered first, then made in the report, or not."""

    review = models.ForeignKey(TopicReview, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.TextField(_("what should be done"), blank=True)
    standing = models.CharField(_("how it stands"), max_length=10, choices=Standing.choices, default=Standing.POTENTIAL)
    dropped_because = models.CharField(_("why it was not made"), max_length=300, blank=True)
    findings = models.ManyToManyField(Finding, blank=True, related_name="recommendations")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_recommendation_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.words}"[:200]

    def get_absolute_url(self) -> str:
        return f"{self.review.get_absolute_url()}#recommendation-{self.number}"


class Answer(Record):
    """What the executive says to a recommendation. A rejection says why; it counts as an answer, too."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.CASCADE, related_name="answer")
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict.choices)
    reason = models.TextField(_("because"), blank=True)
    by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("who answers"))
    on = models.DateField(_("day"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.ACCEPTED) | ~Q(reason=""), name="what_is_not_accepted_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.number}: {self.get_verdict_display()}"


class Action(Record):
    """A line of the action plan: who does what by when."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="actions")
    words = models.CharField(_("what is done"), max_length=300)
    owner = models.CharField(_("who does it"), max_length=200)
    due = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return self.recommendation.get_absolute_url()


class ProgressNote(Record):
    """How a recommendation stands when the review is looked at again, and what shows it."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="progress")
    on = models.DateField(_("day"))
    standing = models.CharField(_("how far it is"), max_length=12, choices=Progress.choices)
    words = models.TextField(_("what shows it"))
    link = models.URLField(_("address of a document"), blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.recommendation.number}: {self.get_standing_display()}"
