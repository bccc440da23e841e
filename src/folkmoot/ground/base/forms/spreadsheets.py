"""The form with which a spreadsheet comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from ..adapters.spreadsheets import ENDINGS
from .faults import FaultsForm

LARGEST_MEGABYTES = 5
# A file of a thousand faults is mended after the first two hundred.
MOST_FAULTS_SHOWN = 200


class SpreadsheetForm(FaultsForm):
    """`file`, and `only_look`: say what it would do, change nothing."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV (UTF-8) or Excel (.xlsx), at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    only_look = forms.BooleanField(label=_("Only look: say what it would do, change nothing"), required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not str(file.name).lower().endswith(ENDINGS):
            raise forms.ValidationError(now("This is no CSV or Excel file. Save it as one of these."))
        if file.size > LARGEST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(now("This file is larger than 5 MB. Send it in parts."))
        return file
