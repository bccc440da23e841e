"""By which rules a body sits, leave to break one, and what happened that rules ask about."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, key_form

from ..enums import EventKind


class Governance(Record):
    """The governance profile of a body from one day on; the next one begins when it is chosen anew."""

    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="governances")
    profile = models.CharField(max_length=80)
    first = models.DateField(_("from"), null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["body", F("first").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "first"], name="one_profile_of_a_body_from_a_day"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(first__isnull=True), name="one_profile_of_a_body_from_the_beginning"
            ),
        ]


class BoardRule(Record):
    """A rule of a body's own terms of reference; what `settings` holds is the kind's own affair."""

    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="own_rules")
    key = models.CharField(max_length=80, validators=[key_form])
    kind = models.CharField(max_length=40)
    words = models.CharField(max_length=300)
    settings = models.JSONField(default=dict, blank=True)
    first = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["body", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], name="one_rule_of_a_body_by_a_key"),
            models.CheckConstraint(
                condition=Q(first__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("first")),
                name="a_rule_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.words}"


class Waiver(Record):
    """Leave for a body to break one of its rules: who gave it, why, from when until when."""

    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=80)
    given_by = models.CharField(max_length=200)
    why = models.TextField()
    first = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["body", "first", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "rule", "first"], name="one_waiver_of_a_rule_from_a_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("first")),
                name="a_waiver_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.rule}"


class BoardEvent(Record):
    """What happened to a body on a day: it met, its chair was reviewed, it reported, it set five priorities."""

    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="board_events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    on = models.DateField()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "on"], name="one_event_of_a_kind_of_a_body_on_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.get_kind_display()}"
