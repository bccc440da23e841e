from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form

from ..enums import Frequency, Geography, Level, Polarity, Quality, Standing, Unit


class Indicator(Record):
    """Something that is measured, with all that is needed to measure it the same way next year.

    `edition` goes up with each change of its figures, its definition or the figures that it is worked out from, and so
    says which readings are stale. `counts_people`: figures from 1 to 4 are for officers only. `baseline`, `screening`:
    how its control chart is drawn (`folkmoot_core.spc.Options`)."""

    key = models.CharField(max_length=80, unique=True, validators=[key_form])
    title = models.CharField(_("title"), max_length=200)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices, default=Standing.DRAFT)
    level = models.CharField(_("what it is about"), max_length=10, choices=Level.choices, default=Level.OUTCOME)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, blank=True)
    counted = models.CharField(_("what is counted"), max_length=80, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimals shown"), default=0)
    polarity = models.CharField(_("which way is better"), max_length=10, choices=Polarity.choices, blank=True)
    frequency = models.CharField(_("measured by"), max_length=20, choices=Frequency.choices, blank=True)
    geography = models.CharField(_("places"), max_length=10, choices=Geography.choices, default=Geography.COUNTY)
    source = models.CharField(_("where figures come from"), max_length=300, blank=True)
    collection = models.TextField(_("how they are collected"), blank=True)
    lag_days = models.PositiveSmallIntegerField(_("days until figures are due"), default=30)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="indicators")
    owner_post = models.CharField(_("who answers for it"), max_length=200, blank=True)
    quality = models.CharField(_("how far to trust it"), max_length=10, choices=Quality.choices, default="unknown")
    quality_note = models.TextField(_("what to know about the figures"), blank=True)
    counts_people = models.BooleanField(_("it counts people"), default=False)
    formula = models.CharField(_("formula"), max_length=300, blank=True)
    baseline = models.PositiveSmallIntegerField(_("points that fix the limits"), null=True, blank=True)
    screening = models.BooleanField(_("screen odd moving ranges"), default=True)
    framework = models.CharField(_("agreement or plan that names it"), max_length=120, blank=True)
    number = models.CharField(_("number there"), max_length=20, blank=True)
    note = models.TextField(_("note"), blank=True)
    recorded_from = models.CharField(max_length=300, blank=True, help_text=_("Where this entry was read."))
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["title", "key"]
        indexes = [models.Index(fields=["standing", "level"], name="indicators_by_standing")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing="current") | (~Q(unit="") & ~Q(polarity="") & ~Q(frequency="")),
                name="an_indicator_in_use_can_be_read",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        return self.owner.scope

    @property
    def is_public(self) -> bool:
        return self.standing != Standing.DRAFT


class Input(models.Model):
    """An indicator that another is worked out from, so that both pages can name each other."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="inputs")
    source = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="feeds")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["indicator", "source"], name="an_input_once")]
