"""What officers fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults
from folkmoot.ground.bodies.models import Organisation

from ..enums import CHOSEN_REASONS, ENDED, Status
from ..models import Category, Incident
from ..queries.desk import bodies_in_charge

STANDING = (
    ("open", _("Under way")),
    ("new", _("New, not taken by anybody")),
    ("mine", _("Mine")),
    ("late", _("Late")),
    ("reopened", _("Opened again by the reporter")),
    ("ended", _("Fixed or closed")),
    ("held", _("Held, or set aside")),
)


class OneOfSeveral(TakesFaults, forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Several stand on one page, so the ids of each begin with its own name.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)


class QueueForm(forms.Form):
    standing = forms.ChoiceField(label=_("Show"), choices=STANDING, required=False)
    category = forms.ModelChoiceField(
        label=_("Kind of problem"),
        queryset=Category.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("Any"),
    )
    organisation = forms.ModelChoiceField(
        label=_("Body in charge"),
        queryset=Organisation.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("Any"),
    )
    words = forms.CharField(label=_("Reference, words or ward"), required=False, max_length=100)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.all()  # type: ignore[attr-defined]
        in_charge = organisations.filter(pk__in=Category.objects.values("routes__organisation"))
        self.fields["organisation"].queryset = in_charge  # type: ignore[attr-defined]


class StepForm(OneOfSeveral):
    """The next step. `seen` is the status that stood on the page."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices, widget=forms.RadioSelect)
    closing_reason = forms.ChoiceField(
        label=_("Why is it closed?"),
        required=False,
        choices=[("", _("Choose a reason")), *((reason.value, reason.label) for reason in CHOSEN_REASONS)],
        help_text=_("Needed for “Closed” only. Work that is on a list is “Planned”, not closed."),
    )
    words = forms.CharField(
        label=_("What happens, in plain words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody can read this, and it is sent to whoever reported it. Name nobody."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if incident.status in ENDED:
            self.fields["status"].choices = [(Status.OPEN.value, _("Open it again"))]  # type: ignore[attr-defined]
            del self.fields["closing_reason"]
            self.initial.setdefault("status", Status.OPEN.value)
        else:
            self.initial.setdefault("status", incident.status)
        for name in self.fields.keys() & {"words", "closing_reason"}:
            self.fields[name].needed_later = True  # type: ignore[attr-defined]
        self.initial.setdefault("seen", incident.status)


class SendOnForm(OneOfSeveral):
    organisation = forms.ModelChoiceField(
        label=_("Body in charge"), queryset=Organisation.objects.none(), empty_label=None
    )
    category = forms.ModelChoiceField(label=_("Kind of problem"), queryset=Category.objects.none(), empty_label=None)
    reason = forms.CharField(label=_("Why?"), max_length=500, help_text=_("It is kept in the history."))

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = bodies_in_charge(incident)  # type: ignore[attr-defined]
        offered = Category.objects.filter(is_offered=True) | Category.objects.filter(pk=incident.category_id)
        self.fields["category"].queryset = offered.distinct()  # type: ignore[attr-defined]
        self.initial.setdefault("organisation", incident.organisation_id)
        self.initial.setdefault("category", incident.category_id)


class WordsForm(OneOfSeveral):
    words = forms.CharField(
        label=_("What everybody may read of it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In your words, or the reporter's without anything that says who they are. Empty: nothing."),
    )


class MergeForm(OneOfSeveral):
    into = forms.CharField(
        label=_("Reference of the other report"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class ReasonForm(OneOfSeveral):
    reason = forms.CharField(label=_("Why?"), max_length=500, help_text=_("It is kept in the history, so name nobody."))


class KeyForm(OneOfSeveral):
    title = forms.CharField(label=_("Whose key is it, and what for?"), max_length=120)
    contact = forms.CharField(
        label=_("E-mail address of whoever runs that system"), max_length=254, required=False, widget=forms.EmailInput
    )
