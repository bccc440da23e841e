"""Work that partnerships are needed for, who carries it, and plans with the boards that they serve."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form

from ..enums import Basis


class Need(Record):
    """Work for which a partnership is required, with the board that leads on it."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    title = models.CharField(max_length=200)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="needs_led")
    # Keys of the boards whose work it helps, in the order of the document.
    supports = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:show_need", args=[self.key])


class Carrier(Record):
    """A body that carries a need, and on what ground we say so."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="carriers")
    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="carries")
    basis = models.CharField(max_length=20, choices=Basis.choices)

    class Meta:
        ordering = ["need", "body__name"]
        constraints = [models.UniqueConstraint(fields=["need", "body"], name="a_body_carries_a_need_once")]

    def __str__(self) -> str:
        return f"{self.body}: {self.need}"


class Plan(models.Model):
    """A plan or strategy of a partner, as lists and matrices of plans name it."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=80, blank=True)
    link = models.CharField(max_length=500, blank=True)
    scope = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["title", "key"]

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """An edition of the matrix of plans, such as that of a report or of a draft."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    title = models.CharField(max_length=200)
    dated = models.CharField(max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title


class PlanLine(models.Model):
    """One plan in one version: its title and owner as printed, and the boards it serves."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="lines")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=120, blank=True)
    # Keys of boards, in order; `first` is the one it serves before others.
    serves = models.JSONField(default=list, blank=True)
    first = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    certainty = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["version", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "plan"], name="a_plan_stands_once_in_a_version")]

    def __str__(self) -> str:
        return self.title
