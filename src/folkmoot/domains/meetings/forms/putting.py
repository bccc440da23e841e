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

    with_paper = forms.BooleanField(
        label=_("Put what is known of it today into a paper"),
        required=False,
        help_text=_("Everybody reads the paper once the clerk has published it."),
    )

    def __init__(self, *args: Any, meetings: list[Meeting], asks_about_paper: bool, **kwargs: Any) -> None:
        """`asks_about_paper`: where the record itself is not open to everybody yet."""
        super().__init__(*args, **kwargs)
        if not asks_about_paper:
            del self.fields["with_paper"]
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (meeting.key, f"{meeting.title}, {date_format(meeting.date, 'l j F Y')}") for meeting in meetings
        ]
