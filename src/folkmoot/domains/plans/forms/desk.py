"""What officers fill in; each form begins with the row that it changes, where there is one."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import FaultsForm, day_field, line_field, words_field
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import partial_day_field
from folkmoot.ground.documents.public import ALL_ENDINGS
from folkmoot.ground.places.models import Place
from folkmoot_core.packfiles import parse_day

from ..enums import PlanState, Progress
from ..models import Action, Kind, Milestone, Objective, PartnerCommitment, Plan, ProgressUpdate

AT_MOST = 3
SECTION = "section_"
FILE = {"accept": ",".join(ALL_ENDINGS)}


class BeginPlanForm(FaultsForm):
    kind = forms.ModelChoiceField(label=_("What kind of plan is it?"), queryset=Kind.objects.all())
    title = line_field(_("Title"))
    body = forms.ModelChoiceField(label=_("Whose plan is it?"), queryset=Organisation.objects.none())
    starts = partial_day_field(_("Begins"))
    ends = partial_day_field(_("Ends"))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["starts"].required = True
        self.initial.setdefault("starts", timezone.localdate().isoformat())


class PlanRowForm(FaultsForm):
    """A form about a plan, and perhaps about one row of it."""

    def __init__(self, *args: Any, plan: Plan, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.row = plan, row
        self.begin()

    def begin(self) -> None:
        """Put in what is known already."""

    def later(self, *names: str) -> None:
        """Fields that may stay empty without being called optional."""
        for name in names:
            self.fields[name].needed_later = True  # type: ignore[attr-defined]


class PlanForm(PlanRowForm):
    title = line_field(_("Title"))
    summary = words_field(_("What it is about"), 3, required=False, most=2000)
    starts = partial_day_field(_("Begins"))
    ends = partial_day_field(_("Ends"))
    parent = forms.ModelChoiceField(
        label=_("Which plan does it stand under?"), queryset=Plan.objects.none(), required=False
    )
    place = forms.ModelChoiceField(
        label=_("For which place, if not for all?"), queryset=Place.objects.exclude(kind="ward"), required=False
    )
    signatures = words_field(_("Who signed it, a line each"), 3, required=False, most=2000)
    note = words_field(_("What people should know about it"), 2, required=False, most=2000)

    def begin(self) -> None:
        names = ("title", "summary", "starts", "ends", "note")
        self.initial.update({name: getattr(self.plan, name) for name in names})
        self.initial.update({"parent": self.plan.parent_id, "place": self.plan.place_id})
        self.initial["signatures"] = "\n".join(self.plan.signatures)
        above = Plan.objects.exclude(pk=self.plan.pk)
        self.fields["parent"].queryset = above  # type: ignore[attr-defined]
        self.fields["starts"].required = True
        for section in self.plan.kind.spec.sections:
            field = words_field(section.title, 5, required=False, help_text=section.hint)
            field.initial = self.plan.sections.get(section.key, "")
            self.fields[SECTION + section.key] = field

    def sections(self) -> dict[str, str]:
        found = self.cleaned_data.items()
        return {name.removeprefix(SECTION): words for name, words in found if name.startswith(SECTION)}


class VersionForm(PlanRowForm):
    state = forms.ChoiceField(
        label=_("What is this version?"),
        choices=[each for each in PlanState.choices if each[0] != PlanState.DRAFT],
        widget=forms.RadioSelect,
        help_text=_("Everybody can read it from then on, beside the versions before it."),
    )
    words = words_field(_("What changed, and why?"), 4, required=False, most=2000)

    def begin(self) -> None:
        self.later("words")


class ServingForm(PlanRowForm):
    """A form with up to three objectives that something serves or carries, the first before the others."""

    own = False

    def add_choices(self, known: list[int]) -> None:
        found = Objective.objects.select_related("plan").exclude(plan__state=PlanState.REPLACED)
        if not self.own:
            found = found.exclude(plan=self.plan)
        ours = self.plan.pk
        rows = sorted(found, key=lambda each: (each.plan_id != ours, each.plan.title, each.plan_id, each.position))
        groups = [
            (title, [(str(each.pk), str(each)[:120]) for each in objectives])
            for title, objectives in groupby(rows, key=lambda each: each.plan.title)
        ]
        self.objectives = {str(each.pk): each for each in rows}
        labels = (self.first_label, _("And also"), _("And also"))
        for place, label in enumerate(labels):
            field = forms.ChoiceField(label=label, required=False, choices=[("", _("None")), *groups])
            field.initial = str(known[place]) if place < len(known) else ""
            self.fields[f"serves_{place}"] = field
        self.order_fields(self.field_order)

    first_label: Any = _("Which objective of another plan does it serve first?")

    def chosen(self) -> list[Objective]:
        found = []
        for place in range(AT_MOST):
            one = self.objectives.get(self.cleaned_data.get(f"serves_{place}", ""))
            if one is not None and one not in found:
                found.append(one)
        return found


class ObjectiveForm(ServingForm):
    number = line_field(_("Number"), required=False, most=20)
    title = line_field(_("What is wanted?"), most=300)
    words = words_field(_("In more words"), 3, required=False, most=2000)
    parent = forms.ModelChoiceField(
        label=_("Which objective of this plan does it stand under?"), queryset=Objective.objects.none(), required=False
    )
    body = forms.ModelChoiceField(
        label=_("Which body leads on it?"), queryset=Organisation.objects.all(), required=False
    )
    field_order = ("number", "title", "words", "parent", "serves_0", "serves_1", "serves_2", "body")

    def begin(self) -> None:
        others = self.plan.objectives.all()
        known: list[int] = []
        if isinstance(self.row, Objective):
            others = others.exclude(pk=self.row.pk)
            self.initial.update({name: getattr(self.row, name) for name in ("number", "title", "words")})
            self.initial.update({"parent": self.row.parent_id, "body": self.row.body_id})
            known = list(self.row.services.values_list("serves_id", flat=True))
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        self.add_choices(known)


class ActionForm(ServingForm):
    own = True
    first_label = _("Which objective does it carry first?")
    number = line_field(_("Number"), required=False, most=20)
    title = line_field(_("What is done?"), most=300, help_text=_("Begin with a verb."))
    deliverable = words_field(_("What does it deliver?"), 2, required=False, most=2000)
    owner_name = line_field(_("Who does it?"), required=False, help_text=_("A post, or a person in public office."))
    owner_email = forms.EmailField(
        label=_("E-mail address for reminders"), required=False, help_text=_("Shown to nobody else.")
    )
    body = forms.ModelChoiceField(label=_("For which body?"), queryset=Organisation.objects.all(), required=False)
    due = day_field(_("By which day?"), required=False)
    timetable = line_field(
        _("Or in words"),
        required=False,
        most=300,
        help_text=_("As the plan prints it, such as “twice yearly”, “ongoing” or “after each board meeting”."),
    )
    understood = line_field(
        _("How these words are understood"),
        required=False,
        most=120,
        help_text=_(
            "Left empty, they are read as well as they can be. Or: every 6 months from 2026-04-01; 2 times in 2026; "
            "after each meeting of KEY within 14 days; ongoing."
        ),
    )
    review = line_field(_("When is it reviewed?"), required=False, most=300)
    depends_on = forms.ModelMultipleChoiceField(
        label=_("What must be done before?"),
        queryset=Action.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = words_field(_("What people should know about it"), 2, required=False, most=2000)
    is_public = forms.BooleanField(label=_("Everybody may read it"), required=False)
    field_order = (
        *("number", "title", "serves_0", "serves_1", "serves_2", "deliverable", "owner_name", "owner_email", "body"),
        *("due", "timetable", "understood", "review", "depends_on", "note", "is_public"),
    )

    def begin(self) -> None:
        others = self.plan.actions.all()
        known: list[int] = []
        self.initial.setdefault("is_public", True)
        if isinstance(self.row, Action):
            row, others = self.row, others.exclude(pk=self.row.pk)
            names = ("number", "title", "deliverable", "owner_name", "owner_email", "timetable", "review", "note")
            self.initial.update({name: getattr(row, name) for name in names})
            day = parse_day(row.understood)
            self.initial.update({
                "body": row.body_id, "is_public": row.is_public, "due": day,
                "understood": "" if day else row.understood,
                "depends_on": list(row.depends_on.values_list("pk", flat=True)),
            })  # fmt: skip
            known = list(row.carryings.values_list("objective_id", flat=True))
        self.fields["depends_on"].queryset = others  # type: ignore[attr-defined]
        self.add_choices(known)
        self.later("due", "timetable", "understood")

    def values(self) -> dict[str, Any]:
        """What the action asks for. A day chosen says it all."""
        data = dict(self.cleaned_data)
        day = data.pop("due")
        if day is not None:
            data["understood"] = day.isoformat()
        kept = getattr(self.row, "review_understood", "") if data["review"] == getattr(self.row, "review", "") else ""
        return data | {"review_understood": kept}


class TellForm(PlanRowForm):
    """How far an action is; about an entry: told anew, in its place."""

    progress = forms.ChoiceField(label=_("How far is it?"), choices=Progress.choices, widget=forms.RadioSelect)
    on = day_field(_("As of which day?"))
    words = words_field(_("What was done?"), 4, help_text=_("Everybody can read it."))
    blocked_because = line_field(
        _("If it cannot go on: why?"), required=False, most=500, help_text=_("Leave it empty when it can.")
    )
    meets = forms.BooleanField(label="", required=False)
    link = forms.URLField(label=_("Address of a document that shows it"), required=False, assume_scheme="https")
    file = forms.FileField(
        label=_("Or a document"),
        required=False,
        widget=forms.FileInput(attrs=FILE),
        help_text=_("Everybody can open it."),
    )

    def begin(self) -> None:
        self.initial["on"] = timezone.localdate()
        self.update = self.row if isinstance(self.row, ProgressUpdate) else None
        action = self.update.action if self.update else self.row
        self.action: Action = action
        if self.update is not None:
            names = ("progress", "on", "words", "blocked_because", "link")
            self.initial.update({name: getattr(self.update, name) for name in names})
            self.initial["meets"] = self.update.meets is not None
        else:
            begun = action.progress if action.progress != Progress.NOT_BEGUN else Progress.UNDER_WAY
            self.initial.update({"progress": begun, "blocked_because": action.blocked_because})
        self.due = self.update.meets if self.update and self.update.meets else action.next_due
        if self.due is None or not action.timing.repeats:
            del self.fields["meets"]
        else:
            day = date_format(self.due, "j F Y")
            self.fields["meets"].label = _("This is what was due on %(day)s") % {"day": day}
        self.later("blocked_because")

    def told(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        data.pop("file")
        return data | {"meets": self.due if data.pop("meets", False) else None}


class MilestoneForm(PlanRowForm):
    title = line_field(_("What is reached?"), most=300)
    due = partial_day_field(_("By when?"))
    done_on = day_field(_("Reached on"), required=False)

    def begin(self) -> None:
        if isinstance(self.row, Milestone):
            self.initial.update({name: getattr(self.row, name) for name in self.fields})
        self.later("done_on")


class EvidenceForm(PlanRowForm):
    title = line_field(_("What is it?"))
    file = forms.FileField(
        label=_("The document"), widget=forms.FileInput(attrs=FILE), help_text=_("Everybody can open it.")
    )


class CommitmentForm(PlanRowForm):
    organisation = forms.ModelChoiceField(
        label=_("Which organisation?"), queryset=Organisation.objects.all(), required=False
    )
    who = line_field(_("Or who, by name"), required=False)
    words = line_field(_("What does it commit to?"), most=500)
    objective = forms.ModelChoiceField(
        label=_("For which objective?"),
        queryset=Objective.objects.none(),
        required=False,
        empty_label=_("The whole plan"),
    )

    def begin(self) -> None:
        self.fields["objective"].queryset = self.plan.objectives.all()  # type: ignore[attr-defined]
        self.later("organisation", "who")
        if isinstance(self.row, PartnerCommitment):
            names = {"who": "who", "words": "words", "organisation": "organisation_id", "objective": "objective_id"}
            self.initial.update({field: getattr(self.row, name) for field, name in names.items()})


class RemoveForm(PlanRowForm):
    """Nothing to fill in: a question before something goes."""


class IntroductionForm(FaultsForm):
    introduction = words_field(_("What stands at the front"), 5, required=False, most=5000)


class ReasonForm(FaultsForm):
    because = line_field(_("Why?"), most=300)


class MakeActionForm(FaultsForm):
    plan = forms.ChoiceField(label=_("In which plan?"))
    title = line_field(_("What is done?"), most=300, help_text=_("Begin with a verb."))
    owner_name = line_field(_("Who does it?"), required=False, help_text=_("A post, or a person in public office."))
    due = day_field(_("By which day?"))

    def __init__(self, *args: Any, plans: list[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = [(each.key, f"{each.title} ({each.body.name})") for each in plans]  # type: ignore[attr-defined]
