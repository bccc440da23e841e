from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import PlaceKind, Sex


class Place(models.Model):
    """An area with a code of the Office for National Statistics (GSS), such as E07000105."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    other_names = models.JSONField(default=list, blank=True)
    kind = models.CharField(max_length=20, choices=PlaceKind.choices, db_index=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """The outline of a place as GeoJSON geometry (WGS 84). Apart from Place, since most pages do not draw it."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="boundary")
    geometry = models.JSONField()
    source = models.CharField(max_length=200, blank=True)


class Population(models.Model):
    """Residents of a place in one cell of a table: year, sex, age band, ethnicity."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=120)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.ALL)
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Empty: and over."))
    ethnicity = models.CharField(max_length=120, default="all")
    residents = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year", "source", "sex", "age_from", "age_to", "ethnicity"],
                name="one_population_per_cell",
            ),
            models.UniqueConstraint(
                fields=["place", "year", "source", "sex", "age_from", "ethnicity"],
                condition=models.Q(age_to=None),
                name="one_population_per_open_cell",
            ),
        ]


class Postcode(models.Model):
    """A live postcode and where it lies. The ward may be unknown."""

    postcode = models.CharField(primary_key=True, max_length=8, help_text=_("With its space: ME14 1XQ."))
    district = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    ward = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return self.postcode
