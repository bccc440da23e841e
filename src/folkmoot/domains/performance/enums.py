from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How far an indicator is. A draft is for staff only."""

    DRAFT = "draft", _("Draft")
    NAMED = "named", _("Named, not measured here")
    CURRENT = "current", _("In use")
    RETIRED = "retired", _("No longer kept up")


class Level(models.TextChoices):
    """What an indicator is about; scorecards show them in this order."""

    OUTCOME = "outcome", _("What changes for people")
    OUTPUT = "output", _("What services do")
    ACTIVITY = "activity", _("Activity and resources")


class Unit(models.TextChoices):
    """As `folkmoot_core.indicators.Unit`."""

    NUMBER = "number", _("Number")
    PERCENT = "percent", _("Per cent")
    RATE = "rate", _("Rate (so many in 1,000 or 100,000)")
    POUNDS = "pounds", _("Pounds")
    DAYS = "days", _("Days")
    HOURS = "hours", _("Hours")
    SCORE = "score", _("Score")


class Polarity(models.TextChoices):
    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")
    NEUTRAL = "neutral", _("Neither is better")


class Frequency(models.TextChoices):
    """By which kind of period it is measured (as `folkmoot_core.spc.Kind`)."""

    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter of the calendar year")
    FINANCIAL_QUARTER = "financial quarter", _("Quarter of the financial year")
    YEAR = "year", _("Calendar year")
    FINANCIAL_YEAR = "financial year", _("Financial year")


class Geography(models.TextChoices):
    COUNTY = "county", _("The county only")
    DISTRICT = "district", _("The county and its districts")


class Quality(models.TextChoices):
    """How far the figures can be trusted."""

    OFFICIAL = "official", _("Official statistics")
    AUDITED = "audited", _("Checked by somebody else")
    MANAGED = "managed", _("From our own records, not checked by others")
    SURVEY = "survey", _("From a survey, with a margin of error")
    DOUBTFUL = "doubtful", _("Known to be incomplete")
    UNKNOWN = "unknown", _("Not known")


class Kind(models.TextChoices):
    """What sort of figure an observation is."""

    ACTUAL = "actual", _("Actual")
    BENCHMARK = "benchmark", _("Benchmark")
    ESTIMATE = "estimate", _("Estimate")
    TARGET = "target", _("Target")
    FORECAST = "forecast", _("Forecast")


class Route(models.TextChoices):
    """How a figure came here."""

    TYPED = "typed", _("Typed by an officer")
    FILE = "file", _("From a file")
    PACK = "pack", _("From a pack of data")
    SYSTEM = "system", _("Sent by another system")


class Source(models.TextChoices):
    """The three sources from which a key performance question is answered."""

    ACTIONS = "actions", _("Short-term actions")
    INDICATORS = "indicators", _("Indicators")
    STUDIES = "studies", _("Long-term studies")


class Stance(models.TextChoices):
    FOR = "for", _("For: it points to yes")
    AGAINST = "against", _("Against: it points to no")
    OPEN = "open", _("It leaves the question open")


class Answer(models.TextChoices):
    """What somebody judged of a question."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    CANNOT_TELL = "cannot_tell", _("Cannot tell")


# How the history tells what was done here; %(what)s stands for the record.
SENTENCES: dict[str, str | Promise] = {
    "indicator.added": _("added the indicator %(what)s"),
    "indicator.edited": _("changed what the indicator %(what)s is"),
    "indicator.observed": _("entered a figure of %(what)s"),
    "indicator.revised": _("revised a figure of %(what)s"),
    "indicator.withdrawn": _("took back a figure of %(what)s"),
    "indicator.key_given": _("gave the system %(what)s a key to send figures with"),
    "indicator.key_ended": _("ended the key of the system %(what)s"),
    "indicator.imported": _("took in a file of figures with %(what)s in it"),
    "indicator.rebased": _("let the limits of %(what)s begin anew"),
    "indicator.rebase_ended": _("took back that the limits of %(what)s begin anew"),
    "indicator.explained": _("explained the figures of %(what)s"),
    "indicator.tied": _("tied %(what)s to another record"),
    "scorecard.kept": _("changed the scorecard %(what)s"),
    "question.evidence_given": _("gave evidence on %(what)s"),
    "question.evidence_withdrawn": _("took back evidence on %(what)s"),
    "question.judged": _("judged %(what)s"),
}
