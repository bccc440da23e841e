"""What the clerk fills in during a meeting. Several forms stand on one page; each has ids of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import TakesFaults
from folkmoot.ground.bodies.models import Organisation, Person

from ...adapters.conduct import kinds_for
from ...enums.conduct import Capacity, Option, Outcome, Requirement
from ...models import AgendaItem, Attendance, Motion
from ...queries.conduct.room import RoomNow
from ..fields import day_field

LONGEST = 20_000
SMALL = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class OneOfMany(TakesFaults, forms.Form):
    """One deed of the page. `now` and `item` say who can be chosen."""

    def __init__(self, *args: Any, now: RoomNow | None = None, item: AgendaItem | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)
        self.now, self.at_item = now, item
        if now is not None:
            self.fill(now, item)

    def fill(self, now: RoomNow, item: AgendaItem | None) -> None:
        """Put the choices in."""


class AttendeeForm(OneOfMany):
    name = forms.CharField(label=_("Name"), max_length=200)
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    capacity = forms.ChoiceField(
        label=_("Here as"),
        choices=[
            (each.value, each.label)
            for each in (Capacity.OFFICER, Capacity.ALSO_PRESENT, Capacity.OBSERVER, Capacity.MEMBER, Capacity.CHAIR)
        ],
    )
    group = forms.CharField(
        label=_("Group or tier"), max_length=120, required=False, help_text=_("For members: party, sector or tier.")
    )


class SubstituteForm(OneOfMany):
    member = forms.ModelChoiceField(label=_("Who is away?"), queryset=Attendance.objects.none(), empty_label=None)
    name = forms.CharField(label=_("Who sits for them?"), max_length=200)
    group = forms.CharField(
        label=_("Group or tier of the substitute"), max_length=120, required=False, help_text=_("Empty: the same.")
    )

    def fill(self, now: RoomNow, item: AgendaItem | None) -> None:
        away = [each.pk for each in now.members if each.capacity != Capacity.SUBSTITUTE and each not in now.here]
        self.fields["member"].queryset = Attendance.objects.filter(pk__in=away)  # type: ignore[attr-defined]

    def person(self) -> Person | None:
        """Whom the register knows by exactly this name."""
        name = self.cleaned_data["name"].strip()
        found = list(Person.objects.filter(name__iexact=name)[:2])
        return found[0] if len(found) == 1 else None


class NotesForm(OneOfMany):
    note = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It becomes the minute. Leave an empty line between paragraphs."),
    )
    exempt_note = forms.CharField(
        label=_("What was said without the public"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stays in the exempt part of the minutes."),
    )
    public_summary = forms.CharField(
        label=_("What everybody may know of it"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A fair summary without the exempt facts (Local Government Act 1972, section 100C(2))."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def fill(self, now: RoomNow, item: AgendaItem | None) -> None:
        if item is not None and item.is_open:
            del self.fields["exempt_note"], self.fields["public_summary"]
        elif item is not None:
            del self.fields["note"]


class TurnForm(OneOfMany):
    after = forms.ModelChoiceField(
        label=_("Taken right after"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("Nothing: it was taken first"),
        help_text=_("The item keeps its number. The minutes tell things in the order in which they happened."),
    )

    def fill(self, now: RoomNow, item: AgendaItem | None) -> None:
        if item is None:
            return
        others = [each for each in now.items if each.pk != item.pk]
        self.fields["after"].queryset = AgendaItem.objects.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in others]
        ).select_related("meeting")
        self.fields["after"].label_from_instance = lambda each: f"{each.number or each.serial} {each.title}"[:80]  # type: ignore[attr-defined]
        place = now.places[item.pk]
        self.initial.setdefault("after", now.items[place - 2].pk if place > 1 else None)


class DeclareForm(OneOfMany):
    attendance = forms.ModelChoiceField(label=_("Who?"), queryset=Attendance.objects.none(), empty_label=None)
    interest = forms.ChoiceField(label=_("Kind of interest"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What is it?"), required=False, max_length=2000, help_text=_("It stands in the minutes.")
    )
    is_sensitive = forms.BooleanField(
        label=_("Sensitive: telling it could lead to violence or intimidation, so the minutes do not say what it is"),
        required=False,
    )

    def fill(self, now: RoomNow, item: AgendaItem | None) -> None:
        self.fields["attendance"].queryset = Attendance.objects.filter(  # type: ignore[attr-defined]
            pk__in=[each.pk for each in now.members]
        )
        self.fields["interest"].choices = kinds_for(now.rules, now.meeting.date)  # type: ignore[attr-defined]
        self.fields["text"].needed_later = True  # type: ignore[attr-defined]


class MotionForm(OneOfMany):
    text = forms.CharField(label=_("What is moved?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    proposer = forms.ModelChoiceField(
        label=_("Moved by"), queryset=Attendance.objects.none(), required=False, empty_label=_("Nobody by name")
    )
    seconder = forms.ModelChoiceField(
        label=_("Seconded by"), queryset=Attendance.objects.none(), required=False, empty_label=_("Nobody by name")
    )
    amends = forms.ModelChoiceField(
        label=_("It would change the words of"),
        queryset=Motion.objects.none(),
        required=False,
        empty_label=_("Nothing: a motion of its own"),
    )
    requirement = forms.ChoiceField(label=_("What carries it"), choices=Requirement.choices)

    def fill(self, now: RoomNow, item: AgendaItem | None) -> None:
        if item is None:
            return
        here = Attendance.objects.filter(pk__in=[each.pk for each in now.taking_part(item)])
        self.fields["proposer"].queryset = here  # type: ignore[attr-defined]
        self.fields["seconder"].queryset = here  # type: ignore[attr-defined]
        amendable = item.motions.filter(result="", amends=None)
        self.fields["amends"].queryset = amendable  # type: ignore[attr-defined]
        self.fields["amends"].label_from_instance = lambda motion: motion.text[:80]  # type: ignore[attr-defined]
        if not amendable:
            del self.fields["amends"]
        self.initial.setdefault("requirement", now.rules.requirement)


class VoteForm(OneOfMany):
    """Totals by show of hands, or a row for each member who may vote. Left empty, totals are counted from the rows."""

    yes = forms.IntegerField(label=_("For"), required=False, min_value=0, widget=forms.TextInput(attrs=SMALL))
    no = forms.IntegerField(label=_("Against"), required=False, min_value=0, widget=forms.TextInput(attrs=SMALL))
    abstain = forms.IntegerField(
        label=_("Abstaining"), required=False, min_value=0, widget=forms.TextInput(attrs=SMALL)
    )
    casting = forms.ChoiceField(
        label=_("The chair's casting vote"),
        required=False,
        choices=[("", _("Not used")), (Option.YES.value, _("For")), (Option.NO.value, _("Against"))],
        help_text=_("Only where the votes are equal."),
    )
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def fill(self, now: RoomNow, item: AgendaItem | None) -> None:
        choices = [("", _("–")), *((each.value, each.label) for each in (Option.YES, Option.NO, Option.ABSTAIN))]
        self.voters = now.taking_part(item) if item is not None else []
        for name in ("yes", "no", "abstain"):
            self.fields[name].needed_later = True  # type: ignore[attr-defined]
        for each in self.voters:
            self.fields[f"vote-{each.pk}"] = forms.ChoiceField(label=each.name, required=False, choices=choices)

    def rows(self) -> list[Any]:
        return [self[f"vote-{each.pk}"] for each in self.voters]

    def named_errors(self) -> bool:
        return any(name.startswith("vote-") for name in self.errors)

    def totals(self) -> list[Any]:
        return [self["yes"], self["no"], self["abstain"]]

    def named(self) -> dict[Attendance, str]:
        answers = ((each, self.cleaned_data.get(f"vote-{each.pk}", "")) for each in self.voters)
        return {each: answer for each, answer in answers if answer}

    def clean(self) -> None:
        if not self.errors and not self.named() and all(self.cleaned_data[name] is None for name in ("yes", "no")):
            self.add_error("yes", _("Write down the totals, or how each member voted."))


class DecisionForm(OneOfMany):
    outcome = forms.ChoiceField(label=_("What became of it"), choices=Outcome.choices)
    text = forms.CharField(label=_("Resolved that …"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where something is rejected or deferred: those who asked are told."),
    )
    recommended_to = forms.ModelChoiceField(
        label=_("Recommended to"), queryset=Organisation.objects.none(), required=False, empty_label=_("Nobody")
    )

    def fill(self, now: RoomNow, item: AgendaItem | None) -> None:
        others = Organisation.objects.exclude(pk=now.meeting.body_id)
        self.fields["recommended_to"].queryset = others  # type: ignore[attr-defined]
        for name in ("reason", "recommended_to"):
            self.fields[name].needed_later = True  # type: ignore[attr-defined]


class ActionForm(OneOfMany):
    what = forms.CharField(label=_("What is to be done"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
    owner_name = forms.CharField(label=_("Who does it"), max_length=200)
    owner_email = forms.EmailField(
        label=_("Their e-mail address"), required=False, help_text=_("For reminders. Nobody else sees it.")
    )
    due_on = day_field(_("By when"))

    def owner(self) -> Person | None:
        name = self.cleaned_data["owner_name"].strip()
        found = list(Person.objects.filter(name__iexact=name)[:2])
        return found[0] if len(found) == 1 else None


class ReasonForm(OneOfMany):
    reason = forms.CharField(label=_("Why?"), max_length=500)
