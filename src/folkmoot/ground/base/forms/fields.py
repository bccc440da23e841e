"""Fields that forms of every app are made of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Browsers take and give the ISO form, whatever the language of the page; people without a calendar type the other.
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


def day_field(label: Any, *, required: bool = True, help_text: Any = "", **more: Any) -> forms.DateField:
    """A day, chosen or typed; the browser's own calendar where it has one."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}),
        **({"input_formats": DAY_FORMATS} | more),
    )


def words_field(
    label: Any, rows: int = 4, *, required: bool = True, most: int = 5000, help_text: Any = ""
) -> forms.CharField:
    """Several lines of words."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line_field(label: Any, *, required: bool = True, most: int = 200, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, help_text=help_text)


def email_field(label: Any, *, help_text: Any = "") -> forms.CharField:
    """May stay empty. The action says whether it is an address."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=254,
        help_text=help_text,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


def reference_field(help_text: Any = "") -> forms.CharField:
    """What somebody was given to follow what they told us; read back by `normalise_reference`."""
    return _typed_off(_("Your reference"), 40, "govuk-input--width-10", help_text)


def secret_field(help_text: Any = "") -> forms.CharField:
    """The code that stands beside a reference."""
    return _typed_off(_("Your code"), 60, "govuk-input--width-20", help_text)


def _typed_off(label: Any, most: int, width: str, help_text: Any) -> forms.CharField:
    attributes = {"class": width, "spellcheck": "false", "autocomplete": "off"}
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs=attributes), help_text=help_text)
