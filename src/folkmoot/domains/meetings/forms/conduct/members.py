"""What members and the keeper of the register fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.bodies.models import Organisation, Person

from ...adapters.conduct import kinds_for
from ...enums.conduct import Ground, InterestClass, Whose
from ...models import AgendaItem, Meeting
from ...queries.conduct import reading
from ...queries.conduct.absences import Missed
from ...queries.conduct.room import rules_of
from ..fields import day_field
from .room import OneOfMany


class DeclareOwnForm(OneOfMany):
    item = forms.ModelChoiceField(label=_("At which item?"), queryset=AgendaItem.objects.none(), empty_label=None)
    interest = forms.ChoiceField(label=_("Kind of interest"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What is it?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the minutes, for everybody to read."),
    )
    is_sensitive = forms.BooleanField(
        label=_("Telling it could lead to violence or intimidation: keep what it is out of the minutes"),
        required=False,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.filter(pk__in=[item.pk for item in reading.items_to_declare(meeting)])
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        self.fields["item"].label_from_instance = lambda item: f"{item.number or item.serial} {item.title}"  # type: ignore[attr-defined]
        self.fields["interest"].choices = kinds_for(rules_of(meeting.body), meeting.date)  # type: ignore[attr-defined]
        self.fields["text"].needed_later = True  # type: ignore[attr-defined]


class InterestForm(OneOfMany):
    kind = forms.ChoiceField(label=_("Kind"), choices=InterestClass.choices)
    whose = forms.ChoiceField(
        label=_("Whose is it?"), choices=Whose.choices, widget=forms.RadioSelect, initial=Whose.MEMBER
    )
    text = forms.CharField(label=_("What is it?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    registered_on = day_field(_("Since"), initial=timezone.localdate)
    is_sensitive = forms.BooleanField(
        label=_("Sensitive: publishing it could lead to violence or intimidation"), required=False
    )


class NoteForm(OneOfMany):
    text = forms.CharField(
        label=_("Your note"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Nobody else can read it, whatever role they hold. Empty it to throw it away."),
    )


class ConnectForm(OneOfMany):
    email = forms.EmailField(label=_("E-mail address of the account"))
    person = forms.ModelChoiceField(
        label=_("Who is it in the register of people?"), queryset=Person.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Person.objects.filter(member_account=None)
        self.fields["person"].queryset = free  # type: ignore[attr-defined]


class AbsenceForm(OneOfMany):
    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none(), empty_label=None)
    approved_on = day_field(_("Approved on"))
    until = day_field(_("Until"), help_text=_("As the resolution says."))

    def __init__(self, *args: Any, missed: Sequence[Missed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Person.objects.filter(pk__in=[each.person.pk for each in missed])
        self.fields["person"].queryset = found  # type: ignore[attr-defined]


class DispensationForm(OneOfMany):
    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.all(), empty_label=None)
    body = forms.ModelChoiceField(label=_("At which body?"), queryset=Organisation.objects.none())
    subject = forms.CharField(
        label=_("For which item?"),
        required=False,
        max_length=300,
        help_text=_("The title as on the agenda. Empty: every item."),
    )
    ground = forms.ChoiceField(label=_("On what ground?"), choices=Ground.choices)
    may_vote = forms.BooleanField(label=_("May vote, too"), required=False)
    granted_on = day_field(_("Granted on"), initial=timezone.localdate)
    first = day_field(_("From"))
    last = day_field(_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = Organisation.objects.filter(pk__in=Meeting.objects.values("body"))
        self.fields["body"].queryset = meeting  # type: ignore[attr-defined]
