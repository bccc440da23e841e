from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation, Person

from ..enums import DaysCounted, ItemKind, MeetingState, Numbering

key_form = RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Use small letters, digits and -."))


class MeetingRules(models.Model):
    """How a body calls its meetings: data, so that no body's custom stands in the code."""

    body = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="meeting_rules")
    numbering = models.CharField(max_length=12, choices=Numbering.choices, default=Numbering.PLAIN)
    sections = models.JSONField(
        default=list,
        blank=True,
        help_text=_("Letter and title of each section, in order."),
    )
    clear_days = models.PositiveSmallIntegerField(
        _("clear days"), default=5, help_text=_("Between publishing and meeting; five by LGA 1972 s100B.")
    )
    days_counted = models.CharField(max_length=12, choices=DaysCounted.choices, default=DaysCounted.WORKING)
    law_binds = models.BooleanField(
        default=True,
        help_text=_("Bound by LGA 1972, Part VA; otherwise the days are its own rule."),
    )
    takes_key_decisions = models.BooleanField(
        default=False,
        help_text=_("A council's executive: notices by SI 2012/2089."),
    )
    usual_time = models.TimeField(_("usual time"), null=True, blank=True)
    usual_venue = models.CharField(_("usual place"), max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "meeting rules"

    def __str__(self) -> str:
        return f"{self.body}"


class StandingItem(models.Model):
    """What stands on every agenda of a body, such as apologies and declarations."""

    rules = models.ForeignKey(MeetingRules, on_delete=models.CASCADE, related_name="standing_items")
    section = models.CharField(max_length=2, blank=True)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=300)
    note = models.TextField(_("note"), blank=True)
    kind = models.CharField(max_length=12, choices=ItemKind.choices, default=ItemKind.STANDING)

    class Meta:
        ordering = ["section", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Meeting(Record):
    """One meeting of a body, from the forward plan to its minutes. `key` is its address for ever, whatever happens to
    its date; `sequence` counts what calendars must be told (iCalendar SEQUENCE)."""

    key = models.CharField(max_length=120, unique=True, validators=[key_form])
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="meetings")
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("If it is not simply the body's name."))
    date = models.DateField(_("date"))
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    venue = models.CharField(_("place"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=MeetingState.choices, default=MeetingState.TENTATIVE)
    state_reason = models.CharField(_("reason"), max_length=500, blank=True)
    is_public = models.BooleanField(_("open to the public"), default=True)
    is_special = models.BooleanField(_("outside the usual row"), default=False)
    chair = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    contact = models.CharField(_("whom to ask"), max_length=300, blank=True)
    webcast_url = models.URLField(_("webcast"), max_length=500, blank=True)
    captions_url = models.URLField(_("captions or transcript"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    sequence = models.PositiveIntegerField(default=0)
    last_serial = models.PositiveIntegerField(default=0, help_text=_("The last address given to an item."))
    first_published_at = models.DateTimeField(null=True, blank=True)
    late_reason = models.TextField(_("why it is published late"), blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["date", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(state_reason=""), name="a_cancelled_meeting_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["date", "id"], name="meetings_by_date"),
            models.Index(fields=["body", "date", "id"], name="meetings_of_body"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {date_format(self.date, 'j F Y')}"

    @property
    def title(self) -> str:
        return self.name or self.body.name

    @property
    def scope(self) -> str:
        return self.body.scope

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def is_on_public_pages(self) -> bool:
        """Confirmed dates are public; so is whatever once was published. A plan still talked about is not."""
        return self.is_public and (self.state != MeetingState.TENTATIVE or self.first_published_at is not None)


class MeetingMove(models.Model):
    """A meeting that was moved: when it was to be, and why not."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="moves")
    from_date = models.DateField()
    from_time = models.TimeField(null=True, blank=True)
    from_venue = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500)
    moved_at = models.DateTimeField(auto_now_add=True)
    moved_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
