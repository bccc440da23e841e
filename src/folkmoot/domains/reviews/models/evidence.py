from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.intake.models import Arrival

from ..enums import Naming, SessionKind, SubmissionState
from .review import TopicReview


class Submission(Record):
    """Written evidence. Its words stand in the arrival and are the officers' until `public_words` are published under a
    number; who it is from is shown only as they chose."""

    review = models.ForeignKey(TopicReview, on_delete=models.PROTECT, related_name="submissions")
    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, related_name="+")
    secret = models.CharField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    naming = models.CharField(_("may it be published?"), max_length=10, choices=Naming.choices)
    state = models.CharField(max_length=12, choices=SubmissionState.choices, default=SubmissionState.WAITING)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    public_words = models.TextField(_("as it is published"), blank=True)
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], condition=Q(number__isnull=False), name="one_submission_of_a_number"
            )
        ]

    def __str__(self) -> str:
        # The history keeps this for ever, so it names nobody.
        return f"{self.review}: W{self.number}" if self.number else f"{self.review}: {self.pk}"

    def get_absolute_url(self) -> str:
        if self.number:
            return reverse("reviews:show_submission", args=[self.review.key, self.number])
        return reverse("reviews:decide_submission", args=[self.review.key, self.pk])

    @property
    def shown_name(self) -> str:
        """Who it is from, as they let it be shown."""
        if self.naming != Naming.NAMED:
            return str(_("Name withheld"))
        return ", ".join(part for part in (self.name, self.organisation) if part) or str(_("Nobody is named"))


class Session(Record):
    """Members hear witnesses, go somewhere, or talk among themselves."""

    review = models.ForeignKey(TopicReview, on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(_("what it is"), max_length=10, choices=SessionKind.choices)
    title = models.CharField(_("title"), max_length=200)
    on = models.DateField(_("day"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    words = models.TextField(_("what was said, in short"), blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.review.get_absolute_url()}#session-{self.pk}"


class Witness(models.Model):
    """Who is heard: somebody in a post, an organisation, or a group such as "schools and colleges"."""

    review = models.ForeignKey(TopicReview, on_delete=models.CASCADE, related_name="witnesses")
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="witnesses")
    name = models.CharField(_("who"), max_length=200)
    post = models.CharField(_("post or organisation"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "witnesses"

    def __str__(self) -> str:
        return self.name
