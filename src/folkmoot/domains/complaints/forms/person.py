"""Who a case is from, as officers write it down; and the fields that their forms are made of."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import words_field
from folkmoot.ground.notify.enums import Medium

from ..actions.log import Whose


def lines_field(label: Any, rows: int = 3, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return words_field(label, rows, required=required, most=20_000, help_text=help_text)


class PersonFields(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    medium = forms.ChoiceField(
        label=_("How to tell them"), choices=[("", _("Not at all")), *Medium.choices], required=False
    )
    email = forms.CharField(label=_("E-mail address"), max_length=254, required=False)
    telephone = forms.CharField(label=_("Telephone number"), max_length=40, required=False)
    postal = lines_field(_("Postal address"), 4, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    on_behalf_of = forms.CharField(label=_("Speaks for"), max_length=200, required=False)
    may_speak = forms.CharField(label=_("By what right"), max_length=200, required=False)
    adjustments = lines_field(_("Reasonable adjustments"), 2, required=False)

    def whose(self) -> Whose:
        return whose_of(self.cleaned_data)


def whose_of(given: dict[str, Any]) -> Whose:
    """Of what a form was given, that which says who it is from."""
    return Whose(**{each.name: given.get(each.name, "").strip() for each in fields(Whose)})
