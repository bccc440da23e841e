"""Forms of performance officers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.models import fields_for_model, model_to_dict
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import FaultsForm, line_field, words_field
from folkmoot.ground.bodies.models import Organisation
from folkmoot.ground.places.models import Place
from folkmoot_core.packfiles.fields import is_key

from .enums import Answer, Kind
from .models import Evidence, Indicator, Scorecard

_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[+-]?\.\d+", re.ASCII)
FIELDS = (
    *("title", "standing", "level", "definition", "unit", "counted", "decimals", "polarity", "frequency", "geography"),
    *("source", "collection", "lag_days", "owner_post", "quality", "quality_note", "counts_people", "formula"),
    *("baseline", "screening", "framework", "number", "note"),
)
HINTS: dict[str, Any] = {
    "standing": _("A draft is seen by officers only."),
    "definition": _("What is counted, and what is not, so that anybody would count the same."),
    "counted": _("Such as: visits; residents; complaints answered."),
    "lag_days": _("From the last day of a period until its figure should be here."),
    "counts_people": _("Figures from 1 to 4 are then not shown to everybody."),
    "formula": _("Only where it is worked out: percent(a, b), rate(a, residents, 100000), ratio, sum, difference."),
    "baseline": _("How many points fix the limits of its chart. Empty: all of them."),
}


class FigureField(forms.CharField):
    """A figure as people write it: 1,234.5; £12; 81.4%."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"class": "govuk-input--width-10", "inputmode": "decimal", "autocomplete": "off"}
        )
        super().__init__(max_length=40, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip().removeprefix("£").removesuffix("%").strip().replace("−", "-")
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError(now("This is no figure. Write figures with a point, such as 1,234.5."))
        return float(text.replace(",", ""))

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Its length is that of what was typed."""


class KeyedForm(FaultsForm):
    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        if not is_key(key):
            raise forms.ValidationError(now("Use small letters, digits, - and _."))
        return key


class IndicatorForm(KeyedForm):
    """What an indicator is. `bodies`: who may own it. Without an indicator its key is asked for too."""

    def __init__(self, *args: Any, bodies: Sequence[Organisation], indicator: Indicator | None = None, **kwargs: Any):
        if indicator is not None:
            kwargs["initial"] = {**model_to_dict(indicator, FIELDS), "owner": indicator.owner.key}
        super().__init__(*args, **kwargs)
        if indicator is None:
            hint = _("A short name for addresses and files, such as cases-in-time. It stays.")
            self.fields["key"] = line_field(_("Key"), most=80, help_text=hint)
        self.fields.update(fields_for_model(Indicator, FIELDS, help_texts=HINTS))
        for name in ("definition", "collection", "quality_note", "note"):
            self.fields[name].widget.attrs["rows"] = 3
        choices = [(body.key, body.name) for body in bodies]
        self.fields["owner"] = forms.ChoiceField(label=_("Whose it is"), choices=choices)
        if indicator is not None:
            self.fields["reason"] = line_field(_("Reason for the change"), required=False, most=300)


class EnterForm(FaultsForm):
    """The figures of one period, a field for each place."""

    def __init__(self, *args: Any, indicator: Indicator, places: Iterable[Place], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.places = list(places)
        kinds = [(str(kind.value), kind.label) for kind in Kind if not (indicator.formula and kind == Kind.ACTUAL)]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of figure"), choices=kinds)
        hint = _("Such as 2026-04, 2026 Q2, 2026/27 Q1, 2026 or 2026/27.")
        self.fields["period"] = line_field(_("Period"), most=40, help_text=hint)
        for place in self.places:
            self.fields[f"value_{place.pk}"] = FigureField(label=place.name, required=False)
        hint = _("For a target: how far off is still fine.")
        self.fields["tolerance"] = FigureField(label=_("Tolerance"), required=False, help_text=hint)
        self.fields["source"] = line_field(_("Source of these figures"), required=False, most=300)
        hint = _("Only where another figure stands there already. Everybody can read it.")
        self.fields["reason"] = line_field(_("Why it changes"), required=False, most=300, help_text=hint)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if not self.errors and all(values.get(f"value_{place.pk}") is None for place in self.places):
            raise forms.ValidationError(now("There is no figure. Fill in at least one."))
        return values


class ReviseForm(FaultsForm):
    value = FigureField(label=_("The figure"), required=False, help_text=_("Empty: it is taken back."))
    tolerance = FigureField(label=_("Tolerance"), required=False, help_text=_("For targets only."))
    reason = line_field(_("Why it changes"), most=300, help_text=_("Everybody can read it."))
    source = line_field(_("Source"), required=False, most=300)


class PlacedForm(FaultsForm):
    """About one place (or all) and one period of an indicator."""

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]], periods: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        self.fields["period"].choices = [(text, text) for text in periods]  # type: ignore[attr-defined]


class RebaseForm(PlacedForm):
    place = forms.ChoiceField(label=_("Where"))
    period = forms.ChoiceField(label=_("From which period on"))
    hint = _("What changed then? Everybody reads it over the chart. Better or worse figures alone are no reason.")
    reason = line_field(_("Reason"), most=300, help_text=hint)


class ExplainForm(PlacedForm):
    place = forms.ChoiceField(label=_("Where"))
    period = forms.ChoiceField(label=_("Which figure"))
    hint = _("What is behind it, and what is being done. Everybody reads it beside the figures.")
    words = words_field(_("Explanation"), most=3000, help_text=hint)


class ReasonForm(FaultsForm):
    reason = line_field(_("Reason"), most=300, help_text=_("It goes into the history."))


class ScorecardForm(KeyedForm):
    """A scorecard, with the keys of its indicators, a line each."""

    key = line_field(_("Key"), most=80, help_text=_("A short name for its address, such as parks-board."))
    title = line_field(_("Title"))
    body = forms.ChoiceField(label=_("Whose figures these are"))
    owner = forms.ChoiceField(label=_("Who keeps it"))
    introduction = words_field(_("Introduction"), 3, required=False)
    indicators = words_field(
        _("Indicators"), 12, most=20_000, help_text=_("Their keys, one a line, in the order shown.")
    )
    is_public = forms.BooleanField(label=_("Everybody may read it"), required=False)

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Organisation],
        kept: Sequence[Organisation],
        scorecard: Scorecard,
        **kwargs: Any,
    ):
        if scorecard.pk:
            keys = scorecard.lines.values_list("indicator__key", flat=True)
            plain = {name: getattr(scorecard, name) for name in ("key", "title", "introduction", "is_public")}
            more = {"body": scorecard.body.key, "owner": scorecard.owner.key, "indicators": "\n".join(keys)}
            kwargs["initial"] = {**plain, **more}
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(body.key, body.name) for body in bodies]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [(body.key, body.name) for body in kept]  # type: ignore[attr-defined]

    def clean_indicators(self) -> list[Indicator]:
        keys = list(dict.fromkeys(self.cleaned_data["indicators"].replace(",", "\n").split()))
        found = Indicator.objects.in_bulk(keys, field_name="key")
        unknown = [key for key in keys if key not in found]
        if unknown:
            names = ", ".join(unknown[:5])
            raise forms.ValidationError(now("There is no indicator with the key: %(names)s.") % {"names": names})
        return [found[key] for key in keys]


class EvidenceForm(FaultsForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        hints: dict[str, Any] = {
            "dated": _("A year, month or day, such as 2026-03."),
            "words": _("One finding, in a sentence or two."),
        }
        self.fields.update(fields_for_model(Evidence, ("source", "stance", "words", "dated"), help_texts=hints))
        self.fields["link"] = forms.URLField(label=_("Where it can be read"), required=False, assume_scheme="https")

    def clean_dated(self) -> str:
        dated = str(self.cleaned_data["dated"] or "").strip()
        if dated and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", dated):
            raise forms.ValidationError(now("Write it as 2026, 2026-03 or 2026-03-25."))
        return dated


class KeyForm(FaultsForm):
    owner = forms.ModelChoiceField(label=_("Whose indicators?"), queryset=Organisation.objects.none())
    name = line_field(_("Which system will use it?"), most=120, help_text=_("Such as: the leisure centres' tills."))

    def __init__(self, *args: Any, owners: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]


class JudgeForm(FaultsForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)
    statement = words_field(_("Why"), most=3000, help_text=_("What the evidence shows, for residents."))
    missing = words_field(_("What is missing"), 3, required=False, help_text=_("What would have to be known."))
    judged_by = line_field(_("Who judged"), required=False, help_text=_("A board or a person. Empty: you."))


class TieForm(FaultsForm):
    words = line_field(_("Words of its title, or its reference"), most=100)
