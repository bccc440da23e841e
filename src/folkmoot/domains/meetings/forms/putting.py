from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults

from ..models import Meeting


class PutBeforeForm(TakesFaults, forms.Form):
    meeting = forms.ChoiceField(label=_("Before which meeting?"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title of the item"), max_length=300, help_text=_("Everybody reads it once the clerk has published it.")
    )

    def __init__(self, *args: Any, meetings: list[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (meeting.key, f"{meeting.title}, {date_format(meeting.date, 'l j F Y')}") for meeting in meetings
        ]
