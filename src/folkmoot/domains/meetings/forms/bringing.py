from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults
from folkmoot.ground.bodies.models import Organisation


class BringForm(TakesFaults, forms.Form):
    body = forms.ModelChoiceField(
        label=_("Whose meeting?"), queryset=Organisation.objects.none(), to_field_name="key", empty_label=_("Choose")
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("The plain text of a published agenda pack or of a supplement, or its PDF."),
        widget=forms.FileInput(attrs={"accept": ".txt,.pdf"}),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
