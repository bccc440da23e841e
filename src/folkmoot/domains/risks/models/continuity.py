from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.plans.timing import add_months


class ContinuityFunction(Record):
    """What a body must keep doing when things fail. `tolerable_hours`: how long it may stand still; 0: not at all."""

    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    title = models.CharField(_("what must go on"), max_length=200)
    tolerable_hours = models.PositiveIntegerField(_("hours it may stand still"))
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    owner_email = models.EmailField(_("e-mail address for reminders"), blank=True, default="", db_default="")
    fallback = models.TextField(_("what is done instead"), blank=True)
    tested_on = models.DateField(_("last tested on"), null=True, blank=True)
    test_every_months = models.PositiveSmallIntegerField(_("tested every so many months"), default=12, db_default=12)
    test_result = models.TextField(_("what the test showed"), blank=True)
    is_public = models.BooleanField(_("everybody can see it"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["body__name", "tolerable_hours", "title"]
        constraints = [models.UniqueConstraint(fields=["body", "title"], name="one_function_of_a_title_in_a_body")]

    def __str__(self) -> str:
        return self.title

    @property
    def next_test_on(self) -> date:
        """The day by which it is to be tested again, or at all."""
        if self.tested_on is None:
            return self.created_at.date()
        return add_months(self.tested_on, self.test_every_months)
