"""Amounts with their history, changes of the budget, and why spending is far from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import AppendOnly, Record
from folkmoot_core.money import Amounts

from ..enums import Kind, Route
from .budget import Budget, Line


class Three(models.Model):
    """Pence spent, received (positive), and a net that was printed; none of them: taken back."""

    gross = models.BigIntegerField(null=True, blank=True)
    income = models.BigIntegerField(null=True, blank=True)
    printed_net = models.BigIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.gross, self.income, self.printed_net)


class Amount(Three, Record):
    """What a line has of one kind and period, as it stands now; its revisions say how it came to. `period` is written
    as `folkmoot_core.indicators.text_of` does, and `ends` is its last day."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="amounts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    period = models.CharField(max_length=12)
    ends = models.DateField()
    revisions_made = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["ends", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "kind", "period"], name="one_amount_of_a_line_kind_and_period")
        ]

    def __str__(self) -> str:
        return f"{self.line}, {self.get_kind_display()}, {self.period}"


class AmountRevision(Three, AppendOnly):
    """One state of an amount: how it came here, from what source, and why it changed."""

    amount = models.ForeignKey(Amount, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    route = models.CharField(max_length=10, choices=Route.choices)
    source = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["amount", "number"], name="one_revision_of_an_amount"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="an_amount_is_revised_for_a_reason"),
        ]


class BudgetChange(AppendOnly):
    """Money that came into the budget of a line, went out of it, or moved from one line to another (a virement). A
    wrong one is set right by another; none is altered."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="changes")
    title = models.CharField(_("what changed"), max_length=200)
    reason = models.TextField(_("why, and who agreed to it"))
    on = models.DateField(_("from when on"))
    out_of = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    into = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gross = models.BigIntegerField()
    income = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(out_of__isnull=False) | Q(into__isnull=False), name="a_change_is_of_a_line"
            ),
            models.CheckConstraint(
                condition=Q(out_of=None) | Q(into=None) | ~Q(out_of=F("into")), name="money_moves_to_another_line"
            ),
            models.CheckConstraint(condition=~Q(gross=0) | ~Q(income=0), name="a_change_changes_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.gross, self.income)


class Explanation(AppendOnly):
    """Why a line is far from its budget as foreseen at the end of a period, and what is done about it. The later of two
    of one period stands before the other."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="explanations")
    period = models.CharField(max_length=12)
    ends = models.DateField()
    words = models.TextField(_("why, and what is done about it"))

    class Meta:
        ordering = ["ends", "pk"]
