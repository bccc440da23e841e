"""Forms of the officers' pages: a body, and a seat on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults
from folkmoot.ground.places.enums import PlaceKind
from folkmoot.ground.places.models import Place
from folkmoot_core.packfiles import parse_partial

from .models import Membership, Organisation, Person, Post, partial_date

REASON = forms.CharField(
    label=_("Reason"), max_length=300, required=False, help_text=_("Why this changes. It goes into the history.")
)
DATE_HINT = _("A year, a month or a day: 2011, 2011-03 or 2011-03-25. Leave it empty if it is not known.")


def partial_day_field(label: Any, help_text: Any = "") -> forms.CharField:
    """A year, a month or a day, as registers know them. May stay empty."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=10,
        help_text=help_text or _("Like 2011, 2011-03 or 2011-03-25."),
        validators=[partial_date],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class BodyForm(forms.ModelForm):
    """What the register says of one organisation."""

    reason = REASON

    class Meta:
        model = Organisation
        fields = [
            "name",
            "classification",
            "parent",
            "place",
            "purpose",
            "meets",
            "founding_date",
            "dissolution_date",
            "note",
            "source",
        ]
        labels = {
            "classification": _("Kind"),
            "parent": _("Part of"),
            "place": _("Area"),
            "purpose": _("What it is for"),
            "meets": _("How often it meets"),
            "founding_date": _("Began"),
            "dissolution_date": _("Ended"),
            "note": _("Note"),
            "source": _("Source"),
        }
        help_texts = {
            "founding_date": DATE_HINT,
            "dissolution_date": DATE_HINT,
            "source": _("Where we know this from, such as a paper and its page."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4}), "note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = Organisation.objects.exclude(pk=self.instance.pk) if self.instance.pk else Organisation.objects.all()
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.fields["place"].queryset = Place.objects.exclude(kind=PlaceKind.WARD)  # type: ignore[attr-defined]

    def clean_parent(self) -> Organisation | None:
        parent: Organisation | None = self.cleaned_data["parent"]
        above, seen = parent, set()
        while above is not None and above.pk not in seen:
            if above.pk == self.instance.pk:
                raise ValidationError(_("A body cannot be part of something that is part of it."))
            seen.add(above.pk)
            above = above.parent
        return parent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        refuse_ending_first(self, "founding_date", "dissolution_date")
        return cleaned


class SeatForm(TakesFaults, forms.ModelForm):
    """Who sits on a body, in what seat, from when until when."""

    new_person = forms.CharField(
        label=_("Somebody new"), max_length=200, required=False, help_text=_("If they are not in the list above.")
    )
    reason = REASON
    field_order = [
        *("person", "new_person", "post", "role", "on_behalf_of", "tier", "category", "standing", "party"),
        *("start_date", "end_date", "source", "reason"),
    ]

    class Meta:
        model = Membership
        fields = [
            *("person", "post", "role", "on_behalf_of", "tier", "category", "standing", "party"),
            *("start_date", "end_date", "source"),
        ]
        labels = {
            "person": _("Person"),
            "post": _("Post"),
            "role": _("Role"),
            "on_behalf_of": _("On behalf of"),
            "tier": _("Tier"),
            "category": _("Category"),
            "standing": _("Primary or support"),
            "party": _("Party"),
            "start_date": _("From"),
            "end_date": _("Until"),
            "source": _("Source"),
        }
        help_texts = {
            "post": _("A seat that exists whoever holds it. With a post and no person, the seat is shown as vacant."),
            "role": _("Such as Chair or Member."),
            "tier": _("Of what they come from, such as county, district or fire. Rules of the body may count it."),
            "category": _("Such as leaders_and_cabinet or officer. Rules of the body may count it."),
            "start_date": DATE_HINT,
            "end_date": DATE_HINT,
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        posts = Post.objects.filter(organisation=organisation)
        if self.instance.post_id:
            posts = posts | Post.objects.filter(pk=self.instance.post_id)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.fields["person"].queryset = Person.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        person, new_person = cleaned.get("person"), cleaned.get("new_person")
        if person and new_person:
            self.add_error("new_person", _("Choose somebody from the list or type a new name, not both."))
        if not person and not new_person and not cleaned.get("post"):
            self.add_error("person", _("Choose a person, type a new name, or choose a post that is vacant."))
        refuse_ending_first(self, "start_date", "end_date")
        return cleaned


def refuse_ending_first(form: forms.BaseForm, begins: str, ends: str) -> None:
    """Add an error to the end if it lies wholly before the beginning."""
    first = parse_partial(form.cleaned_data.get(begins) or "")
    last = parse_partial(form.cleaned_data.get(ends) or "")
    for name, found in ((begins, first), (ends, last)):
        if form.cleaned_data.get(name) and found is None:
            form.add_error(name, _("Enter a date that exists, as 2011, 2011-03 or 2011-03-25."))
    if first and last and last.last < first.first:
        form.add_error(ends, _("It ends before it begins."))
