"""A service, and a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults, day_field
from folkmoot.ground.bodies.models import Organisation

from ..actions.lists import ReasonFields, UnitFields
from ..models import Reason, Unit


class UnitForm(TakesFaults, forms.Form):
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    about = forms.CharField(
        label=_("What does it do?"), max_length=300, required=False, help_text=_("In a sentence, for residents.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Which body does it belong to?"),
        queryset=Organisation.objects.order_by("name"),
        to_field_name="key",
        empty_label=_("Choose one"),
    )
    last = day_field(
        _("The last day on which it takes new cases"),
        required=False,
        help_text=_("Empty: it goes on. Its cases stay with it, and can be given to another service one by one."),
    )

    def __init__(self, *args: Any, row: Unit | None = None, **kwargs: Any) -> None:
        if row is not None:
            known = {name: getattr(row, name) for name in ("name", "about", "last")}
            kwargs.setdefault("initial", known | {"organisation": row.organisation.key})
        else:
            # Most councils have one body; then nobody has to look for it.
            bodies = list(Unit.objects.order_by().values_list("organisation__key", flat=True).distinct()[:2])
            kwargs.setdefault("initial", {"organisation": bodies[0]} if len(bodies) == 1 else {})
        super().__init__(*args, **kwargs)

    def known(self) -> UnitFields:
        return UnitFields(**self.cleaned_data)


class ReasonForm(TakesFaults, forms.Form):
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    description = forms.CharField(
        label=_("What falls under it?"),
        max_length=300,
        required=False,
        help_text=_("In a sentence, so that two officers sort the same case alike."),
    )
    first = day_field(_("The first day of cases that can have it"), required=False, help_text=_("Empty: always."))
    last = day_field(_("The last day"), required=False, help_text=_("Empty: it goes on. Cases that have it keep it."))

    def __init__(self, *args: Any, row: Reason | None = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs.setdefault(
                "initial", {name: getattr(row, name) for name in ("name", "description", "first", "last")}
            )
        super().__init__(*args, **kwargs)

    def known(self) -> ReasonFields:
        return ReasonFields(**self.cleaned_data)
