"""The pages of a plan as forms. Each names the fields of the plan that it changes; the actions check them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Case, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place

from ..enums import EqualityStatus, ResultsVisibility
from ..models import Consultation

LONGEST_NUMBER = 18


class LinesField(forms.CharField):
    """One item on each line; the value is a list, empty lines left out."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        lines = super().clean(value).splitlines()
        return [line for raw in lines if (line := " ".join(raw.split()).removeprefix("- ").removeprefix("• "))]


class PartnersField(forms.ModelMultipleChoiceField):
    """Several organisations by their numbers; a number that no database takes names none."""

    def clean(self, value: Any) -> Any:
        numbers = value if isinstance(value, list | tuple) else ()
        if any(len(str(number)) > LONGEST_NUMBER for number in numbers):
            raise forms.ValidationError(self.error_messages["invalid_choice"] % {"value": _("This number")})
        return super().clean(value)


class DayField(forms.DateField):
    """A day, chosen or typed; the browser's own calendar where it has one."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"})

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
        messages = {"invalid": _("Give a real day, such as 27/3/2027.")}
        super().__init__(input_formats=formats, error_messages=messages, **kwargs)


def words(label: Any, *, rows: int = 4, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PartForm(forms.Form):
    """A part of the plan. When people have been told about the consultation, a reason is asked for too."""

    heading: ClassVar[str | Promise] = ""
    explanation: ClassVar[str | Promise] = ""
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=500,
        help_text=_("People have been told about this consultation. The reason is kept with your name."),
    )

    def __init__(
        self, *args: Any, consultation: Consultation, organisations: QuerySet[Organisation], **kw: Any
    ) -> None:
        kw.setdefault("initial", self.initial_of(consultation))
        super().__init__(*args, **kw)
        self.order_fields([*(name for name in self.fields if name not in ("partners", "reason")), "partners", "reason"])
        if consultation.opens_on is None:
            del self.fields["reason"]
        self.prepare(consultation, organisations)

    @classmethod
    def initial_of(cls, consultation: Consultation) -> dict[str, Any]:
        names = (name for name in cls.base_fields if name not in ("reason", "partners"))
        return {name: getattr(consultation, name) for name in names}

    def prepare(self, consultation: Consultation, organisations: QuerySet[Organisation]) -> None:
        """Fill in what depends on who is asking."""

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("reason", "partners")}


class BasicsForm(PartForm):
    heading = _("What it is about")
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("A question is often the best title."))
    summary = words(_("Summary"), required=True, help_text=_("Two or three plain sentences. People read this first."))
    organisation = forms.ModelChoiceField(label=_("Who asks"), queryset=Organisation.objects.none())
    partners = PartnersField(
        label=_("Partners"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They run it together with you: their officers can do what you can."),
    )
    area = forms.ModelChoiceField(
        label=_("Area"), queryset=Place.objects.order_by("kind", "name"), required=False, empty_label=_("No one area")
    )
    series = forms.SlugField(
        label=_("Series"),
        max_length=80,
        required=False,
        help_text=_("One word for a question that you ask again and again, so that the answers can be compared."),
    )

    def prepare(self, consultation: Consultation, organisations: QuerySet[Organisation]) -> None:
        mine = organisations.values("pk")
        owner = self.fields["organisation"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101 (declared above)
        owner.queryset = (
            Organisation.objects.filter(pk__in=mine) | Organisation.objects.filter(pk=consultation.organisation_id)
        ).order_by("name")
        partners = self.fields["partners"]
        assert isinstance(partners, forms.ModelMultipleChoiceField)  # noqa: S101
        chosen = [partner.pk for partner in consultation.partners.all()]
        # Those that are chosen stand first: the register of a county holds hundreds.
        partners.queryset = Organisation.objects.exclude(pk=consultation.organisation_id).order_by(
            Case(When(pk__in=chosen, then=0), default=1), "name"
        )
        partners.initial = chosen


class ReasonsForm(PartForm):
    heading = _("Why you ask, and what answers can change")
    explanation = _("People can only answer well when they know what is still open, and why.")
    objectives = LinesField(label=_("What you want to find out"), required=False, help_text=_("One on each line."))
    why_now = words(_("Why now"))
    still_open = LinesField(
        label=_("What is still open to change"), required=False, help_text=_("One on each line. Be exact.")
    )
    already_decided = LinesField(
        label=_("What is already decided"), required=False, help_text=_("One on each line. Say it plainly.")
    )


class DecisionForm(PartForm):
    heading = _("Who decides, and when they answer")
    who_decides = words(_("Who decides, and how answers reach them"))
    deciding_body = forms.ModelChoiceField(
        label=_("Deciding body"), queryset=Organisation.objects.all(), required=False, empty_label=_("None named")
    )
    outcome_due = DayField(
        label=_("Outcome promised by"),
        required=False,
        help_text=_("The day by which you publish what came of it. Left empty, the usual time after closing holds."),
    )

    def prepare(self, consultation: Consultation, organisations: QuerySet[Organisation]) -> None:
        if consultation.opens_on is not None:
            del self.fields["outcome_due"]  # a promise that was made is moved with the dates, in public


class EqualityForm(PartForm):
    heading = _("Equality")
    explanation = _("Whom does the plan affect more than others, and how do you reach them?")
    equality_status = forms.ChoiceField(
        label=_("How far the assessment is"), choices=EqualityStatus.choices, widget=forms.RadioSelect
    )
    equality_text = words(_("What it found so far"), rows=5)


class ContactForm(PartForm):
    heading = _("Contact")
    explanation = _("Give at least one way to reach you. The postal address is printed on the paper form.")
    contact_name = forms.CharField(label=_("Name of the team"), max_length=200, required=False)
    contact_email = forms.EmailField(label=_("E-mail address"), required=False)
    contact_telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    contact_address = words(_("Postal address"), help_text=_("Such as a freepost address."))


class PlannedDatesForm(PartForm):
    """While nobody has been told; afterwards dates move by `MoveDatesForm`."""

    heading = _("Dates")
    explanation = _("Nobody sees these until you put the consultation on the calendar.")
    planned_opening = DayField(label=_("Opens"), required=False)
    planned_closing = DayField(label=_("Last day for answers"), required=False)
    short_reason = words(
        _("Reason for a shorter time"),
        rows=3,
        help_text=_("Needed when it is shorter than usual here. It is published."),
    )


PARTS: dict[str, type[PartForm]] = {
    "basics": BasicsForm,
    "reasons": ReasonsForm,
    "decision": DecisionForm,
    "equality": EqualityForm,
    "contact": ContactForm,
    "dates": PlannedDatesForm,
}


class ReasonForm(forms.Form):
    """A change that says why, in public."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence. It is shown on the consultation's page."),
    )


