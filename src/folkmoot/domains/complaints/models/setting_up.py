"""What a pack brings, and the manager of complaints may mend: who answers, for what reasons people complain, by which
clock, in which words."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation

from ..enums import LetterStep


class Unit(Record):
    """A service of a body that cases are about and that answers them. Roles are granted in it as `service:KEY`."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=300, blank=True, help_text=_("What it does, for residents."))
    last = models.DateField(null=True, blank=True, help_text=_("The last day on which it takes new cases."))
    by_hand = models.BooleanField(
        default=False, db_default=False, help_text=_("Written here: a pack does not change it any more.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return f"service:{self.key}"


class Reason(models.Model):
    """Why somebody complains, from a list that holds between two dates."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    description = models.CharField(max_length=300, blank=True)
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    by_hand = models.BooleanField(
        default=False, db_default=False, help_text=_("Written here: a pack does not change it any more.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first=None) | Q(last=None) | Q(last__gte=F("first")), name="a_reason_begins_before_it_ends"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ClockPolicy(models.Model):
    """A policy of deadlines as it was when cases were begun under it. Never altered: a changed policy is a new row."""

    name = models.SlugField(max_length=80)
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the definition."))
    title = models.CharField(max_length=200)
    definition = models.JSONField()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "digest"], name="one_policy_per_text")]

    def __str__(self) -> str:
        return self.title


class KindClock(models.Model):
    """Which clock a kind of case gets that is received from now on; no row: none."""

    kind = models.CharField(max_length=20, unique=True)
    policy = models.ForeignKey(ClockPolicy, on_delete=models.PROTECT, related_name="+")


class LetterTemplate(models.Model):
    """The words of a letter, with {names} that are filled in."""

    key = models.SlugField(max_length=80, unique=True)
    step = models.CharField(max_length=20, choices=LetterStep.choices)
    title = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title
