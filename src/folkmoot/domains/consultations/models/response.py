from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.models import Derived, Record
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.notify.enums import Medium
from folkmoot.ground.places.models import Place

from ..enums import Consent, ReadingState, ResponseState
from .consultation import Consultation
from .questionnaire import Questionnaire


class Response(models.Model):
    """What one person or organisation answered, with the person as they were on that day, and no name."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="responses")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="responses")
    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    answers = models.JSONField(default=dict, help_text=_("{question: value}, only what routing asked."))
    parked = models.JSONField(default=dict, blank=True, help_text=_("Given, then routed out of view; not counted."))
    coded = models.BinaryField(default=b"", help_text=_("The closed answers, packed; derived from answers."))
    capacity = models.CharField(max_length=60, blank=True)
    age_band = models.CharField(max_length=60, blank=True)
    sex = models.CharField(max_length=60, blank=True)
    district = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ward = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.CharField(max_length=10, choices=Consent.choices, default=Consent.NONE)
    state = models.CharField(max_length=12, choices=ResponseState.choices, default=ResponseState.COUNTED)
    state_reason = models.CharField(max_length=300, blank=True)
    submitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["consultation", "state", "channel"], name="responses_by_channel")]

    def __str__(self) -> str:
        return self.arrival.reference


class ResultsRevision(models.Model):
    """Goes up whenever a response is corrected, set aside, let in or erased. Triggers in the database see to it
    (migration 0003), so no row means that nothing was ever changed."""

    consultation = models.OneToOneField(
        Consultation, on_delete=models.CASCADE, primary_key=True, db_constraint=False, related_name="results_revision"
    )
    number = models.PositiveIntegerField()


class ResponseTally(Derived):
    """How many responses are in a state and came by a channel, in up to eight parts. Triggers in the database keep it
    (migration 0009)."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, db_constraint=False, related_name="tallies"
    )
    state = models.CharField(max_length=12)
    channel = models.CharField(max_length=20)
    slot = models.PositiveSmallIntegerField()
    number = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "state", "channel", "slot"], name="one_tally_of_a_state_and_channel"
            )
        ]


class Contact(models.Model):
    """How to reach the person behind a response, and what for. Apart from the answers, so that it is erased alone."""

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=10, choices=Medium.choices, blank=True)
    address = models.TextField(blank=True, help_text=_("E-mail address, telephone number or postal address."))
    wants_outcome = models.BooleanField(default=False)
    wants_copy = models.BooleanField(default=False)


class Answer(models.Model):
    """An answer in words: the thing that is quoted, redacted, themed and followed to what it changed."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="words")
    question = models.CharField(max_length=80)
    text = models.TextField()
    reading = models.CharField(max_length=10, choices=ReadingState.choices, default=ReadingState.UNREAD)
    public_text = models.TextField(blank=True, help_text=_("As published, after redaction."))
    reading_reason = models.CharField(max_length=300, blank=True)
    read_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="one_answer_per_question")]
        indexes = [models.Index(fields=["reading", "question"], name="answers_by_reading")]

    def __str__(self) -> str:
        """Without its words: the history keeps this for ever, and words may have to be forgotten."""
        return f"{self.question} ({self.pk})"


class Draft(Record):
    """Answers under way, under a secret link. Goes when it is sent, or when its time is over."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="drafts")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=64, unique=True)
    entered = models.JSONField(default=dict, help_text=_("{form field: [values]}, as typed, right or wrong."))
    expires_at = models.DateTimeField(db_index=True)
    sent_as = models.CharField(max_length=64, blank=True, help_text=_("Key of the arrival it became."))
