from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.public import Medium
from folkmoot.ground.places.models import Place

from ..enums import ENDED, ClosingReason, FixedAnswer, PhotoState, PointFrom, Status
from .category import Category


class Incident(Record):
    """A problem that somebody reported. Confidential: what is public of it is said by `queries.showing` alone, and who
    reported it stands apart, in a `Follower`."""

    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, related_name="incident")
    key = models.CharField(max_length=40, unique=True, help_text=_("Secret: opens the reporter's own page."))
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="incidents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_let_in = models.BooleanField(default=True, help_text=_("No: held at the door, or set aside there."))
    words = models.TextField(blank=True, help_text=_("As the reporter wrote them; never public."))
    public_words = models.TextField(blank=True, help_text=_("What an officer has passed for everybody to read."))
    answers = models.JSONField(default=dict, blank=True)
    place_words = models.CharField(max_length=500, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    point_from = models.CharField(max_length=20, choices=PointFrom.choices, blank=True)
    district = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ward = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    closing_reason = models.CharField(max_length=20, choices=ClosingReason.choices, blank=True)
    status_words = models.TextField(blank=True, help_text=_("What was last said about it; public."))
    reported_at = models.DateTimeField(default=timezone.now)
    status_at = models.DateTimeField(default=timezone.now)
    expected_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    taken_by_key = models.CharField(max_length=80, blank=True)
    taken_by = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True, help_text=_("When we asked whether it is fixed."))
    fixed_answer = models.CharField(max_length=10, choices=FixedAnswer.choices, blank=True)

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [
            models.Index(fields=["category", "latitude", "longitude"], name="incident_nearby"),
            models.Index(fields=["organisation", "status", "reported_at"], name="incident_desk"),
            models.Index(fields=["reported_at"], name="incident_by_day"),
            models.Index(fields=["status", "status_at"], name="incident_ended"),
            models.Index(fields=["ward", "status"], name="incident_in_ward"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.CLOSED) | ~Q(closing_reason=""), name="a_closed_report_says_why"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="a_point_has_both_its_numbers",
            ),
        ]

    def __str__(self) -> str:
        return self.arrival.reference

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    def get_absolute_url(self) -> str:
        return reverse("incidents:show_report", args=[self.arrival.reference])


class StatusChange(models.Model):
    """One step in the life of a report, as everybody may read it. Who took it is for officers."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="changes")
    status = models.CharField(max_length=20, choices=Status.choices)
    closing_reason = models.CharField(max_length=20, choices=ClosingReason.choices, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_status_display()}"


class Photo(models.Model):
    """A photograph of a report. `raw` is as it came, opened to nobody; `made` is what we made of it. Before it is sent
    with a report it waits without one."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, null=True, blank=True, related_name="photos")
    key = models.CharField(max_length=40, unique=True)
    raw = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=20, choices=PhotoState.choices, default=PhotoState.WAITING)
    keeps_position = models.BooleanField(
        default=False, help_text=_("The reporter agreed that it says where it was taken.")
    )
    is_public = models.BooleanField(default=False, help_text=_("An officer has passed it for everybody to see."))
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "added_at"], name="photos_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(keeps_position=False), name="no_public_photo_says_where_it_was_taken"
            ),
            models.CheckConstraint(
                condition=~Q(state=PhotoState.READY) | Q(made__isnull=False), name="a_ready_photo_has_been_made_anew"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Follower(models.Model):
    """Somebody who hears of each step: whoever reported it, or anybody who asked to. Apart from the report."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="followers")
    key = models.CharField(max_length=40, unique=True, help_text=_("Secret: ends the messages."))
    is_reporter = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=10, choices=Medium.choices)
    address = models.TextField()
    since = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "medium", "address"], name="one_follower_per_address"),
            models.UniqueConstraint(fields=["incident"], condition=Q(is_reporter=True), name="one_reporter_per_report"),
        ]

    def __str__(self) -> str:
        return f"{self.get_medium_display()} {self.incident_id}"
