from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record

from .case import Case

# Days within which the Ombudsman asks for an answer to her first enquiry.
ENQUIRY_DAYS = 28


class Referral(Record):
    """A complaint about us that the Ombudsman has: her enquiry and our answer, her decision, and what we owe for it.

    `stage` and `decision` are keys of dated lists (`folkmoot_core.reconcile.codelists`): a label means what it meant on
    its day.
    """

    theirs = models.CharField(_("the Ombudsman's reference"), max_length=40, unique=True)
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="referrals")
    category = models.CharField(_("about"), max_length=120, blank=True, help_text=_("As the Ombudsman sorts it."))
    received_on = models.DateField(_("came on"))
    stage_list = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=60, blank=True)
    enquired_on = models.DateField(_("the Ombudsman asked on"), null=True, blank=True)
    answered_on = models.DateField(_("we answered on"), null=True, blank=True)
    decision_list = models.CharField(max_length=60, blank=True)
    decision = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    is_fault = models.BooleanField(default=False, help_text=_("By the group of the decision's code."))
    remedy = models.CharField(_("what we are to do"), max_length=500, blank=True)
    compensation = models.DecimalField(_("compensation, pounds"), max_digits=9, decimal_places=2, null=True, blank=True)
    remedy_due = models.DateField(_("to be done by"), null=True, blank=True)
    remedy_done = models.DateField(_("done on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(enquired_on__isnull=False, answered_on__gte=F("enquired_on")),
                name="an_enquiry_is_answered_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_on__isnull=False), name="a_decision_says_its_day"
            ),
        ]
        indexes = [models.Index(fields=["received_on"], name="referrals_by_day")]

    def __str__(self) -> str:
        return self.theirs

    @property
    def days_to_answer(self) -> int | None:
        """From the enquiry to our answer; None where either is missing."""
        if self.enquired_on is None or self.answered_on is None:
            return None
        return (self.answered_on - self.enquired_on).days

    def is_late(self, today: date) -> bool:
        """Answered after 28 days, or not yet and past them."""
        return self.enquired_on is not None and ((self.answered_on or today) - self.enquired_on).days > ENQUIRY_DAYS

    def kept_its_remedy(self, today: date) -> bool | None:
        """Whether what was asked was done in time; None while it is not due."""
        if self.remedy_due is None:
            return None
        if self.remedy_done is not None:
            return self.remedy_done <= self.remedy_due
        return False if self.remedy_due < today else None


class AnnualLetter(Record):
    """What the Ombudsman wrote about a year, with her figures as printed, and her list of cases where she sent it."""

    span = models.CharField(max_length=12, unique=True, help_text="2010-11")
    title = models.CharField(max_length=200)
    came_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-span"]

    def __str__(self) -> str:
        return self.title


class LetterFigure(models.Model):
    """One figure as it was printed; empty where none was."""

    letter = models.ForeignKey(AnnualLetter, on_delete=models.CASCADE, related_name="figures")
    table = models.CharField(max_length=60)
    row = models.CharField(max_length=120)
    column = models.CharField(max_length=120, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "table", "row", "column"], name="one_figure_of_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.row}, {self.column}"


class TheirCase(models.Model):
    """One line of the Ombudsman's own list for a year."""

    letter = models.ForeignKey(AnnualLetter, on_delete=models.CASCADE, related_name="cases")
    reference = models.CharField(max_length=40)
    category = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=60, blank=True)
    received_on = models.DateField()
    decision = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["reference"]
        constraints = [models.UniqueConstraint(fields=["letter", "reference"], name="one_line_of_a_reference")]

    def __str__(self) -> str:
        return self.reference
