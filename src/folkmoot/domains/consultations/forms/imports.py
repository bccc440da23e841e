"""Spreadsheets of answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

ENDINGS = (".csv", ".xlsx")


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV (UTF-8) or Excel (.xlsx), with the columns of the template."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if not str(file.name).lower().endswith(ENDINGS):
            raise forms.ValidationError(_("This is no CSV or Excel file. Save it as one of these."))
        return file
