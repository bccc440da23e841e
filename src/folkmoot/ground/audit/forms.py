from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .queries import kind_in_words, subject_types


class DayInput(forms.DateInput):
    """Browsers take and give the ISO form, whatever the language of the page."""

    def __init__(self) -> None:
        super().__init__({"type": "date"}, format="%Y-%m-%d")


class SearchForm(forms.Form):
    """Every field may stay empty."""

    person = forms.CharField(
        label=_("Who"), required=False, max_length=200, help_text=_("Part of a name, or a key such as user:7.")
    )
    subject_type = forms.ChoiceField(label=_("Kind of record"), required=False)
    subject_key = forms.CharField(label=_("Number of the record"), required=False, max_length=80)
    verb = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=80,
        help_text=_("How its short name under Details begins. For example: person.role"),
    )
    first_day = forms.DateField(label=_("From"), required=False, widget=DayInput, help_text=_("Like 2026-11-23."))
    last_day = forms.DateField(label=_("To"), required=False, widget=DayInput, help_text=_("Like 2026-11-23."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted(((kind, kind_in_words(kind).capitalize()) for kind in subject_types()), key=lambda pair: pair[1])
        self.fields["subject_type"].choices = [("", _("Any")), *kinds]  # type: ignore[attr-defined]
