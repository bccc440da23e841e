from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.base.public import TakesFaults, day_field

from ..actions.watchers import Deed
from ..models import WatchScheme
from ..models.watcher import MOST_BAGS, MOST_MINUTES
from ..queries.watching import wards


class JoinForm(TakesFaults, forms.Form):
    scheme = forms.ModelChoiceField(label=gettext_lazy("Scheme"), queryset=WatchScheme.objects.none(), empty_label=None)
    ward = forms.ChoiceField(label=gettext_lazy("Your ward"))
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "The way to your own page goes there. Only the officers who look after watchers see it."
        ),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schemes = WatchScheme.objects.all()
        self.fields["scheme"].queryset = schemes  # type: ignore[attr-defined]
        if len(schemes) == 1:
            self.fields["scheme"].widget = forms.HiddenInput()
            self.initial.setdefault("scheme", schemes[0].pk)
        self.known = {str(ward.pk): ward for ward in wards()}
        by_district = groupby(self.known.values(), key=lambda ward: ward.parent.name if ward.parent else "")
        groups = [(district, [(str(ward.pk), ward.name) for ward in inside]) for district, inside in by_district]
        self.fields["ward"].choices = [("", _("Choose your ward")), *groups]  # type: ignore[attr-defined]


class OutingForm(TakesFaults, forms.Form):
    done_on = day_field(gettext_lazy("Which day?"))
    minutes = forms.IntegerField(
        label=gettext_lazy("For how many minutes?"),
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    bags = forms.IntegerField(
        label=gettext_lazy("How many bags were filled?"),
        min_value=0,
        max_value=MOST_BAGS,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    words = forms.CharField(
        label=gettext_lazy("What was done?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("done_on", timezone.localdate())

    @property
    def deed(self) -> Deed:
        data = self.cleaned_data
        return Deed(data["done_on"], data["minutes"], data["bags"] or 0, data["words"])
