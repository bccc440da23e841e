"""A key with which another system gives figures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation


class FigureKey(Record):
    """It gives figures of the indicators that `owner` owns, and nothing else. Only the SHA-256 of the secret is kept;
    `ended_at`: since when it opens nothing."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("which system uses it"), max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["owner__name", "name", "pk"]

    def __str__(self) -> str:
        return self.name
