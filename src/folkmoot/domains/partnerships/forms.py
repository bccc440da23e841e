"""Forms of those who keep the register of partnerships."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults, day_field
from folkmoot.ground.bodies.enums import BODY_KINDS
from folkmoot.ground.bodies.models import Membership, Organisation
from folkmoot_core.composition import PROFILES, Field, Kind, profile

from .enums import Basis, EventKind
from .models import Remit


class ReasonForm(TakesFaults, forms.Form):
    """A form with a reason at its end, which goes into the history."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Why this changes. It goes into the history.")
    )


# In any way that the language writes it.
day = partial(day_field, input_formats=None)


class ProfileForm(ReasonForm):
    profile = forms.ChoiceField(label=_("Governance profile"), widget=forms.RadioSelect)
    first = day(_("From"), required=False, help_text=_("The first day on which it counts. Empty: from the beginning."))
    source = forms.CharField(label=_("Where this is laid down"), max_length=300, required=False)
    field_order = ["profile", "first", "source", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [profile(key) for key in PROFILES]
        self.fields["profile"].choices = [(each.key, each.title) for each in known]  # type: ignore[attr-defined]


class RuleForm(ReasonForm):
    """A rule of one kind: its words, what that kind can be told, its days and its source."""

    words = forms.CharField(
        label=_("What it is about"),
        max_length=300,
        help_text=_("In the words of the terms of reference, such as: district chief executives."),
    )
    first = day(_("In force from"), required=False)
    until = day(_("In force until"), required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where it stands, such as Terms of reference, paragraph 13."),
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for each in kind.fields:
            self.fields[each.name] = field_of(each)
        self.order_fields(["words", *(each.name for each in kind.fields), "first", "until", "source", "reason"])

    def settings(self) -> dict[str, Any]:
        """What the kind is told; what was left empty is left out."""
        given = {each.name: self.cleaned_data.get(each.name) for each in self.kind.fields}
        return {name: value for name, value in given.items() if value not in (None, "", [])}


class KeysField(forms.CharField):
    """Several values, with commas or semicolons between them; one may hold a space, as a party's name does."""

    def clean(self, value: Any) -> list[str]:
        return [each for part in super().clean(value).replace(";", ",").split(",") if (each := part.strip())]


def field_of(setting: Field) -> forms.Field:
    common: dict[str, Any] = {"label": setting.label, "required": setting.needed, "help_text": setting.hint}
    if setting.type == "keys":
        hint = setting.hint or _("As written on the register, with commas between them.")
        return KeysField(**{**common, "help_text": hint}, max_length=2000)
    if setting.type == "flag":
        return forms.BooleanField(label=setting.label, required=False)
    return forms.IntegerField(**common, min_value=0 if setting.type == "count" else 1, max_value=1000)


class EndForm(ReasonForm):
    until = day(_("Last day"), help_text=_("It holds up to and with this day, and stays on record."))
    field_order = ["until", "reason"]


class WaiverForm(ReasonForm):
    given_by = forms.CharField(label=_("Who gave leave"), max_length=200, help_text=_("Such as the Forum, on 24 May."))
    why = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    first = day(_("From"))
    until = day(_("Until"), required=False, help_text=_("Empty: until it is ended."))
    field_order = ["given_by", "why", "first", "until", "reason"]


class EventForm(ReasonForm):
    kind = forms.ChoiceField(label=_("What happened"), choices=EventKind.choices, widget=forms.RadioSelect)
    on = day(_("On which day"))
    number = forms.IntegerField(
        label=_("How many"),
        required=False,
        min_value=0,
        max_value=1000,
        help_text=_("Where priorities were set."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = ["kind", "on", "number", "note", "source", "reason"]


class NoticeForm(ReasonForm):
    """Who gave notice and when; how long the notice is, where no rule of the body says so."""

    seat = forms.ModelChoiceField(label=_("Who leaves"), queryset=Membership.objects.none())
    notice = day(_("Day of the written notice"))
    months = forms.IntegerField(label=_("Months of notice"), min_value=0, max_value=60)
    leaves = day(
        _("Last day, if later"), required=False, help_text=_("Empty: as soon as the notice allows. It is worked out.")
    )
    field_order = ["seat", "notice", "months", "leaves", "reason"]

    def __init__(self, *args: Any, body: Organisation, months: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Membership.objects.filter(organisation=body, person__isnull=False, notice_given_on__isnull=True)
        self.fields["seat"].queryset = seats.select_related("person", "post", "organisation")  # type: ignore[attr-defined]
        self.fields["seat"].label_from_instance = seat_label  # type: ignore[attr-defined]
        if months is not None:
            del self.fields["months"]


def seat_label(seat: Membership) -> str:
    return f"{seat.person}, {seat.role}" if seat.role else str(seat.person)


class RemitForm(forms.ModelForm):
    """Where a body stands in the picture, and what the register says of its remit."""

    keywords = forms.CharField(
        label=_("Purpose in single words"),
        required=False,
        max_length=500,
        help_text=_("With semicolons between them: waste; recycling. Bodies that share purposes are found by these."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    class Meta:
        model = Remit
        fields = [
            *("level", "section", "serves", "keywords", "power", "county_attends", "district_attends"),
            *("others_attend", "meetings_a_year", "note", "source"),
        ]
        labels = {
            "level": _("Level of the picture"),
            "section": _("Heading it stands under"),
            "serves": _("Works for"),
            "power": _("What it may do"),
            "county_attends": _("The county council comes"),
            "district_attends": _("District councils come"),
            "others_attend": _("Others come"),
            "meetings_a_year": _("Meetings a year"),
            "note": _("Note"),
            "source": _("Source"),
        }
        help_texts = {"serves": _("The body above it, where that is not the one it is part of.")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["serves"].queryset = Organisation.objects.filter(classification__in=BODY_KINDS)  # type: ignore[attr-defined]
        self.initial["keywords"] = "; ".join(self.instance.keywords or [])

    def clean_keywords(self) -> list[str]:
        return [word.strip() for word in self.cleaned_data["keywords"].split(";") if word.strip()]


class CarrierForm(ReasonForm):
    body = forms.ModelChoiceField(label=_("Who carries it"), queryset=Organisation.objects.none())
    basis = forms.ChoiceField(label=_("How we know"), choices=Basis.choices, widget=forms.RadioSelect)
    field_order = ["body", "basis", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Organisation.objects.filter(remit__isnull=False)  # type: ignore[attr-defined]


class EndCarrierForm(ReasonForm):
    pass
