from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    COUNTRY = "country", _("Country")
    COUNTY = "county", _("County")
    UNITARY = "unitary", _("Unitary authority")
    DISTRICT = "district", _("District")
    WARD = "ward", _("Ward")


class Sex(models.TextChoices):
    ALL = "all", _("Everybody")
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