class MoveDatesForm(ReasonForm):
    opens_on = DayField(label=_("Opens"))
    closes_on = DayField(label=_("Last day for answers"))
    outcome_due = DayField(label=_("Outcome promised by"), required=False)
    short_reason = words(_("Reason for a shorter time"), rows=3)
    field_order = ("opens_on", "closes_on", "outcome_due", "short_reason", "reason")


class VisibilityForm(ReasonForm):
    visibility = forms.ChoiceField(
        label=_("When may everybody see the counts?"), choices=ResultsVisibility.choices, widget=forms.RadioSelect
    )
    field_order = ("visibility", "reason")


class OpenForm(forms.Form):
    opens_on = DayField(label=_("Opens"), help_text=_("Today opens it at once."))
    announce = forms.BooleanField(label=_("Show the plan to everybody from now on, before it opens"), required=False)


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Group"), max_length=200, help_text=_("Such as Residents, or Parish councils."))
    channels = LinesField(
        label=_("How you reach them"),
        required=False,
        help_text=_("One on each line, such as: Paper forms in libraries."),
    )
    reach = forms.CharField(label=_("Whom that reaches"), max_length=200, required=False)
    reason = PartForm.base_fields["reason"]


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Everybody can open it who knows its address. PDF, Word, text …")
    )
    url = forms.URLField(label=_("Or an address elsewhere"), required=False, assume_scheme="https")
    reason = PartForm.base_fields["reason"]


class CreateForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("A question is often the best title."))
    organisation = forms.ModelChoiceField(label=_("Who asks"), queryset=Organisation.objects.none())
    source = forms.ModelChoiceField(
        label=_("Begin from"),
        queryset=Consultation.objects.none(),
        required=False,
        empty_label=_("An empty plan"),
        help_text=_("A copy takes over the words, partners, groups, documents and questions, but no dates."),
    )
    takes_up = forms.BooleanField(label=_("It asks the same people again, so show the two as a series"), required=False)

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation], sources: QuerySet[Consultation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("organisation", organisations), ("source", sources)):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ModelChoiceField)  # noqa: S101 (declared above)
            chooser.queryset = choices
        only = list(organisations[:2])
        if len(only) == 1:
            self.fields["organisation"].initial = only[0]
