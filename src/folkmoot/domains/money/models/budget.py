"""A body's money of one financial year, and the lines that it falls into."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form
from folkmoot_core.money import FinancialYear, Threshold
from folkmoot_core.money import Unit as CoreUnit

from ..enums import Cycle, Unit

LEAST_YEAR, MOST_YEAR = 1900, 2200


class Budget(Record):
    """What a body may spend from April `year` to March, and what became of it.

    Amounts are whole pence everywhere; `unit` and `decimals` say how they are typed, printed and shown. Everybody sees
    what stood here at `public_at`, up to the day `public_through`; both come from the edition that was published last.
    """

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    title = models.CharField(_("title"), max_length=200)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="budgets")
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(LEAST_YEAR), MaxValueValidator(MOST_YEAR)])
    cycle = models.CharField(_("spending is told by"), max_length=20, choices=Cycle.choices, default=Cycle.MONTH)
    unit = models.CharField(_("amounts are in"), max_length=10, choices=Unit.choices, default=Unit.THOUSANDS)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0, validators=[MaxValueValidator(3)])
    reason_above = models.BigIntegerField(null=True, blank=True)
    reason_above_percent = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    about = models.TextField(_("what it pays for"), blank=True)
    note = models.TextField(_("what people should know about it"), blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_synthetic = models.BooleanField(default=False)
    public_at = models.DateTimeField(null=True, blank=True)
    public_through = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "title", "key"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="one_budget_of_a_body_and_year"),
            models.CheckConstraint(
                condition=Q(public_at=None, public_through=None)
                | Q(public_at__isnull=False, public_through__isnull=False),
                name="a_public_budget_says_how_far",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.financial_year.text}"

    def get_absolute_url(self) -> str:
        return reverse("money:show_budget", args=[self.key])

    @property
    def scopes(self) -> tuple[str, str]:
        return self.body.scope, self.keeper.scope

    @property
    def is_public(self) -> bool:
        return self.public_at is not None

    @property
    def financial_year(self) -> FinancialYear:
        return FinancialYear(self.year)

    @property
    def size(self) -> CoreUnit:
        return CoreUnit(self.unit)

    @property
    def step(self) -> int:
        """The smallest amount that is kept, in pence."""
        return self.size.step(self.decimals)

    @property
    def threshold(self) -> Threshold:
        return Threshold(self.reason_above, self.reason_above_percent)


class Line(Record):
    """One line of a budget. A printed total (`is_total`) is compared with the lines, and never counted."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(max_length=80, validators=[key_form])
    title = models.CharField(_("title"), max_length=200)
    heading = models.CharField(_("heading it stands under"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_total = models.BooleanField(_("it is a printed total of the other lines"), default=False)
    about = models.TextField(_("what it pays for"), blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "key"], name="one_line_of_a_key"),
            models.UniqueConstraint(fields=["budget"], condition=Q(is_total=True), name="one_printed_total"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("money:show_line", args=[self.budget.key, self.key])
