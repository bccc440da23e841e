from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.notify.enums import Medium

from .case import Case


class Complainant(models.Model):
    """Who the case is from, and how to reach them. No row: nobody was named, or it has been forgotten."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="complainant")
    name = models.CharField(_("name"), max_length=200, blank=True)
    medium = models.CharField(max_length=10, choices=Medium.choices, blank=True, help_text=_("How to tell them."))
    email = models.CharField(max_length=254, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    postal = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    on_behalf_of = models.CharField(max_length=200, blank=True, help_text=_("Whom they speak for."))
    may_speak = models.CharField(max_length=200, blank=True, help_text=_("By what right: consent, power of attorney …"))
    adjustments = models.TextField(blank=True, help_text=_("What makes it possible for them to deal with us."))

    class Meta:
        indexes = [models.Index(fields=["email"], name="complainants_by_email")]

    def __str__(self) -> str:
        """Without the name: the history keeps this for ever, and names are to be forgotten."""
        return f"{self.case_id}"

    @property
    def address(self) -> str:
        """Where the chosen medium reaches them; '' when they did not ask to be told."""
        by_medium = {Medium.EMAIL: self.email, Medium.TEXT: self.telephone, Medium.LETTER: self.postal}
        return by_medium[Medium(self.medium)] if self.medium else ""
