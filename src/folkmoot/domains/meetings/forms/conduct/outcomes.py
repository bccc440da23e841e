"""What narrows lists of decisions and actions, and what settles an action."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.bodies.models import Organisation

from ...enums.conduct import EntryState
from ...models import Meeting
from ..fields import day_field
from .room import OneOfMany


class NarrowForm(forms.Form):
    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Organisation.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("Any"),
    )
    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Show"), required=False, choices=[("", _("All")), *EntryState.choices])

    def __init__(self, *args: object, leave_out: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        meeting = Meeting.objects.values("body")
        self.fields["body"].queryset = Organisation.objects.filter(pk__in=meeting)  # type: ignore[attr-defined]
        del self.fields[leave_out]


class SettleForm(OneOfMany):
    state = forms.ChoiceField(label=_("How does it stand?"), choices=EntryState.choices, widget=forms.RadioSelect)
    done_note = forms.CharField(label=_("What came of it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PostponeForm(OneOfMany):
    due_on = day_field(_("New day"))
    reason = forms.CharField(label=_("Why does it take longer?"), max_length=500)
