from __future__ import annotations

from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place

from ..enums import Shown


class Category(Record):
    """A kind of problem (Open311: a service). `questions` is a list of questions as in a questionnaire."""

    key = models.SlugField(max_length=80, unique=True, help_text=_("Open311: service_code."))
    name = models.CharField(_("name"), max_length=120)
    group = models.CharField(max_length=80, blank=True)
    description = models.TextField(blank=True)
    keywords = models.JSONField(default=list, blank=True)
    questions = models.JSONField(default=list, blank=True)
    shown = models.CharField(max_length=20, choices=Shown.choices, default=Shown.WARD)
    working_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("Expected until something is done; empty: no promise.")
    )
    nearby_metres = models.PositiveSmallIntegerField(
        default=100, help_text=_("How near the same one may have been reported.")
    )
    ask_after_days = models.PositiveSmallIntegerField(default=7, help_text=_("When to ask whether it is fixed."))
    emergency = models.CharField(max_length=300, blank=True, help_text=_("What to do instead when there is danger."))
    place_in_list = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True, help_text=_("No: no longer in the pack; its reports stay."))

    class Meta:
        ordering = ["place_in_list", "name"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where all reports of the kind are counted."""
        return f"{reverse('incidents:show_heat_map')}?{urlencode({'category': self.key})}"


class Route(models.Model):
    """Which body is in charge of a category in a district; without a district: everywhere else."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="routes")
    district = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "district"], name="one_route_per_category_and_district"),
            models.UniqueConstraint(
                fields=["category"], condition=Q(district__isnull=True), name="one_route_per_category_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} → {self.organisation}"
