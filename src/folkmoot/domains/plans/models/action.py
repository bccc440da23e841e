"""What is done: actions, what was told of them, and their milestones."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form, partial_date
from folkmoot.ground.documents.models import Document
from folkmoot_core.plans import Timing, parse_timing

from ..enums import Progress
from .plan import Objective, Plan


class Action(Record):
    """`timetable` and `review` are as printed, `understood` and `review_understood` in the notation of
    `folkmoot_core.plans.timing`. The last five fields follow from that and from what was told (`actions.telling`),
    and are kept here so that pages of many actions run no query for each."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    objectives: models.ManyToManyField[Objective, Carrying] = models.ManyToManyField(
        Objective, through="Carrying", related_name="actions"
    )
    depends_on = models.ManyToManyField("self", symmetrical=False, related_name="needed_by", blank=True)
    key = models.CharField(max_length=80, validators=[key_form])
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.CharField(_("what is done"), max_length=300)
    deliverable = models.TextField(_("what it delivers"), blank=True)
    owner_name = models.CharField(_("who does it"), max_length=200, blank=True)
    owner_email = models.EmailField(_("e-mail address for reminders"), blank=True)
    body = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions_of_plans"
    )
    timetable = models.CharField(_("by when, as printed"), max_length=300, blank=True)
    understood = models.CharField(_("by when, as understood"), max_length=120, blank=True)
    review = models.CharField(_("review, as printed"), max_length=300, blank=True)
    review_understood = models.CharField(_("review, as understood"), max_length=120, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(_("everybody may read it"), default=True)
    progress = models.CharField(max_length=10, choices=Progress.choices, default=Progress.NOT_BEGUN)
    blocked_because = models.CharField(max_length=500, blank=True)
    told_on = models.DateField(null=True, blank=True)
    met_until = models.DateField(null=True, blank=True)
    next_due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_action_of_a_key")]
        indexes = [models.Index(fields=["progress", "next_due"], name="actions_by_day")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("plans:show_action", args=[self.plan.key, self.key])

    @cached_property
    def timing(self) -> Timing:
        return parse_timing(self.understood)

    @property
    def is_open(self) -> bool:
        return self.progress in (Progress.NOT_BEGUN, Progress.UNDER_WAY)

    @property
    def who(self) -> str:
        """Who does it, by name, else the body. Wants `body` fetched along."""
        return self.owner_name or (self.body.name if self.body else "")


class Carrying(models.Model):
    """An action carries an objective, of its own plan or of another; `is_first`: before others."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="carryings")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="carryings")
    is_first = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_first", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "objective"], name="an_action_carries_once")]


class ProgressUpdate(models.Model):
    """What was told of an action on a day. It is never altered: the database refuses (migration 0001), and whoever
    finds a fault tells it anew and names the entry that this corrects. `meets`: the due day that is met by it."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    on = models.DateField(_("as of which day"))
    progress = models.CharField(max_length=10, choices=Progress.choices)
    words = models.TextField(_("what was done"))
    blocked_because = models.CharField(max_length=500, blank=True)
    meets = models.DateField(null=True, blank=True)
    link = models.URLField(_("address of a document"), max_length=500, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(corrects=F("id")), name="no_update_corrects_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.words[:80]}"


class Milestone(Record):
    """A step on the way. The day may be a month or a year."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("what is reached"), max_length=300)
    due = models.CharField(_("by when"), max_length=10, blank=True, validators=[partial_date])
    done_on = models.DateField(_("reached on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["action", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "title"], name="one_milestone_of_a_title")]

    def __str__(self) -> str:
        return self.title
