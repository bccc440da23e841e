from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """As `folkmoot_core.money.Unit`."""

    POUNDS = "pounds", _("Pounds")
    THOUSANDS = "thousands", _("Thousands of pounds")
    MILLIONS = "millions", _("Millions of pounds")


class Cycle(models.TextChoices):
    """By which periods of the year spending is told (as `folkmoot_core.spc.Kind`)."""

    MONTH = "month", _("Month")
    QUARTER = "financial quarter", _("Quarter of the financial year")


class Kind(models.TextChoices):
    """What an amount is. A budget is of the whole year, and a profile of one of its periods; a forecast is of the whole
    year, as it was foreseen at the end of a period; spending is of a period, or of a year that is printed as one."""

    BUDGET = "budget", _("Budget of the year")
    PROFILE = "profile", _("Budget of the period")
    ACTUAL = "actual", _("Spent in the period")
    FORECAST = "forecast", _("Forecast for the whole year")


class Route(models.TextChoices):
    """How an amount came here."""

    TYPED = "typed", _("Typed by an officer")
    FILE = "file", _("From a file")
    PACK = "pack", _("From a pack of data")


class Delivery(models.TextChoices):
    """How far a saving is (as `folkmoot_core.money.Delivery`)."""

    DELIVERED = "delivered", _("Delivered")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    NOT_DELIVERABLE = "not_deliverable", _("Will not come")


class Quarter(models.IntegerChoices):
    """What an edition reports on."""

    BUDGET = 0, _("The budget")
    FIRST = 1, _("First quarter")
    SECOND = 2, _("Second quarter")
    THIRD = 3, _("Third quarter")
    YEAR = 4, _("The whole year")


# How the history tells what was done here; %(what)s stands for the record.
SENTENCES: dict[str, str | Promise] = {
    "budget.begun": _("began the budget %(what)s"),
    "budget.edited": _("changed what the budget %(what)s is"),
    "budget.line_put": _("wrote down the line %(what)s"),
    "budget.line_removed": _("took out a line of the budget %(what)s"),
    "budget.entered": _("entered amounts of %(what)s"),
    "budget.revised": _("revised an amount of %(what)s"),
    "budget.changed": _("changed the budget %(what)s as it stands"),
    "budget.explained": _("explained how far %(what)s is from its budget"),
    "budget.imported": _("took in a file of amounts: %(what)s"),
    "budget.staff_entered": _("entered staff of %(what)s"),
    "budget.tied": _("tied %(what)s to another record"),
    "budget.report_introduced": _("wrote what stands at the front of a report on %(what)s"),
    "budget.published": _("published a report on %(what)s"),
    "budget.withdrawn": _("withdrew a report on %(what)s"),
    "saving.put": _("wrote down the saving %(what)s"),
    "saving.told": _("told how far the saving %(what)s is"),
}
