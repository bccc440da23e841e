"""What keepers of a register fill in; each form begins with the row that it changes, where there is one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import FaultsForm, day_field, line_field, words_field
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.risks import COLOURS, Band, Matrix, Score

from ..actions import continuity, keeping
from ..enums import ControlState
from ..models import ContinuityFunction, Control, Risk


def _steps(words: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(step, f"{step} – {word}") for step, word in enumerate(words, start=1)]


def step_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.TypedChoiceField:
    """A step of the matrix; its words are put in when the form is made."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=required, help_text=help_text)


def fill_steps(form: forms.Form, matrix: Matrix) -> None:
    """Give each field of a step the words of the matrix."""
    for name, field in form.fields.items():
        if isinstance(field, forms.TypedChoiceField) and name.endswith(("likelihood", "impact")):
            steps = _steps(matrix.likelihood if name.endswith("likelihood") else matrix.impact)
            # Nothing is chosen beforehand: a lowest step that nobody meant would look like a judgement.
            field.choices = [("", _("Choose one") if field.required else _("Not set")), *steps]


class DescribeForm(FaultsForm):
    title = line_field(_("Title"))
    plan = line_field(_("Plan that it is a risk of"), required=False, help_text=_("Leave it empty for the whole body."))
    cause = words_field(_("Cause: what is so now"), 2, most=2000)
    event = words_field(_("Event: what may happen because of it"), 2, most=2000)
    consequence = words_field(_("Consequence: what that would lead to"), 2, most=2000)
    owner = line_field(_("Who owns the risk?"), help_text=_("A post."))
    owner_email = forms.EmailField(
        label=_("E-mail address for reminders"), required=False, help_text=_("Shown to nobody else.")
    )
    inherent_likelihood = step_field(_("How likely would it be without any controls?"))
    inherent_impact = step_field(_("How bad would it be without any controls?"))
    target_likelihood = step_field(_("How likely should it become?"), required=False)
    target_impact = step_field(_("How bad should it become?"), required=False)
    review_by = day_field(_("Look at it again by"), required=False)
    is_public = forms.BooleanField(label=_("Everybody can see it"), required=False)

    def __init__(self, *args: Any, matrix: Matrix, risk: Risk | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_steps(self, matrix)
        if risk is not None:
            self.initial.update({name: getattr(risk, name) for name in keeping.FIELDS})


class AddForm(DescribeForm):
    body = forms.ModelChoiceField(label=_("Whose risk is it?"), queryset=Organisation.objects.none())
    field_order = ("body",)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class RiskForm(FaultsForm):
    """A form about a risk, and perhaps about one of its controls."""

    def __init__(self, *args: Any, matrix: Matrix, risk: Risk, control: Control | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.risk, self.control = risk, control
        fill_steps(self, matrix)
        self.begin()

    def begin(self) -> None:
        """Put in what is known already."""


class ScoreForm(RiskForm):
    on = day_field(_("As of which day?"))
    likelihood = step_field(_("How likely is it now?"), help_text=_("With the controls that are in place."))
    impact = step_field(_("How bad would it be now?"))
    because = words_field(_("Why?"), 3, most=2000)

    def begin(self) -> None:
        newest = self.risk.scores.first()
        known = self.risk.inherent if newest is None else newest.score
        self.initial.update({"on": timezone.localdate(), "likelihood": known.likelihood, "impact": known.impact})

    def score(self) -> Score:
        return Score(self.cleaned_data["likelihood"], self.cleaned_data["impact"])


class ControlForm(RiskForm):
    words = line_field(_("What is done?"), most=300)
    owner = line_field(_("Who sees to it?"), help_text=_("A post or a body."))
    owner_email = forms.EmailField(
        label=_("E-mail address for reminders"), required=False, help_text=_("Shown to nobody else.")
    )
    state = forms.ChoiceField(label=_("How does it stand?"), choices=ControlState.choices, widget=forms.RadioSelect)
    due = day_field(_("Planned: by when?"), required=False)
    evidence = words_field(_("What shows that it works?"), 2, required=False, most=2000)
    checked_on = day_field(_("Last checked on"), required=False)
    check_every_months = forms.IntegerField(
        label=_("Checked every how many months?"), required=False, min_value=1, max_value=120
    )

    def begin(self) -> None:
        self.initial["state"] = ControlState.IN_PLACE
        if self.control is not None:
            self.initial.update({name: getattr(self.control, name) for name in keeping.CONTROL})


class EscalateForm(RiskForm):
    to = forms.ModelChoiceField(
        label=_("Which body is it taken up to?"),
        queryset=Organisation.objects.all(),
        required=False,
        help_text=_("Choose none to bring it back."),
    )
    because = words_field(_("What is that body asked to do?"), 3, required=False, most=2000)

    def begin(self) -> None:
        self.fields["because"].needed_later = True  # type: ignore[attr-defined]
        self.initial.update({"to": self.risk.escalated_to_id, "because": self.risk.escalated_because})


class CloseForm(RiskForm):
    on = day_field(_("Closed on"), required=False, help_text=_("Leave it empty to open the risk again."))
    because = words_field(_("Why is it a risk no more?"), 3, required=False, most=2000)

    def begin(self) -> None:
        self.fields["because"].needed_later = True  # type: ignore[attr-defined]
        self.initial.update({"on": self.risk.closed_on or timezone.localdate(), "because": self.risk.closed_because})


class FunctionForm(FaultsForm):
    body = forms.ModelChoiceField(label=_("Whose function is it?"), queryset=Organisation.objects.none())
    title = line_field(_("What must go on?"))
    tolerable_hours = forms.IntegerField(
        label=_("For how many hours may it stand still?"), min_value=0, max_value=100_000, help_text=_("0: not at all.")
    )
    owner = line_field(_("Who owns it?"), required=False, help_text=_("A post."))
    owner_email = forms.EmailField(
        label=_("E-mail address for reminders"), required=False, help_text=_("Shown to nobody else.")
    )
    fallback = words_field(_("What is done instead?"), 3, required=False, most=2000)
    tested_on = day_field(_("Last tested on"), required=False)
    test_every_months = forms.IntegerField(
        label=_("Tested every how many months?"), min_value=1, max_value=120, initial=12
    )
    test_result = words_field(_("What did the test show?"), 3, required=False, most=2000)
    is_public = forms.BooleanField(label=_("Everybody can see it"), required=False)

    def __init__(self, *args: Any, bodies: Any, function: ContinuityFunction | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["test_result"].needed_later = True  # type: ignore[attr-defined]
        if function is not None:
            self.initial.update({name: getattr(function, name) for name in continuity.FIELDS})
            del self.fields["body"]


class MatrixForm(FaultsForm):
    """The matrix of the whole site. Bands stand a line each: the score from which one begins, its name, its colour."""

    starts = day_field(_("From which day does it count?"), help_text=_("Earlier scores keep the bands of their day."))
    likelihood = words_field(_("Steps of likelihood, the lowest first"), 5, most=700, help_text=_("A line each."))
    impact = words_field(_("Steps of impact, the lowest first"), 5, most=700, help_text=_("A line each."))
    bands = words_field(
        _("Bands, the lowest first"),
        4,
        most=1000,
        help_text=_("A line each: the score from which it begins, its name; its colour, such as “6 Medium; yellow”."),
    )
    escalate_from = forms.IntegerField(
        label=_("From which score on should a risk be taken up?"), required=False, min_value=1, max_value=100
    )

    def begin_with(self, matrix: Matrix) -> None:
        lines = {"likelihood": matrix.likelihood, "impact": matrix.impact}
        self.initial.update({name: "\n".join(words) for name, words in lines.items()})
        bands = [f"{band.start} {band.name}; {band.colour}" for band in matrix.bands]
        self.initial.update({"bands": "\n".join(bands), "escalate_from": matrix.escalate_from})

    def clean_bands(self) -> tuple[Band, ...]:
        bands = []
        for line in filter(None, map(str.strip, self.cleaned_data["bands"].splitlines())):
            said, _sep, colour = line.partition(";")
            start, _space, name = said.strip().partition(" ")
            if not (start.isdecimal() and name.strip()):
                message = now("“%(line)s” is no band. Write a score and a name, such as “6 Medium; yellow”.")
                raise forms.ValidationError(message % {"line": line[:80]})
            if (colour.strip() or "grey") not in COLOURS:
                message = now("“%(colour)s” is no colour known here. Use one of: %(all)s.")
                raise forms.ValidationError(message % {"colour": colour.strip()[:40], "all": ", ".join(COLOURS)})
            bands.append(Band(int(start[:4]), name.strip()[:60], colour.strip() or "grey"))
        return tuple(bands)

    def matrix(self) -> Matrix:
        """Raises Invalid, naming the field."""
        data = self.cleaned_data
        steps = [tuple(filter(None, map(str.strip, data[name].splitlines()))) for name in ("likelihood", "impact")]
        return Matrix(steps[0], steps[1], data["bands"], data["escalate_from"])
