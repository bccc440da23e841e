from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.intake.models import Arrival

from ..enums import Kept
from .case import Case
from .ombudsman import Referral


class RetentionRule(models.Model):
    """How long records of a class, or cases of some kinds, keep their words and names after they ended; a pack says it,
    for cases between two dates."""

    record = models.CharField(max_length=12, choices=Kept.choices, default=Kept.CASES, db_default=Kept.CASES)
    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    kinds = models.JSONField(default=list, help_text=_("Kinds of case; none: all that no other rule names."))
    years = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300, blank=True)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first=None) | Q(last=None) | Q(last__gte=F("first")), name="a_rule_begins_before_it_ends"
            )
        ]

    def __str__(self) -> str:
        return self.title


class LegalHold(Record):
    """Nothing of this case, arrival or referral goes while it is held: a court, an inquiry or the Ombudsman may want
    it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holds", null=True, blank=True)
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="holds", null=True, blank=True)
    because = models.CharField(max_length=300)
    by_name = models.CharField(max_length=200)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(lifted_at=None), name="one_hold_on_a_case_at_a_time"),
            # Of arrivals and referrals `hold` sees to it, with the row locked: no unique index is added to a table that
            # the running release writes to.
            models.CheckConstraint(
                condition=Q(case__isnull=False, arrival=None, referral=None)
                | Q(case=None, arrival__isnull=False, referral=None)
                | Q(case=None, arrival=None, referral__isnull=False),
                name="a_hold_is_on_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.because

    @property
    def held(self) -> Case | Arrival | Referral:
        found = self.case or self.arrival or self.referral
        assert found is not None  # noqa: S101 - the constraint above
        return found


class Forgotten(models.Model):
    """This case has lost its words and its person; what is counted stays."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="forgotten")
    at = models.DateTimeField(default=timezone.now)
    because = models.CharField(max_length=200, help_text=_("The key of the rule, or what was asked for."))

    def __str__(self) -> str:
        return f"{self.case_id}: {self.because}"
