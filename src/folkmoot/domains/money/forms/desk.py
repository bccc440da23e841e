"""What officers fill in; each form is about a budget, and perhaps about one row of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.public import FaultsForm, SpreadsheetForm, day_field, line_field, words_field
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.money import FinancialYear, Unit, read_year

from ..adapters.periods import last_day, periods_of
from ..enums import Delivery, Kind
from ..models import Budget, Line
from .fields import PostsField, PoundsField, typed

GRADES = 8
THREE = ("gross", "income", "net")


class BeginForm(FaultsForm):
    body = forms.ModelChoiceField(label=_("Whose money is it?"), queryset=Organisation.objects.none())
    keeper = forms.ModelChoiceField(
        label=_("Who keeps its books?"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("Officers of that body enter and publish amounts. Empty: the body itself."),
    )
    year = line_field(_("Financial year"), most=10, help_text=_("Such as 2026/27."))

    def __init__(self, *args: Any, kept: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Organisation.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["keeper"].queryset = kept  # type: ignore[attr-defined]
        self.fields.update(fields_for_model(Budget, ("cycle", "unit", "decimals")))
        today = timezone.localdate()
        self.initial.setdefault("year", FinancialYear(today.year - (today.month < 4)).text)

    def clean_year(self) -> FinancialYear:
        found = read_year(self.cleaned_data["year"])
        if found is None:
            raise forms.ValidationError(now("This is no financial year. Write it like 2026/27."))
        return found


class BudgetRowForm(FaultsForm):
    """A form about a budget, and perhaps about one row of it."""

    def __init__(self, *args: Any, budget: Budget, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budget, self.row = budget, row
        for field in self.fields.values():
            if isinstance(field, PoundsField):
                field.unit = budget.size
        self.begin()

    def begin(self) -> None:
        """Put in what is known already."""

    def choose_line(self, *names: str) -> None:
        for name in names:
            lines = Line.objects.filter(budget=self.budget, is_total=False)
            self.fields[name].queryset = lines  # type: ignore[attr-defined]

    def choose_period(self, initial: str = "") -> None:
        periods = periods_of(self.budget)
        self.fields["period"].choices = [(each.text, each.name) for each in periods]  # type: ignore[attr-defined]
        self.initial.setdefault("period", initial or periods[-1].text)


class BudgetForm(BudgetRowForm):
    title = line_field(_("Title"))
    about = words_field(_("What it pays for"), 3, required=False, most=2000)
    note = words_field(_("What people should know about it"), 3, required=False, most=2000)
    reason_above = PoundsField(
        label=_("A difference of the year of more than this needs a reason, in pounds"), required=False
    )
    reason_above_percent = forms.DecimalField(
        label=_("Or of more than this per cent of the budget"),
        required=False,
        min_value=0,
        max_value=1000,
        decimal_places=1,
    )
    source = line_field(_("Where its figures come from"), required=False, most=300)

    def begin(self) -> None:
        self.fields.update(fields_for_model(Budget, ("cycle", "unit", "decimals")))
        self.fields["reason_above"].unit = Unit.POUNDS  # type: ignore[attr-defined]
        names = ("title", "about", "note", "reason_above_percent", "source", "cycle", "unit", "decimals")
        self.initial.update({name: getattr(self.budget, name) for name in names})
        self.initial["reason_above"] = typed(self.budget.reason_above, Unit.POUNDS)


class LineForm(BudgetRowForm):
    title = line_field(_("Title"))
    heading = line_field(_("Heading it stands under"), required=False, most=120)
    about = words_field(_("What it pays for"), 3, required=False, most=2000)
    source = line_field(_("Where its figures come from"), required=False, most=300)
    is_total = forms.BooleanField(
        label=_("It is a printed total of the other lines"),
        required=False,
        help_text=_("It is compared with their sum, and never counted."),
    )

    def begin(self) -> None:
        if self.row is not None:
            self.initial.update({name: getattr(self.row, name) for name in self.fields})


class ThreeForm(BudgetRowForm):
    """Gross, income and net."""

    gross = PoundsField(label=_("Gross spending"), required=False)
    income = PoundsField(label=_("Income"), required=False, help_text=_("Without a minus. 0 if there is none."))
    net = PoundsField(
        label=_("Net, if it is printed"), required=False, help_text=_("It is compared with gross less income.")
    )
    source = line_field(_("Where it is from"), required=False, most=300)
    reason = line_field(
        _("Why it changes"), required=False, most=300, help_text=_("Only where another amount stands there already.")
    )

    def put_in(self, here: Any) -> None:
        if here is not None:
            three = zip(THREE, (here.gross, here.income, here.printed_net), strict=True)
            self.initial.update({name: typed(pence, self.budget.size) for name, pence in three})


class YearForm(ThreeForm):
    """The budget of a line."""

    def begin(self) -> None:
        self.put_in(self.row.amounts.filter(kind=Kind.BUDGET).first())


class ReviseForm(ThreeForm):
    """An amount that stands there."""

    def begin(self) -> None:
        self.put_in(self.row)
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _(
            "Everybody can read it. The amount that stands there now stays in its history."
        )


class PeriodForm(BudgetRowForm):
    """What a line spent in a period, and what the year is expected to come to."""

    period = forms.ChoiceField(label=_("Period"))
    spent_gross = PoundsField(label=_("Spent in the period, gross"), required=False)
    spent_income = PoundsField(label=_("Income of the period"), required=False, help_text=_("0 if there is none."))
    foreseen_gross = PoundsField(label=_("Forecast for the whole year, gross"), required=False)
    foreseen_income = PoundsField(label=_("Forecast of income for the whole year"), required=False)
    words = words_field(
        _("Why the year will be far from its budget, and what is done about it"),
        4,
        required=False,
        most=3000,
        help_text=_("Everybody reads it once it is published."),
    )
    source = line_field(_("Where it is from"), required=False, most=300)
    reason = line_field(
        _("Why an amount changes"),
        required=False,
        most=300,
        help_text=_("Only where another amount stands there already."),
    )

    def begin(self) -> None:
        told = set(self.row.amounts.filter(kind=Kind.ACTUAL).values_list("period", flat=True))
        today = timezone.localdate()
        over = [each.text for each in periods_of(self.budget) if last_day(each) < today]
        self.choose_period(next((text for text in over if text not in told), over[-1] if over else ""))

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        names = ("spent_gross", "spent_income", "foreseen_gross", "foreseen_income")
        if not self.errors and not values.get("words") and all(values.get(name) is None for name in names):
            raise forms.ValidationError(now("There is no amount. Fill in what was spent, or a forecast."))
        return values


class ExplainForm(BudgetRowForm):
    period = forms.ChoiceField(label=_("As foreseen at the end of"))
    words = words_field(
        _("Why, and what is done about it"), 5, most=3000, help_text=_("Everybody reads it once it is published.")
    )

    def begin(self) -> None:
        foreseen = self.row.amounts.filter(kind=Kind.FORECAST).order_by("ends").last()
        self.choose_period(foreseen.period if foreseen else "")


class ReasonForm(BudgetRowForm):
    reason = line_field(_("Reason"), most=300, help_text=_("It goes into the history."))


class BareForm(BudgetRowForm):
    """Nothing to fill in: only a button."""


class ChangeForm(BudgetRowForm):
    """Money that moves."""

    title = line_field(_("What changes"))
    out_of = forms.ModelChoiceField(
        label=_("Out of which line"), queryset=Line.objects.none(), required=False, empty_label=_("None: new money")
    )
    into = forms.ModelChoiceField(
        label=_("Into which line"),
        queryset=Line.objects.none(),
        required=False,
        empty_label=_("None: it is taken away"),
    )
    gross = PoundsField(label=_("Gross spending that moves"))
    income = PoundsField(label=_("Income that moves with it"), required=False)
    on = day_field(_("From when on"))
    reason = words_field(
        _("Why, and who agreed to it"), 3, most=2000, help_text=_("Everybody reads it once it is published.")
    )

    def begin(self) -> None:
        self.choose_line("out_of", "into")
        year = self.budget.financial_year
        self.initial.setdefault("on", min(max(timezone.localdate(), year.first), year.last))


class TellSavingForm(BudgetRowForm):
    on = day_field(_("As of"))
    planned = PoundsField(label=_("To be saved in the year"))
    delivered = PoundsField(label=_("Saved so far"), required=False, help_text=_("0 if nothing."))
    delivery = forms.ChoiceField(label=_("How it stands"), choices=Delivery.choices, widget=forms.RadioSelect)
    words = words_field(_("What was done, and what comes next"), 4, most=3000)

    def begin(self) -> None:
        self.initial.setdefault("on", timezone.localdate())
        last = self.row.updates.last() if self.row is not None else None
        if last is not None:
            self.initial.update({"delivery": last.delivery, "planned": typed(last.planned, self.budget.size)})
            self.initial["delivered"] = typed(last.delivered, self.budget.size)


class SavingForm(BudgetRowForm):
    title = line_field(_("What is done to save"))
    line = forms.ModelChoiceField(
        label=_("In which line"), queryset=Line.objects.none(), required=False, empty_label=_("In several")
    )
    owner_name = line_field(_("Who delivers it"), required=False)
    about = words_field(_("What it means for residents"), 3, required=False, most=2000)
    source = line_field(_("Where it is written"), required=False, most=300)

    def begin(self) -> None:
        self.choose_line("line")
        if self.row is not None:
            self.initial.update({name: getattr(self.row, name) for name in ("title", "owner_name", "about", "source")})
            self.initial["line"] = self.row.line_id


class AddSavingForm(SavingForm, TellSavingForm):
    """A saving and the first that is told of it."""

    field_order = ("title", "line", "owner_name", "about", "planned", "delivered", "delivery", "on", "words", "source")

    def begin(self) -> None:
        SavingForm.begin(self)
        TellSavingForm.begin(self)
        self.initial.setdefault("delivery", Delivery.ON_TRACK)


class StaffForm(BudgetRowForm):
    """The staff of one day: a row for each grade, and the printed total."""

    on = day_field(_("On which day"))

    def begin(self) -> None:
        last = self.budget.staff.order_by("on").last()
        grades = list(self.budget.staff.filter(on=last.on, is_total=False)) if last else []
        self.initial.setdefault("on", timezone.localdate())
        for place in range(GRADES):
            self.fields[f"grade_{place}"] = self.spare(line_field(_("What it is called"), required=False, most=120))
            self.fields[f"fte_{place}"] = self.spare(PostsField(label=_("Full-time equivalents"), required=False))
            self.fields[f"external_{place}"] = self.spare(
                PostsField(label=_("Of these paid by others"), required=False)
            )
            if place < len(grades):
                self.initial[f"grade_{place}"] = grades[place].grade
        self.fields["fte_total"] = self.spare(PostsField(label=_("Full-time equivalents"), required=False))
        self.fields["external_total"] = self.spare(PostsField(label=_("Of these paid by others"), required=False))
        self.fields["source"] = line_field(_("Where it is from"), required=False, most=300)
        self.fields["reason"] = line_field(
            _("Why a number changes"), required=False, most=300, help_text=_("Only where another stands there already.")
        )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        for place in range(GRADES):
            has_grade, has_number = bool(values.get(f"grade_{place}")), values.get(f"fte_{place}") is not None
            if has_number and not has_grade:
                self.add_error(f"grade_{place}", now("Name the grade of this number."))
            if values.get(f"external_{place}") is not None and not has_number:
                self.add_error(f"fte_{place}", now("Say how many there are in all."))
        if not self.errors and values.get("fte_total") is None and not self.rows():
            raise forms.ValidationError(now("There is no number. Fill in at least one grade, or the total."))
        return values

    @staticmethod
    def spare(field: forms.Field) -> forms.Field:
        """A field that may stay empty, as most here do, without saying so each time."""
        field.needed_later = True  # type: ignore[attr-defined]
        return field

    def by_grade(self) -> list[dict[str, Any]]:
        """The fields of each grade, and of the total, to be shown side by side."""
        found = [
            {
                "legend": now("Grade %(number)d") % {"number": place + 1},
                "fields": [self[f"{name}_{place}"] for name in ("grade", "fte", "external")],
            }
            for place in range(GRADES)
        ]
        total = {"legend": now("All, if a total is printed"), "fields": [self["fte_total"], self["external_total"]]}
        return [*found, total]

    def rows(self) -> list[tuple[int, str, Any, Any]]:
        """(place, grade, full-time equivalents, paid by others) of the grades that have a number."""
        values = self.cleaned_data
        found = [
            (place, values.get(f"grade_{place}"), values.get(f"fte_{place}"), values.get(f"external_{place}"))
            for place in range(GRADES)
        ]
        return [(place, grade, fte, external) for place, grade, fte, external in found if grade and fte is not None]


class SendForm(SpreadsheetForm):
    """Without a box to only look: a file is always looked at first, and taken in by a second press."""

    only_look = None  # type: ignore[assignment]


class IntroductionForm(FaultsForm):
    introduction = words_field(_("What stands at the front"), 6, required=False)


class WithdrawForm(FaultsForm):
    because = line_field(_("Why it is withdrawn"), most=300, help_text=_("Everybody can read it."))
