from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, partial_date
from folkmoot.ground.documents.models import Document

from ..enums import SeatRole, Stage


class TopicReview(Record):
    """A review of one topic by some members, for the body that set it up and answers for it: `body`, in whose scope
    roles are granted. Days that lie ahead may be a year or a month only."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is about"), blank=True)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("set up by"))
    answering = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who answers")
    )
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.PROPOSED)
    scope = models.TextField(_("scope"), blank=True)
    terms = models.JSONField(_("terms of reference"), default=list, blank=True)
    questions = models.JSONField(_("what evidence is asked about"), default=list, blank=True)
    evidence_opens = models.DateField(_("evidence from"), null=True, blank=True)
    evidence_closes = models.DateField(_("evidence until"), null=True, blank=True)
    agreed_on = models.CharField(_("agreed"), max_length=10, blank=True, validators=[partial_date])
    report_due = models.CharField(_("report due"), max_length=10, blank=True, validators=[partial_date])
    reconvenes = models.CharField(_("looks at it again"), max_length=10, blank=True, validators=[partial_date])
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    report = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("what people should know about it"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence_opens__isnull=True) | Q(evidence_closes__gte=F("evidence_opens"))
                | Q(evidence_closes__isnull=True),
                name="a_call_for_evidence_closes_after_it_opens",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reviews:show_review", args=[self.key])


class Seat(Record):
    """A member of the review. People in public office are named; dates as the papers give them."""

    review = models.ForeignKey(TopicReview, on_delete=models.CASCADE, related_name="seats")
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("as"), max_length=12, choices=SeatRole.choices, default=SeatRole.MEMBER)
    since = models.CharField(_("since"), max_length=10, blank=True, validators=[partial_date])
    until = models.CharField(_("until"), max_length=10, blank=True, validators=[partial_date])

    class Meta:
        ordering = ["role", "name"]
        constraints = [models.UniqueConstraint(fields=["review", "name"], name="one_review_seat_of_a_name")]

    def __str__(self) -> str:
        return self.name
