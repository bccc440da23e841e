"""The rules of a body, as its clerk types them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults

from ...models import ConductRules

SMALL = {"class": "govuk-input--width-3"}


class RulesForm(TakesFaults, forms.ModelForm):
    groups = forms.CharField(
        label=_("At least so many of each group or tier"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line each, such as “district: 1”. Empty: no such rule."),
    )

    class Meta:
        model = ConductRules
        fields: ClassVar = [
            *("seats", "quorum_number", "quorum_top", "quorum_bottom", "quorum_at_least", "requirement"),
            *("needs_seconder", "has_substitutes", "same_group", "most_substitutes", "interest_code"),
            *("public_may_speak", "source"),
        ]
        labels: ClassVar = {
            "quorum_number": _("Quorum: so many members"),
            "quorum_top": _("or so many"),
            "quorum_bottom": _("of so many seats"),
        }
        help_texts: ClassVar = {
            "quorum_number": _("Empty: the fraction below holds."),
            "quorum_top": _("Used where no number is given: 1 of 4 is a quarter, rounded up."),
            "source": _("Standing orders or terms of reference, with the paragraph."),
        }
        widgets: ClassVar = {
            name: forms.NumberInput(attrs=SMALL)
            for name in (
                *("seats", "quorum_number", "quorum_top", "quorum_bottom", "quorum_at_least", "most_substitutes"),
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.instance.quorum_groups or {}
        self.initial.setdefault("groups", "\n".join(f"{name}: {least}" for name, least in groups.items()))

    def clean_groups(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in self.cleaned_data["groups"].splitlines():
            name, _colon, least = line.rpartition(":")
            if not line.strip():
                continue
            if not name.strip() or not least.strip().isdecimal() or not 0 < int(least) < 100:
                raise forms.ValidationError(_("“%(line)s” is no group and number."), params={"line": line.strip()[:60]})
            found[name.strip()] = int(least)
        return found

    def save(self, commit: bool = True) -> ConductRules:  # noqa: FBT001, FBT002 – Django's own
        self.instance.quorum_groups = self.cleaned_data["groups"]
        made: ConductRules = super().save(commit=commit)
        return made
