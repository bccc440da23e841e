from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import AppendOnly, Record
from folkmoot.ground.bodies.models import key_form

from ..enums import Delivery
from .budget import Budget, Line


class Saving(Record):
    """Something that is to cost less, or to bring in more, in the year of a budget. How much and how far: see its
    latest update."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="savings")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, blank=True, related_name="savings")
    key = models.CharField(max_length=80, validators=[key_form])
    title = models.CharField(_("title"), max_length=200)
    owner_name = models.CharField(_("who delivers it"), max_length=200, blank=True)
    about = models.TextField(_("what is done, and what it means for residents"), blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["budget", "key"], name="one_saving_of_a_key")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("money:show_saving", args=[self.budget.key, self.key])


class SavingUpdate(AppendOnly):
    """How far a saving was on a day, in pence and in words. `planned` is what it is to come to from then on."""

    saving = models.ForeignKey(Saving, on_delete=models.CASCADE, related_name="updates")
    on = models.DateField(_("as of"))
    planned = models.BigIntegerField()
    delivered = models.BigIntegerField(default=0)
    delivery = models.CharField(_("how it stands"), max_length=20, choices=Delivery.choices)
    words = models.TextField(_("what was done, and what comes next"))

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(planned__gt=0, delivered__gte=0), name="a_saving_saves_something")
        ]
