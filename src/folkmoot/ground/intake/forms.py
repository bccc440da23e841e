from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.public import TakesFaults, day_field, new_key
from folkmoot.ground.documents.public import ALL_ENDINGS

from .actions.log_by_hand import BY_HAND
from .enums import ArrivalState
from .queries import LogFilter, kind_in_words, kinds_seen

ANY = ("", _("Any"))


class LogFilterForm(forms.Form):
    words = forms.CharField(label=_("Reference, words or name"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *ArrivalState.choices])
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=[ANY, *Channel.choices])
    kind = forms.ChoiceField(label=_("What it became"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [ANY, *((kind, kind_in_words(kind)) for kind in kinds_seen())]  # type: ignore[attr-defined]

    def narrowed(self) -> LogFilter:
        """What was asked; a form with a fault narrows nothing and shows the fault."""
        return LogFilter(**self.cleaned_data) if self.is_valid() else LogFilter()


class LogArrivalForm(TakesFaults, forms.Form):
    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[(channel.value, channel.label) for channel in BY_HAND],
        widget=forms.RadioSelect,
    )
    received_on = day_field(_("Which day did it come?"), help_text=_("For a letter, the day it was delivered."))
    words = forms.CharField(
        label=_("What was said or written"),
        help_text=_(
            "In the person's own words as far as you can. Leave empty for an e-mail file: its words are taken from it."
        ),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = forms.FileField(
        label=_("A scan, or the e-mail as a file"),
        help_text=_("PDF, picture, Word, e-mail (.eml) or text. Only those who keep this log can open it."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_on", timezone.localdate())
        self.initial.setdefault("key", new_key())


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("A few words. They stay in the history."),
        max_length=500,
        error_messages={"required": _("Say why, in a few words.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
