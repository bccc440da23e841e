"""Where a body stands in the picture of them all, and what the register says of it besides who sits on it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form


class Level(models.Model):
    """A row of the picture, from the top: forum, chiefs, boards, partnerships, groups. A pack names its own."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title


class Remit(Record):
    """One body in the picture. `serves` is the body it works for, where that is not the one it is part of."""

    body = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="remit")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="remits")
    section = models.CharField(_("heading it stands under"), max_length=120, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    serves = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="served_by")
    keywords = models.JSONField(default=list, blank=True)
    power = models.CharField(_("what it may do"), max_length=120, blank=True)
    chair_as_printed = models.CharField(max_length=200, blank=True)
    # Who comes: None where the papers do not say.
    county_attends = models.BooleanField(null=True, blank=True)
    district_attends = models.BooleanField(null=True, blank=True)
    others_attend = models.BooleanField(null=True, blank=True)
    meetings_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["level__position", "number", "body__name"]

    def __str__(self) -> str:
        return f"{self.body}: {self.level}"
