from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .consultation import Consultation
from .response import Response


class PaperSettings(models.Model):
    """How many of the paper forms of a consultation are typed again. Whoever knows the seed can check the sample."""

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="paper_settings")
    percent = models.PositiveSmallIntegerField(
        _("share typed again, in percent"),
        default=10,
        help_text=_("0 to 100. Drawn at random; a higher share keeps the draw."),
    )
    seed = models.CharField(max_length=40)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(percent__lte=100), name="a_share_is_at_most_the_whole")]


class PaperForm(models.Model):
    """The typing of a response from paper: by whom, from which bundle, and what could not be counted."""

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="paper_form")
    typed_by = models.CharField(max_length=200)
    typed_by_key = models.CharField(max_length=80)
    typed_at = models.DateTimeField(auto_now_add=True)
    seconds = models.PositiveIntegerField(null=True, blank=True, help_text=_("First key to saving, where known."))
    batch = models.CharField(_("bundle"), max_length=40, blank=True)
    note = models.CharField(_("what is odd about the form"), max_length=500, blank=True)
    spoiled = models.JSONField(default=dict, blank=True, help_text=_("{field: options ticked}, more than allowed."))
    lot = models.PositiveSmallIntegerField(help_text=_("0 to 9,999; below 100 times the share: typed again."))

    class Meta:
        ordering = ["-typed_at", "-pk"]
        indexes = [
            models.Index(fields=["typed_by_key", "-typed_at"], name="paper_forms_of_a_typist"),
        ]


class SecondEntry(models.Model):
    """A sampled paper form typed again by a second person. The first is what counts until somebody settles it."""

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="second_entry")
    answers = models.JSONField(default=dict, help_text="All that was typed, as folkmoot_core.survey.typed_values.")
    fields = models.PositiveSmallIntegerField(default=0, help_text="Answers compared.")
    differences = models.JSONField(default=dict, blank=True, help_text="{field: [first, second]}")
    first_typed_by_key = models.CharField(max_length=80, default="", db_default="")
    typed_by = models.CharField(max_length=200)
    typed_by_key = models.CharField(max_length=80)
    typed_at = models.DateTimeField(auto_now_add=True)
    settled = models.JSONField(default=dict, db_default={}, blank=True, help_text="{field: value that holds now}")
    settled_reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    settled_by = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(typed_by_key=F("first_typed_by_key")), name="a_form_is_typed_again_by_somebody_else"
            )
        ]
