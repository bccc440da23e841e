from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.models import Record

from ..enums import Verdict
from .consultation import Consultation


class Theme(Record):
    """Something that several people said. Answers hang on it by thread links (`grouped_in`)."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=80)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    question = models.CharField(_("question"), max_length=80, blank=True)
    suggestions = models.PositiveIntegerField(
        _("suggestions"), default=0, help_text=_("How many suggestions were counted under it.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "key"], name="one_theme_of_a_key")]

    def __str__(self) -> str:
        return self.title


class Outcome(Record):
    """We asked, you said, we did."""

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="outcome")
    asked = models.TextField(_("we asked"), blank=True)
    said = models.TextField(_("you said"), blank=True)
    did = models.TextField(_("we did"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(_("What came of “%(title)s”") % {"title": self.consultation.title})

    def get_absolute_url(self) -> str:
        return reverse("consultations:show_outcome", args=[self.consultation.slug])


class OutcomeItem(models.Model):
    """The answer to one theme or one question: accepted, partly, not, for later; because."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="items")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    question = models.CharField(max_length=80, blank=True)
    verdict = models.CharField(_("our answer"), max_length=20, choices=Verdict.choices)
    because = models.TextField(_("because"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(theme__isnull=False) & Q(question="")) | (Q(theme__isnull=True) & ~Q(question="")),
                name="an_outcome_item_answers_a_theme_or_a_question",
            ),
            models.UniqueConstraint(
                fields=["outcome", "theme"], condition=Q(theme__isnull=False), name="one_answer_per_theme"
            ),
            models.UniqueConstraint(
                fields=["outcome", "question"], condition=~Q(question=""), name="one_outcome_item_per_question"
            ),
        ]
