"""What to weigh by, and which tables to make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot_core.values import Invalid

from ..actions.weightings import WeightingPlan
from ..queries.tabulating import OfferedMargin, Source, margins_in_file
from ..queries.tabulating.source import title_of
from ..queries.tabulating.tables import Wanted

MOST_BYTES = 1_000_000


class WeightingForm(forms.Form):
    name = forms.CharField(
        label=_("Name of these weights"),
        help_text=_("You choose them by it when you make tables. For example: Age and sex"),
        max_length=200,
    )
    margins = forms.MultipleChoiceField(
        label=_("Weigh to the census by"), required=False, widget=forms.CheckboxSelectMultiple
    )
    upload = forms.FileField(
        label=_("Or a file of totals"),
        help_text=_("CSV with the columns variable, level, total. Questions and answers by key or in words."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    source = forms.CharField(label=_("Where the totals in the file come from"), required=False, max_length=300)
    trim_low = forms.FloatField(
        label=_("No response counts less than"),
        help_text=_("In average responses. 0.3 is usual; leave it empty for no limit."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )
    trim_high = forms.FloatField(
        label=_("No response counts more than"),
        help_text=_("In average responses. 3 is usual; leave it empty for no limit."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, source: Source, offered: Sequence[OfferedMargin], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {each.role: each for each in offered if each.totals}
        self.answers = source
        choices = [(each.role, f"{each.label} ({each.source})") for each in self.offered.values()]
        _offer(self.fields["margins"], choices)
        if not choices:
            del self.fields["margins"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.rows = [row for role in data.get("margins") or [] for row in self.offered[role].rows]
        file = data.get("upload")
        if file and file.size > MOST_BYTES:
            self.add_error("upload", _("This file is larger than 1 MB. Totals need a line for each answer only."))
        elif file:
            try:
                added = margins_in_file(file.read(), self.answers)
            except Invalid as problem:
                self.take(problem, "upload")
            else:
                named = {row["variable"] for row in added}
                self.rows = [row for row in self.rows if row["variable"] not in named] + added
        return data

    def plan(self) -> WeightingPlan:
        data = self.cleaned_data
        sources = dict.fromkeys(self.offered[role].source for role in data.get("margins") or [])
        told = "; ".join([*sources, *([data["source"]] if data["source"] else [])])
        return WeightingPlan(data["name"].strip(), self.rows, told, data["trim_low"], data["trim_high"])

    def take(self, problem: Invalid, where: str = "") -> None:
        """Put the faults of an action beside the fields they belong to."""
        for fault in problem.faults:
            field = where or (fault.where if fault.where in self.fields else None)
            self.add_error(field, f"{fault.message} {fault.mend}".strip())


class TablesForm(forms.Form):
    """By GET, so that a set of tables has an address of its own."""

    questions = forms.MultipleChoiceField(label=_("Questions"), widget=forms.CheckboxSelectMultiple)
    by = forms.MultipleChoiceField(label=_("Compare groups by"), required=False, widget=forms.CheckboxSelectMultiple)
    pairs = forms.BooleanField(label=_("Also each question by each other one that is ticked"), required=False)
    weights = forms.ChoiceField(label=_("Weights"), required=False)
    show_all = forms.BooleanField(
        label=_("Show small numbers too"),
        help_text=_("For officers and analysts only. Do not pass such tables on."),
        required=False,
    )

    def __init__(self, *args: Any, source: Source, weightings: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weightings = {str(each.pk): each for each in weightings}
        _offer(self.fields["questions"], [(column.name, title_of(column)) for column in source.questions])
        _offer(self.fields["by"], [(column.name, title_of(column)) for column in source.groupings])
        named = [(key, each.name) for key, each in self.weightings.items()]
        _offer(self.fields["weights"], [("", _("None: each response counts once")), *named])

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            tuple(data["questions"]),
            tuple(data["by"]),
            data["pairs"],
            self.weightings.get(data["weights"]),
            not data["show_all"],
        )


def _offer(field: forms.Field, choices: Sequence[tuple[str, Any]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
