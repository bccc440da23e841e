from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record, WrittenFile
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival

from ..enums import EvidenceState, Shown, Side, Verdict
from .agreement import Agreement, Commitment, NumericRule


class Check(Record):
    """How one record stands to one rule, reckoned from it; with why, and by what source. `begins` is the record's day.

    Title and address are as its own app gave them. An officer can say that a rule is not meant for a record; then it
    counts for nothing, and the reason is shown."""

    rule = models.ForeignKey(NumericRule, on_delete=models.CASCADE, related_name="checks")
    record_type = models.CharField(max_length=80)
    record_key = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    begins = models.DateField()
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    because = models.TextField()
    sources = models.JSONField(default=list)
    is_public = models.BooleanField(default=False)
    left_out_because = models.CharField(max_length=300, blank=True)
    left_out_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-begins", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "record_type", "record_key"], name="one_check_of_a_record")
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_verdict_display()}"


class Evidence(Record):
    """What somebody shows of how a commitment was kept: a partner or an officer, with a day and perhaps a document."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("whose keeping")
    )
    shown = models.CharField(_("how it was kept"), max_length=10, choices=Shown.choices)
    happened_on = models.DateField(_("when"))
    words = models.TextField(_("what shows it"))
    link = models.URLField(_("address of a document"), blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(_("who says so"), max_length=200)
    by_side = models.CharField(_("for which sector"), max_length=12, choices=Side.choices)
    contact = models.EmailField(_("e-mail address"), blank=True, help_text=_("Only officers see it."))
    state = models.CharField(max_length=12, choices=EvidenceState.choices, default=EvidenceState.WAITING)
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.commitment.key} {self.happened_on}"


class Review(Record):
    """The report of a year of an agreement, as it was published: what it says does not change when records do."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    introduction = models.TextField(blank=True)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True, help_text="The page below its title.")
    digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["agreement", "year"], name="one_review_of_a_year")]

    def __str__(self) -> str:
        return self.title or f"{self.agreement} {self.year}"


class ReviewFile(WrittenFile):
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="files")

    class Meta(WrittenFile.Meta):
        constraints = [models.UniqueConstraint(fields=["review", "form"], name="one_review_file_of_a_form")]
