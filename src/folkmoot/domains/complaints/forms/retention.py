"""Hold a case, and find all that is kept of one person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults
from folkmoot.ground.intake.models import Arrival
from folkmoot_core.values import normalise_reference

from ..models import Case, Referral


class HoldForm(TakesFaults, forms.Form):
    reference = forms.CharField(
        label=_("Reference"), max_length=40, help_text=_("Of a case, of an arrival, or the Ombudsman's own.")
    )
    because = forms.CharField(
        label=_("Why is it held?"),
        max_length=300,
        help_text=_("A court, an inquiry, the Ombudsman. It is kept in the history: name nobody."),
    )

    def clean_reference(self) -> Case | Arrival | Referral:
        typed = self.cleaned_data["reference"].strip()
        ours = normalise_reference(typed) or ""
        found = (
            Case.objects.filter(arrival__reference=ours).first()
            or Arrival.objects.filter(reference=ours).first()
            or Referral.objects.filter(theirs__iexact=typed).first()
        )
        if found is None:
            raise forms.ValidationError(_("We know nothing of this reference."))
        return found


class PersonForm(forms.Form):
    """Sent by POST, so that no address stands in a log."""

    whom = forms.CharField(
        label=_("How we know the person"),
        max_length=254,
        help_text=_("An e-mail address, a telephone number, or the reference of a case of theirs."),
    )
    sure = forms.BooleanField(label=_("Yes, forget her in all cases that are closed"), required=False)

    def clean(self) -> dict[str, Any]:
        return super().clean() or {}
