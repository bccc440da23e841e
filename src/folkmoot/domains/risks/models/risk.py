from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.plans.timing import add_months
from folkmoot_core.risks import Score

from ..enums import ControlState


class Risk(Record):
    """Something uncertain that would harm what a body is for: because of `cause`, `event` may happen, which would lead
    to `consequence`. Steps count from 1 on the matrix of the site; what it is now stands in the newest `RiskScore`."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    plan = models.CharField(_("plan"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200)
    cause = models.TextField(_("cause"))
    event = models.TextField(_("event"))
    consequence = models.TextField(_("consequence"))
    owner = models.CharField(_("owner"), max_length=200)
    owner_email = models.EmailField(_("e-mail address for reminders"), blank=True, default="", db_default="")
    inherent_likelihood = models.PositiveSmallIntegerField(_("likelihood without controls"))
    inherent_impact = models.PositiveSmallIntegerField(_("impact without controls"))
    target_likelihood = models.PositiveSmallIntegerField(_("likelihood to be reached"), null=True, blank=True)
    target_impact = models.PositiveSmallIntegerField(_("impact to be reached"), null=True, blank=True)
    review_by = models.DateField(_("look at it again by"), null=True, blank=True)
    is_public = models.BooleanField(_("everybody can see it"), default=False)
    escalated_to = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken up to")
    )
    escalated_because = models.TextField(_("why it was taken up"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_because = models.TextField(_("why it was closed"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["body__name", "title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "title"], name="one_risk_of_a_title_in_a_body"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(closed_because=""), name="a_closed_risk_says_why"
            ),
            models.CheckConstraint(
                condition=Q(escalated_to__isnull=True) | ~Q(escalated_because=""), name="an_escalated_risk_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("risks:show_risk", args=[self.pk])

    @property
    def inherent(self) -> Score:
        return Score(self.inherent_likelihood, self.inherent_impact)

    @property
    def target(self) -> Score | None:
        if self.target_likelihood is None or self.target_impact is None:
            return None
        return Score(self.target_likelihood, self.target_impact)


class RiskScore(Record):
    """What a risk was on a day, with the controls of that day. Never changed: a new one is entered."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="scores")
    on = models.DateField(_("day"))
    likelihood = models.PositiveSmallIntegerField(_("likelihood"))
    impact = models.PositiveSmallIntegerField(_("impact"))
    because = models.TextField(_("because"))

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.risk}: {self.score.value}"

    @property
    def score(self) -> Score:
        return Score(self.likelihood, self.impact)


class Control(Record):
    """What makes a risk less likely or less bad, who sees to it, and what shows that it works."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="controls")
    words = models.CharField(_("what is done"), max_length=300)
    owner = models.CharField(_("who sees to it"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=ControlState.choices, default=ControlState.IN_PLACE)
    due = models.DateField(_("by when"), null=True, blank=True)
    evidence = models.TextField(_("what shows that it works"), blank=True)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    check_every_months = models.PositiveSmallIntegerField(_("checked every so many months"), null=True, blank=True)
    owner_email = models.EmailField(_("e-mail address for reminders"), blank=True, default="", db_default="")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def next_on(self) -> date | None:
        """The day by which it is to be in place, or to be checked again; None where nothing was agreed."""
        if self.state == ControlState.PLANNED:
            return self.due
        if self.check_every_months is None:
            return None
        return add_months(self.checked_on or self.risk.created_at.date(), self.check_every_months)
