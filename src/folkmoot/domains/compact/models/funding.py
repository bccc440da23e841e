from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation

from ..enums import FundingKind


class FundingDecision(Record):
    """Funding of a voluntary organisation that begins, changes or ends: when it was asked, when it had notice."""

    reference = models.SlugField(max_length=40, unique=True)
    title = models.CharField(_("what is funded"), max_length=200)
    funder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("who pays"))
    recipient = models.CharField(_("who has the funding"), max_length=200)
    kind = models.CharField(_("what happens"), max_length=10, choices=FundingKind.choices)
    effective = models.DateField(_("from this day"))
    amount = models.DecimalField(_("pounds a year"), max_digits=12, decimal_places=2, null=True, blank=True)
    consulted_from = models.DateField(_("consulted from"), null=True, blank=True)
    consulted_to = models.DateField(_("consulted until"), null=True, blank=True)
    notice_on = models.DateField(_("notice given on"), null=True, blank=True)
    in_writing = models.BooleanField(_("in writing"), default=False)
    says_why = models.TextField(_("the reasons that were given"), blank=True)
    assessed_on = models.DateField(_("equality assessment finished on"), null=True, blank=True)
    reason = models.TextField(_("why the agreement could not be kept"), blank=True)
    is_public = models.BooleanField(_("everybody may see it"), default=True)

    class Meta:
        ordering = ["-effective", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(consulted_to__isnull=True) | Q(consulted_from__lte=F("consulted_to")),
                name="consulting_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("compact:show_funding", args=[self.reference])


class Payment(models.Model):
    """One instalment, for a period that begins on a day."""

    decision = models.ForeignKey(FundingDecision, on_delete=models.CASCADE, related_name="payments")
    period_starts = models.DateField(_("for the period from"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    reason = models.CharField(_("why it came late"), max_length=300, blank=True)

    class Meta:
        ordering = ["period_starts"]
        constraints = [models.UniqueConstraint(fields=["decision", "period_starts"], name="one_payment_of_a_period")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.period_starts}"
