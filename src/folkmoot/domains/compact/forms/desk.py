"""What officers fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.public import FaultsForm, day_field, line_field, words_field
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.bodies.public import partial_day_field
from folkmoot.ground.documents.public import ALL_ENDINGS
from folkmoot_core.compacts import RULES

from ..actions.agreement import RuleAsked
from ..actions.concerns import BY_HAND, Step
from ..enums import ENDED, AgreementKind, FundingKind, Joining, Side, StepKind, VersionState
from ..models import Commitment, FundingDecision, Party, Version
from ..policies import fault_of_step
from .public import RaiseConcernForm, ShowKeepingForm

STEPS = [each for each in StepKind.choices if each[0] not in (StepKind.RECEIVED, StepKind.ADDED)]
SIDES = [each for each in Side.choices if each[0] != Side.JOINT]


class ReasonForm(FaultsForm):
    because = line_field(_("Why?"), required=False, most=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].needed_later = True  # type: ignore[attr-defined]


class AgreementForm(FaultsForm):
    title = line_field(_("Title"), help_text=_("Such as “Anyshire Compact”."))
    summary = words_field(_("What it is, in a few sentences"), 3, required=False, most=2000)
    keeper = forms.ModelChoiceField(
        label=_("Which body looks after it?"),
        queryset=Organisation.objects.all(),
        help_text=_("Liaison officers of this body keep the agreement, and read concerns."),
    )
    mediator = words_field(_("Who mediates, and where does a concern go further?"), 2, required=False, most=1000)


class VersionForm(FaultsForm):
    title = line_field(_("Title"), help_text=_("Such as “Compact of 2011”."))
    kind = forms.ChoiceField(label=_("What is it?"), choices=AgreementKind.choices, widget=forms.RadioSelect)
    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=VersionState.choices,
        widget=forms.RadioSelect,
        help_text=_("Once this one is in force, the one that was in force is marked as replaced."),
    )
    agreed_on = partial_day_field(_("Agreed"))
    in_force_from = partial_day_field(_("In force from"))
    in_force_to = partial_day_field(_("In force to"))
    summary = words_field(_("What it is, in a few sentences"), 3, required=False, most=2000)
    note = words_field(_("What people should know about it"), 2, required=False, most=2000)


class CommitmentForm(FaultsForm):
    """A commitment with at most one rule here; a second rule of another kind is kept as it is."""

    key = line_field(_("Number"), most=40, help_text=_("As it is printed, such as COM-PUB-06."))
    words = line_field(_("What is promised, in short"), most=300)
    side = forms.ChoiceField(label=_("Whose promise is it?"), choices=Side.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    new_theme = line_field(_("Or a new theme"), required=False)
    rule = forms.ChoiceField(
        label=_("How does the system check it?"),
        required=False,
        help_text=_("Rules read consultations, funding and payments. For all else, people show how it is kept."),
    )
    number = forms.IntegerField(
        label=_("Weeks or months"),
        required=False,
        min_value=1,
        max_value=520,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        help_text=_("Weeks for consultations, months for funding; none for the others."),
    )
    first = day_field(_("For records from"), required=False)
    last = day_field(_("For records until"), required=False)

    def __init__(self, *args: Any, version: Version, commitment: Commitment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.commitment = version, commitment
        self.themes = {theme.key: theme for theme in version.themes.all()}
        choices = [("", _("Choose a theme")), *((key, theme.title) for key, theme in self.themes.items())]
        self.fields["theme"].choices = choices  # type: ignore[attr-defined]
        rules = [("", _("Not by the system")), *((key, rule.title) for key, rule in RULES.items())]
        self.fields["rule"].choices = rules  # type: ignore[attr-defined]
        for name in ("theme", "new_theme"):
            self.fields[name].needed_later = True  # type: ignore[attr-defined]
        if commitment is not None:
            self._begin_with(commitment)

    def _begin_with(self, commitment: Commitment) -> None:
        shown: dict[str, Any] = {
            "key": commitment.key,
            "words": commitment.words,
            "side": commitment.side,
            "theme": commitment.theme.key,
        }
        rule = commitment.rules.first()
        if rule is not None:
            number = next(iter(rule.numbers.values()), None)
            shown |= {"rule": rule.kind, "number": number, "first": rule.first, "last": rule.last}
        for name, value in shown.items():
            self.initial.setdefault(name, value)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("theme") and not slugify(data.get("new_theme", "")):
            self.add_error("theme", _("Choose a theme, or write a new one."))
        return data

    def rules(self) -> list[RuleAsked]:
        data = self.cleaned_data
        kept = list(self.commitment.rules.all())[1:] if self.commitment else []
        asked = [
            RuleAsked(rule.kind, rule.numbers, rule.first, rule.last, rule.note)
            for rule in kept
            if rule.kind != data["rule"]
        ]
        if data["rule"]:
            rule = RULES[data["rule"]]
            unit = next(iter((*rule.needs, *rule.may_have)), "")
            numbers = {unit or "number": data["number"]} if data["number"] else {}
            asked.insert(0, RuleAsked(rule.key, numbers, data["first"], data["last"]))
        return asked


class PartyForm(FaultsForm):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.all())
    side = forms.ChoiceField(label=_("Sector"), choices=SIDES, widget=forms.RadioSelect)
    joining = forms.ChoiceField(label=_("How it stands to the agreement"), choices=Joining.choices)
    since = partial_day_field(_("Since"))
    until = partial_day_field(_("Until"))
    note = line_field(_("Note"), required=False, most=300)


class ChampionForm(FaultsForm):
    party = forms.ModelChoiceField(label=_("At which party?"), queryset=Party.objects.none())
    name = line_field(_("Name"), help_text=_("Everybody can see it."))
    post = line_field(_("Post"), required=False)
    since = partial_day_field(_("Since"))

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        self.fields["party"].label_from_instance = lambda party: party.organisation.name  # type: ignore[attr-defined]


class FundingForm(FaultsForm):
    title = line_field(_("What is funded?"))
    funder = forms.ModelChoiceField(label=_("Who pays?"), queryset=Organisation.objects.none())
    recipient = line_field(_("Who has the funding?"))
    kind = forms.ChoiceField(label=_("What happens?"), choices=FundingKind.choices, widget=forms.RadioSelect)
    effective = day_field(_("From which day?"))
    amount = forms.DecimalField(
        label=_("Pounds a year"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
    )
    consulted_from = day_field(_("Consulted from"), required=False)
    consulted_to = day_field(_("Consulted until"), required=False)
    notice_on = day_field(_("Notice given on"), required=False)
    in_writing = forms.BooleanField(label=_("The notice was in writing"), required=False)
    says_why = words_field(_("The reasons that the notice gave"), 3, required=False, most=2000)
    assessed_on = day_field(_("Equality assessment finished on"), required=False)
    reason = words_field(
        _("Why the agreement could not be kept, if it was not"),
        3,
        required=False,
        most=2000,
        help_text=_("Everybody can read it."),
    )
    is_public = forms.BooleanField(label=_("Everybody may see it"), required=False)

    def __init__(self, *args: Any, funders: Any, decision: FundingDecision | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder"].queryset = funders  # type: ignore[attr-defined]
        self.initial.setdefault("is_public", True)
        if decision is not None:
            self.initial.update({name: getattr(decision, name) for name in self.fields})


class PaymentForm(FaultsForm):
    period_starts = day_field(_("For the period from"))
    paid_on = day_field(_("Paid on"), required=False)
    late_reason = line_field(_("Why it came late"), required=False, most=300)


class EvidenceForm(ShowKeepingForm):
    organisation = forms.ModelChoiceField(
        label=_("Whose keeping is it?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("All of them"),
    )
    file = forms.FileField(
        label=_("A document that shows it"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ALL_ENDINGS)}),
        help_text=_("Everybody can open it."),
    )
    field_order = ("shown", "happened_on", "words", "organisation", "link", "file", "by_side", "by_name")

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["contact"]
        self.fields["words"].help_text = _("Everybody can read it. Name nobody.")
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class LogConcernForm(RaiseConcernForm):
    """A concern that came by telephone, letter or word of mouth."""

    channel = forms.ChoiceField(
        label=_("How did it come?"), choices=[(each.value, each.label) for each in BY_HAND], widget=forms.RadioSelect
    )
    received_on = day_field(_("When did it come?"))
    field_order = ("channel", "received_on", "words", "wanted", "commitment", "about", "name", "organisation", "email")

    @property
    def chosen_channel(self) -> str:
        return Channel(self.cleaned_data["channel"]).value


class StepForm(FaultsForm):
    """What an officer does with a concern in this state. An empty form offers what it allows; one that was sent is
    judged by the action, since somebody else may have been quicker."""

    kind = forms.ChoiceField(label=_("Step"), choices=STEPS)
    on = day_field(_("On which day?"))
    words = words_field(
        _("In words"), 4, most=20_000, help_text=_("Sent to whoever raised the concern; a note among officers is not.")
    )
    to = line_field(_("Taken further: to whom?"), required=False)
    until = day_field(_("More time: until when?"), required=False)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        if not self.is_bound:
            # A note first where it has ended: nothing is opened again by a slip.
            steps = reversed(STEPS) if state in ENDED else STEPS
            allowed = [(kind, label) for kind, label in steps if fault_of_step(state, kind) is None]
            self.fields["kind"].choices = allowed  # type: ignore[attr-defined]
        for name in ("to", "until"):
            if state in ENDED and not self.is_bound:
                del self.fields[name]
                continue
            self.fields[name].needed_later = True  # type: ignore[attr-defined]

    def step(self) -> Step:
        data = self.cleaned_data
        return Step(data["kind"], data["on"], data["words"], data["to"], data["until"])


class PublishForm(FaultsForm):
    words = words_field(
        _("What everybody may read of it"),
        3,
        required=False,
        most=2000,
        help_text=_("In your words, without anything that says who raised it. Empty: nothing is published."),
    )


class HeldForm(FaultsForm):
    reason = line_field(_("Why?"), most=300)


class IntroductionForm(FaultsForm):
    introduction = words_field(_("What stands at the front"), 5, required=False, most=5000)
