"""What came of a meeting: its minutes, what was decided, and who does what by when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, Person

from ..enums.conduct import EntryState, MinutesState, Outcome
from .agenda import AgendaItem
from .meeting import Meeting


class Minutes(Record):
    """The minutes of one meeting: drafted, published, approved by a later meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    state = models.CharField(max_length=12, choices=MinutesState.choices, default=MinutesState.DRAFT)
    approved_at = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="approved_minutes"
    )
    approved_with = models.TextField(_("corrections on approval"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False), name="approved_minutes_say_where"
            )
        ]


class Minute(models.Model):
    """One numbered item of the minutes; of an exempt item the text is exempt as well."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="entries")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="minutes_of")
    number = models.CharField(max_length=12)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    is_open = models.BooleanField(default=True)
    drafted = models.TextField(blank=True, help_text=_("What the draft said when it was last made."))
    is_outdated = models.BooleanField(default=False, help_text=_("The record says more than this text does."))

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="one_minute_of_a_number")]


class ExemptMinute(models.Model):
    """What was minuted without the public. A table of its own, so that no page for everybody can read it by mistake."""

    minute = models.OneToOneField(Minute, on_delete=models.CASCADE, related_name="exempt")
    text = models.TextField(blank=True)
    drafted = models.TextField(blank=True)
    is_outdated = models.BooleanField(default=False)


class MinutesStep(models.Model):
    """A step in the life of minutes: drafted, published, approved, reopened; for everybody to see once they are out."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=MinutesState.choices)
    is_reopened = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(is_reopened=False) | ~Q(reason=""), name="reopened_minutes_say_why")
        ]


class Decision(Record):
    """What a body resolved or recommended under an item: a record with an address of its own."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    text = models.TextField(_("resolved"))
    reason = models.TextField(_("reason"), blank=True)
    alternatives = models.TextField(_("alternatives rejected"), blank=True)
    recommended_to = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_on = models.DateField()
    is_open = models.BooleanField(default=True)
    published_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_decision_of_a_number"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["rejected", "deferred"]) | ~Q(reason=""), name="a_refusal_says_why"
            ),
        ]
        indexes = [models.Index(fields=["decided_on"], name="decisions_by_day")]

    def __str__(self) -> str:
        # The history keeps this for ever, so of an exempt one it says nothing.
        return self.text[:100] if self.is_open else gettext("An exempt decision")

    def get_absolute_url(self) -> str:
        return reverse("meetings:show_decision", args=[self.pk])


class ActionLogEntry(Record):
    """Something somebody was asked to do, chased until it is done."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="action_log")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="action_log")
    decision = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="action_log")
    what = models.TextField(_("what"))
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    owner_name = models.CharField(_("who"), max_length=200, blank=True)
    owner_email = models.EmailField(_("e-mail address"), blank=True, help_text=_("For reminders; never public."))
    due_on = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=EntryState.choices, default=EntryState.OPEN)
    done_on = models.DateField(null=True, blank=True)
    done_note = models.TextField(_("what was done"), blank=True)
    is_open = models.BooleanField(default=True, help_text=_("May be read by everybody."))

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name_plural = "action log entries"
