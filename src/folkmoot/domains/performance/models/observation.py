"""Figures with their history, what was explained about them, and what they say, kept ready."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from folkmoot.ground.base.models import AppendOnly, Derived, Record
from folkmoot.ground.places.models import Place

from ..enums import Kind, Route
from .indicator import Indicator


class Observation(Record):
    """A figure as it stands now; its revisions say how it came to. `value` None: taken back. `period` is written as
    `folkmoot_core.indicators.text_of` does, `begins` and `ends` are its days. `tolerance`: how far below (or above) a
    target still counts as on the way."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    period = models.CharField(max_length=12)
    begins = models.DateField()
    ends = models.DateField()
    value = models.FloatField(null=True, blank=True)
    tolerance = models.FloatField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    revisions_made = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["begins", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "place", "kind", "period"], name="one_figure_of_a_place_and_period"
            ),
            models.CheckConstraint(condition=Q(ends__gte=models.F("begins")), name="a_period_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.place} {self.period}"


class Revision(AppendOnly):
    """One state of a figure: the value, how it came here, from what source, and why it changed."""

    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True, blank=True)
    tolerance = models.FloatField(null=True, blank=True)
    route = models.CharField(max_length=10, choices=Route.choices)
    source = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "number"], name="one_revision_of_a_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_revision_has_a_reason"),
        ]


class Rebase(AppendOnly):
    """Limits begin anew at a period, in one place or (no place) in all of them, and why."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="rebases")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    period = models.CharField(max_length=12)
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "place", "period"],
                condition=Q(ended_at=None, place__isnull=False),
                name="limits_begin_anew_once_at_a_period",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(ended_at=None, place=None),
                name="limits_begin_anew_once_everywhere",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="limits_begin_anew_for_a_reason"),
        ]


class Explanation(AppendOnly):
    """What an officer says about a figure: why, and what is done about it. A later one stands before it."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="explanations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=12)
    words = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]


class Reading(Derived):
    """What the figures of an indicator in a place say, made of those that everybody may see, with its small picture.
    Stale where `edition` is not the indicator's; then it is made anew."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    edition = models.PositiveIntegerField()
    period = models.CharField(max_length=12, blank=True)
    value = models.FloatField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    points = models.PositiveIntegerField(default=0)
    shape = models.CharField(max_length=10)
    variation = models.CharField(max_length=40)
    assurance = models.CharField(max_length=20, blank=True)
    direction = models.SmallIntegerField(default=0)
    statement = models.TextField()
    picture = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "place"], name="one_reading_of_a_place")]
