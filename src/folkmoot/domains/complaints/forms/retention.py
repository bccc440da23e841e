"""Hold a case, and find all that is kept of one person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults
from folkmoot_core.values import normalise_reference

from ..models import Case


class HoldForm(TakesFaults, forms.Form):
    reference = forms.CharField(label=_("Reference of the case"), max_length=24)
    because = forms.CharField(
        label=_("Why is it held?"),
        max_length=300,
        help_text=_("A court, an inquiry, the Ombudsman. It is kept in the history: name nobody."),
    )

    def clean_reference(self) -> Case:
        case = Case.objects.filter(arrival__reference=normalise_reference(self.cleaned_data["reference"]) or "").first()
        if case is None:
            raise forms.ValidationError(_("There is no case of this reference."))
        return case


class PersonForm(forms.Form):
    """Sent by POST, so that no address stands in a log."""

    email = forms.EmailField(label=_("E-mail address of the person"), max_length=254)
    sure = forms.BooleanField(label=_("Yes, forget her in all cases that are closed"), required=False)

    def clean(self) -> dict[str, Any]:
        return super().clean() or {}
