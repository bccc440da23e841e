from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.places.models import Place

from ..enums import Ending, Kind, Outcome, State
from .setting_up import ClockPolicy, Reason, Unit

IS_OPEN = Q(state="open")


class Case(Record):
    """One complaint, comment, compliment or request. Its words as they came stand in its Arrival, the person apart.

    `next_due` and `next_step` are reckoned from the events and kept for the desk: the nearest limit not met.
    """

    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.UNDECIDED)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    received_on = models.DateField()
    clock_from = models.DateField(help_text=_("Day 0 of the clock: for a request that became a complaint, that day."))
    summary = models.CharField(_("in a few words"), max_length=200, blank=True)
    wanted = models.TextField(_("what would put it right"), blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reasons = models.ManyToManyField(Reason, blank=True, related_name="+")
    district = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ward = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place_words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    stage = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    policy = models.ForeignKey(ClockPolicy, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    next_due = models.DateField(null=True, blank=True)
    next_step = models.CharField(max_length=80, blank=True)
    is_paused = models.BooleanField(default=False)
    handler = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    handler_name = models.CharField(max_length=200, blank=True)
    waiting_for = models.CharField(_("waiting for"), max_length=200, blank=True)
    waiting_since = models.DateField(null=True, blank=True)
    news_at = models.DateTimeField(null=True, blank=True, help_text=_("When the resident last added something unread."))
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    partners = models.ManyToManyField(Organisation, blank=True, related_name="+")
    is_confidential = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(default=False)
    is_safeguarding = models.BooleanField(default=False)
    readers = models.ManyToManyField(
        User, blank=True, related_name="+", help_text=_("May read it though confidential.")
    )
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    told_equality = models.BooleanField(
        default=False, db_default=False, help_text=_("Has answered questions about herself; what she said is not kept.")
    )
    secret = models.CharField(max_length=40, unique=True, help_text=_("With the reference, opens the resident's page."))

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(ending=""), name="a_closed_case_says_how"),
            models.CheckConstraint(
                condition=Q(waiting_for="") | Q(waiting_since__isnull=False), name="a_waiting_case_says_since_when"
            ),
            models.CheckConstraint(
                condition=~Q(ending="merged") | Q(merged_into__isnull=False), name="a_merged_case_says_with_which"
            ),
        ]
        indexes = [
            # What the desk counts and lists: few of all cases are open, so that these stay small. They hold all that is
            # asked to know who may read a case, so that cases are counted and found in the index alone. (The state is
            # always the same in those of one state; SQLite before 3.42 would look it up in the table all the same.)
            models.Index(
                fields=["state", "next_due", "id", "waiting_since", "unit", "handler", "is_confidential"],
                name="open_cases_by_due",
                condition=IS_OPEN,
            ),
            models.Index(
                fields=["handler", "next_due", "id", "waiting_since", "is_confidential", "unit"],
                name="cases_open_by_handler",
                condition=IS_OPEN,
            ),
            models.Index(fields=["state", "id"], name="held_cases", condition=Q(state="held")),
            # What a report counts each time, beside sums that are kept of the closed ones.
            models.Index(
                fields=["state", "received_on"], name="cases_in_hand", condition=Q(state__in=["open", "answered"])
            ),
            models.Index(
                fields=["-received_on", "-id", "state", "unit", "handler", "is_confidential", "kind"],
                name="cases_by_day_and_reader",
            ),
            models.Index(fields=["unit", "kind", "received_on"], name="cases_by_unit"),
            models.Index(
                fields=["kind", "received_on", "state", "outcome", "unit", "handler", "is_confidential"],
                name="cases_by_kind_and_reader",
            ),
        ]

    def __str__(self) -> str:
        return self.arrival.reference

    @property
    def is_under_way(self) -> bool:
        return self.state in (State.OPEN, State.ANSWERED)


class Stage(models.Model):
    """One stage of a case: who looked at it, what was found, and when. The record that the Code asks for (6.8)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    begun_on = models.DateField()
    handler = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    handler_name = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_stage_of_a_number")]


class Point(models.Model):
    """One thing that the complaint is about; each is answered."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_point_of_a_number")]

    def __str__(self) -> str:
        return f"{self.number}"


class Finding(models.Model):
    """What a stage found on a point, and why."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="findings")
    stage = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    because = models.TextField()
    found_at = models.DateTimeField(auto_now_add=True)
    found_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["stage", "pk"]
        constraints = [models.UniqueConstraint(fields=["point", "stage"], name="one_finding_per_stage")]
