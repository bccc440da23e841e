"""The forms behind each thing that an officer can do with a case. Each begins with the case and whoever asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import TakesFaults, day_field
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.documents.public import ALL_ENDINGS

from ..actions.letters import LetterWords
from ..actions.triage import reasons_on
from ..actions.writing import BY_OFFICERS
from ..enums import FINDINGS, Kind, LetterStep, NoteKind, RemedyKind, State
from ..models import Case, Complainant
from ..queries.arrangements import live_units
from ..queries.case_page import handlers
from ..queries.clocks import furthest_extension
from ..queries.letters import drafts_for
from .learning import LessonFields
from .person import PersonFields, lines_field

REASON = _("Stays in the history. Name nobody who need not be named.")


class DeedForm(TakesFaults, forms.Form):
    """The least: nothing to fill in. `begins` gives what stands in it at first."""

    def __init__(self, data: Any = None, files: Any = None, *, case: Case, actor: Actor, **more: Any) -> None:
        self.case, self.actor = case, actor
        super().__init__(data, files, **more)
        self.set_up()
        for name, value in self.begins().items():
            self.fields[name].initial = value

    def set_up(self) -> None:
        """Fill choices, or add fields, by the case."""

    def begins(self) -> dict[str, Any]:
        return {}


class LetterForm(DeedForm):
    """A deed that the person is told of. Unticked, nothing is sent: they were told otherwise."""

    step: str = LetterStep.FREE
    must_send = False
    send = forms.BooleanField(label=_("Send this letter"), required=False, initial=True)
    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    body = lines_field(
        _("Letter"),
        14,
        required=False,
        help_text=_("{points}, {findings}, {reason} and {answer_by} are filled in when it is sent."),
    )

    def set_up(self) -> None:
        if self.must_send:
            del self.fields["send"]
        for name in ("subject", "body"):
            self.fields[name].required = self.must_send
            # Needed where the letter is sent.
            self.fields[name].needed_later = True  # type: ignore[attr-defined]

    def begins(self) -> dict[str, Any]:
        chosen = drafts_for(self.case, self.step, officer=self.actor.name)[0]
        return {"subject": chosen.subject, "body": chosen.body}

    @property
    def letter(self) -> LetterWords | None:
        if not self.must_send and not self.cleaned_data.get("send"):
            return None
        return self.letter_words

    @property
    def letter_words(self) -> LetterWords:
        return LetterWords(self.cleaned_data["subject"], self.cleaned_data["body"])


class OnDayForm(DeedForm):
    on = day_field(_("On which day?"), help_text=_("Another day than today where it is written down afterwards."))

    def begins(self) -> dict[str, Any]:
        return {**super().begins(), "on": timezone.localdate()}


class TriageForm(DeedForm):
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.RadioSelect)
    summary = forms.CharField(label=_("In a few words"), max_length=200)
    unit = forms.ChoiceField(label=_("Which service answers?"), required=False)
    handler = forms.ChoiceField(label=_("Who deals with it?"), required=False)
    reasons = forms.MultipleChoiceField(
        label=_("What are the reasons?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    place_words = forms.CharField(label=_("Where was it?"), max_length=200, required=False)
    clock_from = day_field(
        _("The clock counts from"),
        required=False,
        help_text=_("The day it came. For a request that became a complaint, the day they told us so."),
    )
    lead = forms.ChoiceField(
        label=_("Answered together: who leads?"),
        required=False,
        help_text=_("Only for a complaint about several bodies. The one that leads gives the one answer."),
    )
    partners = forms.MultipleChoiceField(
        label=_("With which other bodies?"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    is_confidential = forms.BooleanField(
        label=_("Confidential: only the handler and those named may read it"), required=False
    )
    is_anonymous = forms.BooleanField(label=_("Anonymous: nobody is named"), required=False)
    is_safeguarding = forms.BooleanField(label=_("Safeguarding: somebody may be at risk"), required=False)

    def set_up(self) -> None:
        self.units = live_units(besides=self.case.unit)
        self.bodies = {body.key: body for body in Organisation.objects.order_by("name")}
        self.people = {str(person.pk): person for person in handlers()}
        nobody = ("", _("Nobody yet"))
        self.fields["handler"].choices = [nobody, *((key, each.name) for key, each in self.people.items())]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [nobody, *((key, unit.name) for key, unit in self.units.items())]  # type: ignore[attr-defined]
        named = [(key, body.name) for key, body in self.bodies.items()]
        self.fields["lead"].choices = [("", _("It is not a joint one")), *named]  # type: ignore[attr-defined]
        self.fields["partners"].choices = named  # type: ignore[attr-defined]
        self.fields["reasons"].choices = [(each.key, each.name) for each in reasons_on(self.case.received_on)]  # type: ignore[attr-defined]

    def begins(self) -> dict[str, Any]:
        case = self.case
        names = ("kind", "summary", "place_words", "clock_from", "is_confidential", "is_anonymous", "is_safeguarding")
        return {name: getattr(case, name) for name in names} | {
            "unit": case.unit.key if case.unit else "",
            "handler": str(case.handler_id or ""),
            "lead": case.lead.key if case.lead else "",
            "partners": [body.key for body in case.partners.all()],
            "reasons": [reason.key for reason in case.reasons.all()],
        }


class AssignForm(DeedForm):
    handler = forms.ChoiceField(label=_("Who deals with it?"), required=False)

    def set_up(self) -> None:
        self.people = {str(person.pk): person for person in handlers()}
        choices = [("", _("Nobody yet")), *((key, person.name) for key, person in self.people.items())]
        self.fields["handler"].choices = choices  # type: ignore[attr-defined]

    def begins(self) -> dict[str, Any]:
        return {"handler": str(self.case.handler_id or "")}

    @property
    def chosen(self) -> Any:
        return self.people.get(self.cleaned_data["handler"])


class ReadersForm(DeedForm):
    readers = forms.MultipleChoiceField(
        label=_("Who else may read it?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def set_up(self) -> None:
        self.people = {str(person.pk): person for person in handlers()}
        self.fields["readers"].choices = [(key, person.name) for key, person in self.people.items()]  # type: ignore[attr-defined]

    def begins(self) -> dict[str, Any]:
        return {"readers": [str(reader.pk) for reader in self.case.readers.all()]}


class NoteForm(DeedForm):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind.value, kind.label) for kind in BY_OFFICERS],
        initial=NoteKind.NOTE,
        widget=forms.RadioSelect,
    )
    words = lines_field(_("Note"), 6, help_text=_("For colleagues. The person does not see it, but may ask for it."))


class WaitForm(DeedForm):
    whom = forms.CharField(
        label=_("Whom do we wait for?"),
        max_length=200,
        required=False,
        help_text=_("Empty: nobody any more. The clock runs on."),
    )

    def begins(self) -> dict[str, Any]:
        return {"whom": self.case.waiting_for}


class AcknowledgeForm(OnDayForm, LetterForm):
    step = LetterStep.ACKNOWLEDGE
    points = lines_field(
        _("How we understand it: the points, one a line"),
        5,
        help_text=_("Each is answered later. They stand in the letter, so that the person can put us right."),
    )
    field_order = ("on", "points", "send", "subject", "body")

    def begins(self) -> dict[str, Any]:
        points = [point.words for point in self.case.points.all()] or [self.case.summary]
        return {**super().begins(), "points": "\n".join(points)}


class ExtendForm(LetterForm):
    step = LetterStep.EXTEND
    must_send = True
    until = day_field(_("Until which day?"))
    reason = forms.CharField(label=_("Why?"), max_length=500, help_text=REASON)
    field_order = ("until", "reason", "subject", "body")

    def set_up(self) -> None:
        super().set_up()
        furthest = furthest_extension(self.case)
        if furthest:
            self.fields["until"].help_text = _("The policy allows until %(day)s; later only for a good reason.") % {
                "day": date_format(furthest, "j F Y")
            }


class AnswerForm(OnDayForm, LetterForm):
    """An outcome and a reason for each point, then the letter."""

    step = LetterStep.ANSWER

    def set_up(self) -> None:
        super().set_up()
        self.points = [(point.number, point.words) for point in self.case.points.all()]
        self.points = self.points or [(1, self.case.summary or str(_("The whole of it")))]
        for number, words in self.points:
            self.fields[f"outcome-{number}"] = forms.ChoiceField(
                label=f"{number}. {words}",
                choices=[(outcome.value, outcome.label) for outcome in FINDINGS],
                widget=forms.RadioSelect,
            )
            self.fields[f"because-{number}"] = lines_field(_("Because"), 3)
        names = [name for number, _words in self.points for name in (f"outcome-{number}", f"because-{number}")]
        self.order_fields([*names, "on", "send", "subject", "body"])


class PauseForm(OnDayForm):
    reason = forms.CharField(
        label=_("What did we ask for, and of whom?"), max_length=500, help_text=_("The clock waits for it.")
    )
    until = day_field(
        _("Until when at the latest?"),
        required=False,
        help_text=_("After that day the clock goes on by itself. Empty: until you let it; you are reminded."),
    )
    field_order = ("reason", "on", "until")


class EscalateForm(OnDayForm, LetterForm):
    step = LetterStep.ESCALATE
    handler = forms.ChoiceField(
        label=_("Who looks at it now?"), required=False, help_text=_("Nobody who has dealt with it before.")
    )
    field_order = ("handler", "on", "send", "subject", "body")

    def set_up(self) -> None:
        super().set_up()
        earlier = set(self.case.stages.values_list("handler_id", flat=True))
        self.people = {str(person.pk): person for person in handlers() if person.pk not in earlier}
        choices = [("", _("Nobody yet")), *((key, person.name) for key, person in self.people.items())]
        self.fields["handler"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Any:
        return self.people.get(self.cleaned_data["handler"])


class ReasonOnDayForm(OnDayForm):
    reason = forms.CharField(label=_("Why?"), max_length=500, help_text=REASON)
    field_order = ("reason", "on")


class RefuseForm(LetterForm):
    step = LetterStep.REFUSE
    must_send = True
    reason = lines_field(_("Why, and what shows it?"), 3, help_text=REASON)
    field_order = ("reason", "subject", "body")


class SignpostForm(LetterForm):
    step = LetterStep.SIGNPOST
    to = forms.CharField(label=_("Who can help?"), max_length=300, help_text=_("The body, and how to reach it."))
    field_order = ("to", "send", "subject", "body")


class CloseForm(LetterForm):
    """What was answered is closed; for a comment or praise that is only passed on, people are thanked."""

    step = LetterStep.CLOSE

    def set_up(self) -> None:
        super().set_up()
        if self.case.state == State.OPEN:
            self.step = LetterStep.THANK


class WriteForm(LetterForm):
    must_send = True


class LetterInForm(OnDayForm):
    channel = forms.ChoiceField(label=_("How did it come?"), choices=Channel.choices)
    words = lines_field(_("What they said"), 8)
    field_order = ("channel", "on", "words")


class FileForm(DeedForm):
    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}))
    title = forms.CharField(label=_("What is it?"), max_length=200, required=False)


class RemedyForm(DeedForm):
    kind = forms.ChoiceField(label=_("What kind?"), choices=RemedyKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("What will be done?"), max_length=500, help_text=_("The person reads this."))
    amount = forms.DecimalField(
        label=_("Amount in pounds"),
        required=False,
        max_digits=9,
        decimal_places=2,
        help_text=_("Of a payment."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
    )
    owner_name = forms.CharField(label=_("Who does it?"), max_length=200)
    due_on = day_field(_("By when?"))


class RemedyDoneForm(OnDayForm):
    note = forms.CharField(label=_("Anything to remember?"), max_length=300, required=False)


class LessonForm(LessonFields, DeedForm):
    """Written down on the page of a case."""


class OtherCaseForm(DeedForm):
    other = forms.CharField(
        label=_("Reference of the other case"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )


class SplitForm(DeedForm):
    summary = forms.CharField(label=_("The new case, in a few words"), max_length=200)
    words = lines_field(_("The part of it that is the new case"), 8)

    def begins(self) -> dict[str, Any]:
        return {"words": self.case.arrival.words}


class PersonForm(PersonFields, DeedForm):
    def begins(self) -> dict[str, Any]:
        person = Complainant.objects.filter(case=self.case).first()
        return {name: getattr(person, name) for name in self.fields} if person else {}


class CorrectForm(DeedForm):
    on = day_field(_("The right day"), required=False, help_text=_("Empty: it never happened."))
    until = day_field(_("Until"), required=False, help_text=_("Of an extension or a stopped clock."))
    reason = forms.CharField(label=_("What was wrong?"), max_length=500, help_text=REASON)
