"""Who was there, what they declared, what was moved and how they voted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, Person

from ..enums.conduct import Capacity, Interest, Option, Presence, Requirement, Result
from .agenda import AgendaItem
from .meeting import Meeting


class Attendance(models.Model):
    """A person at one meeting, or expected there. `name` is as printed; `person` is known for those in the register."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances")
    name = models.CharField(_("name"), max_length=200)
    capacity = models.CharField(max_length=16, choices=Capacity.choices, default=Capacity.MEMBER)
    presence = models.CharField(max_length=12, choices=Presence.choices, default=Presence.EXPECTED)
    post = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=120, blank=True, help_text=_("Political group or sector, for quorum by group."))
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    substitute_for = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="substitutes"
    )
    can_vote = models.BooleanField(default=True)
    arrived_at = models.TimeField(null=True, blank=True)
    left_at = models.TimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["capacity", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="one_attendance_of_a_person"
            ),
            models.CheckConstraint(
                condition=Q(substitute_for__isnull=True) | ~Q(substitute_for=F("id")), name="nobody_substitutes_himself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Declaration(models.Model):
    """An interest declared at a meeting; `item` empty: in the meeting as a whole. Sensitive: the words stay here."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="declarations")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, null=True, blank=True, related_name="declarations")
    interest = models.CharField(max_length=16, choices=Interest.choices)
    text = models.TextField(_("what"), blank=True)
    is_sensitive = models.BooleanField(default=False)
    has_dispensation = models.BooleanField(default=False)
    left_the_room = models.BooleanField(default=False)
    takes_out = models.BooleanField(default=False, help_text=_("Out of the debate, the quorum and the vote."))
    explanation = models.JSONField(default=list, blank=True)
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class Motion(Record):
    """Popolo motion. An amendment names the motion that it would alter."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="motions")
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    text = models.TextField(_("text"))
    proposer = models.ForeignKey(Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seconder = models.ForeignKey(Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    requirement = models.CharField(max_length=20, choices=Requirement.choices, default=Requirement.SIMPLE_MAJORITY)
    result = models.CharField(max_length=12, choices=Result.choices, blank=True)

    class Meta:
        ordering = ["pk"]


class VoteEvent(models.Model):
    """Popolo vote_event: one taking of votes on a motion. `counts` are those called out, where no names were taken."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="vote_events")
    start_date = models.DateTimeField()
    result = models.CharField(max_length=12, choices=Result.choices, blank=True)
    counts = models.JSONField(default=dict, blank=True, help_text=_("Option to number."))
    explanation = models.JSONField(default=list, blank=True)
    entitled = models.JSONField(default=list, blank=True, help_text=_("Who could vote at that moment, by attendance."))
    is_recorded = models.BooleanField(default=False, help_text=_("By name."))
    casting = models.CharField(max_length=12, choices=Option.choices, blank=True)
    form_key = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["pk"]


class Vote(models.Model):
    """Popolo vote: how one member voted."""

    vote_event = models.ForeignKey(VoteEvent, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="votes")
    option = models.CharField(max_length=12, choices=Option.choices)
    is_casting = models.BooleanField(default=False, help_text=_("The chair's second vote."))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vote_event", "voter", "is_casting"], name="one_vote_of_a_voter")
        ]
