from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.documents.models import Document
from folkmoot.ground.places.models import Place

from ..enums import EqualityStatus, PhaseKind, ResultsVisibility


class Consultation(Record):
    """A question put to people by a public body, and its plan.

    The plan follows the four Gunning principles (R v Brent LBC ex p Gunning 1985): still open to change, reasons enough
    to answer, time enough, and answers taken into account.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), help_text=_("Two or three sentences; people read this first."))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    partners = models.ManyToManyField(Organisation, blank=True, related_name="+")
    area = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    objectives = models.JSONField(_("objectives"), default=list, blank=True)
    why_now = models.TextField(_("why now"), blank=True)
    still_open = models.JSONField(_("what is still open to change"), default=list, blank=True)
    already_decided = models.JSONField(_("what is already decided"), default=list, blank=True)
    who_decides = models.TextField(_("who decides"), blank=True)
    deciding_body = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    equality_status = models.CharField(
        _("equality assessment"), max_length=20, choices=EqualityStatus.choices, default=EqualityStatus.NOT_DONE
    )
    equality_text = models.TextField(blank=True)
    contact_name = models.CharField(_("contact"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_address = models.TextField(_("postal address"), blank=True)
    # What officers intend while they prepare; `opens_on` and `closes_on` are only set once it is on the calendar, so
    # that no page takes an intention for a promise.
    planned_opening = models.DateField(_("planned to open"), null=True, blank=True)
    planned_closing = models.DateField(_("planned last day for answers"), null=True, blank=True)
    opens_on = models.DateField(_("opens"), null=True, blank=True)
    closes_on = models.DateField(_("last day for answers"), null=True, blank=True)
    short_reason = models.TextField(_("reason for less than twelve weeks"), blank=True)
    results_visibility = models.CharField(
        _("results"), max_length=20, choices=ResultsVisibility.choices, default=ResultsVisibility.HIDDEN_UNTIL_CLOSE
    )
    outcome_due = models.DateField(_("outcome promised by"), null=True, blank=True)
    series = models.SlugField(max_length=80, blank=True, help_text=_("Groups repeats of the same question."))

    class Meta:
        ordering = ["-opens_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(opens_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="a_consultation_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultations:show_consultation", args=[self.slug])


class Phase(models.Model):
    """A dated set of switches; every permission of a consultation reads the one that holds now."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=12, choices=PhaseKind.choices)
    starts_at = models.DateTimeField()
    switches = models.JSONField(default=dict, blank=True, help_text=_("Only what differs from the usual."))

    class Meta:
        ordering = ["consultation", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "kind"], name="one_phase_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.get_kind_display()}"


class ConsulteeGroup(models.Model):
    """Whom we ask, and how we reach them."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="consultee_groups")
    key = models.SlugField(max_length=80)
    name = models.CharField(_("group"), max_length=200)
    channels = models.JSONField(_("how we reach them"), default=list, blank=True)
    reach = models.CharField(_("whom it reaches"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "key"], name="one_consultee_group_of_a_key")]

    def __str__(self) -> str:
        return self.name


class ConsultationDocument(models.Model):
    """What people are given to read before they answer: a file of ours, or an address elsewhere."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    url = models.URLField(_("address"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class DateChange(models.Model):
    """A date of a published plan was moved; shown on its page for ever."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="date_changes")
    field = models.CharField(max_length=40)
    old = models.DateField(null=True)
    new = models.DateField(null=True)
    reason = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["made_at"]


class FrozenCopy(models.Model):
    """What consultees saw: the plan, questionnaire and documents as they stood at opening, with a fingerprint."""

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="frozen_copy")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(default=timezone.now)
