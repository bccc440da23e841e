"""What can be done to a budget and its rows at the desk, each with its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.base.policies import Actor
from folkmoot_core.money import Amounts
from folkmoot_core.spc import Period
from folkmoot_core.values import Fault, Invalid

from ..actions.amounts import Given, enter_amounts, take_back
from ..actions.budgets import edit_budget, put_line, remove_line
from ..actions.changing import Moved, change_budget, explain
from ..actions.savings import Told, put_saving, tell_saving
from ..actions.staffing import Counted, enter_staff
from ..adapters.periods import period_given, periods_of
from ..enums import Kind
from ..forms import desk as forms
from ..models import Amount, Budget, Line, Saving

Act = Callable[[Any, Budget, Any, Actor], None]


@dataclass(frozen=True)
class Deed:
    """`of`: the model of the row it is done to, or None; `path`: how that row knows its budget. `shows_row`: afterwards
    the page of the row is shown, and not the desk."""

    title: Any
    form: type[forms.BudgetRowForm]
    act: Act
    of: Any = None
    path: str = "budget"
    about: str | Promise = ""
    button: str | Promise = ""
    shows_row: bool = False


def edit(form: Any, budget: Budget, _row: Any, by: Actor) -> None:
    edit_budget(budget=budget, values=form.cleaned_data, by=by)


def add_line(form: Any, budget: Budget, _row: Any, by: Actor) -> None:
    put_line(budget=budget, fields=form.cleaned_data, by=by)


def change_line(form: Any, budget: Budget, row: Line, by: Actor) -> None:
    put_line(budget=budget, fields=form.cleaned_data, line=row, by=by)


def take_line_out(form: Any, budget: Budget, row: Line, by: Actor) -> None:
    remove_line(line=row, by=by)


def set_year(form: Any, budget: Budget, row: Line, by: Actor) -> None:
    period = period_given("", Kind.BUDGET, budget)
    if period is not None:
        _enter(form, row, Kind.BUDGET, period, by)


def revise(form: Any, budget: Budget, row: Amount, by: Actor) -> None:
    row.line.budget = budget
    period = period_given(row.period, row.kind, budget)
    if period is not None:
        _enter(form, row.line, row.kind, period, by)


def _enter(form: Any, line: Line, kind: str, period: Period, by: Actor) -> None:
    values = form.cleaned_data
    amounts = Amounts(values["gross"], values["income"], values["net"])
    enter_amounts(given=[Given(line, kind, period, amounts, values["reason"], values["source"])], by=by)


def unsay(form: Any, budget: Budget, row: Amount, by: Actor) -> None:
    take_back(amount=row, reason=form.cleaned_data["reason"], by=by)


def tell_period(form: Any, budget: Budget, row: Line, by: Actor) -> None:
    """Spending and forecast of one period, together or neither."""
    values, row.budget = form.cleaned_data, budget
    period = next(each for each in periods_of(budget) if each.text == values["period"])
    given, fields = [], []
    for kind, name in ((Kind.ACTUAL, "spent"), (Kind.FORECAST, "foreseen")):
        amounts = Amounts(values[f"{name}_gross"], values[f"{name}_income"])
        if not amounts.is_empty:
            given.append(Given(row, kind, period, amounts, values["reason"], values["source"]))
            fields.append(name)
    try:
        if given:
            enter_amounts(given=given, by=by)
    except Invalid as problem:
        raise Invalid(
            Fault(f"{fields[each.line or 0]}_{each.where}" if each.where in ("gross", "income") else each.where,
                  each.message, each.mend)
            for each in problem.faults
        ) from problem  # fmt: skip
    if values["words"]:
        explain(line=row, period=period, words=values["words"], by=by)


def say_why(form: Any, budget: Budget, row: Line, by: Actor) -> None:
    row.budget = budget
    period = next(each for each in periods_of(budget) if each.text == form.cleaned_data["period"])
    explain(line=row, period=period, words=form.cleaned_data["words"], by=by)


def move(form: Any, budget: Budget, _row: Any, by: Actor) -> None:
    values = dict(form.cleaned_data)
    change_budget(budget=budget, moved=Moved(**{**values, "income": values["income"] or 0}), by=by)


def add_saving(form: Any, budget: Budget, _row: Any, by: Actor) -> None:
    put_saving(budget=budget, fields=_of_saving(form), first=_told(form), by=by)


def change_saving(form: Any, budget: Budget, row: Saving, by: Actor) -> None:
    put_saving(budget=budget, fields=_of_saving(form), saving=row, by=by)


def tell(form: Any, budget: Budget, row: Saving, by: Actor) -> None:
    tell_saving(saving=row, told=_told(form), by=by)


def _of_saving(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("title", "line", "owner_name", "about", "source")}


def _told(form: Any) -> Told:
    values = form.cleaned_data
    return Told(values["on"], values["planned"], values["delivered"] or 0, values["delivery"], values["words"])


def count_staff(form: Any, budget: Budget, _row: Any, by: Actor) -> None:
    values = form.cleaned_data
    common = {"reason": values["reason"], "source": values["source"]}
    rows = form.rows()
    counted = [Counted(values["on"], grade, fte, external, **common) for _place, grade, fte, external in rows]
    names = [str(place) for place, *_rest in rows]
    if values["fte_total"] is not None:
        total = Counted(
            values["on"], str(_("All")), values["fte_total"], values["external_total"], is_total=True, **common
        )
        counted.append(total)
        names.append("total")
    try:
        enter_staff(budget=budget, counted=counted, by=by)
    except Invalid as problem:
        raise Invalid(
            Fault(
                each.where if each.where == "reason" else f"{each.where}_{names[each.line or 0]}",
                each.message,
                each.mend,
            )
            for each in problem.faults
        ) from problem


DEEDS: dict[str, Deed] = {
    "edit": Deed(_("What the budget is"), forms.BudgetForm, edit),
    "add-line": Deed(_("Add a line"), forms.LineForm, add_line, button=_("Add it")),
    "edit-line": Deed(_("What the line is"), forms.LineForm, change_line, Line, shows_row=True),
    "remove-line": Deed(
        _("Take the line out?"),
        forms.BareForm,
        take_line_out,
        Line,
        about=_("Only a line that never had an amount can be taken out."),
        button=_("Take it out"),
    ),
    "set-budget": Deed(
        _("The budget of the year"),
        forms.YearForm,
        set_year,
        Line,
        about=_("As it was set at first. What changes later is written down as a change, so that both can be read."),
        shows_row=True,
    ),
    "enter": Deed(_("Spending and forecast"), forms.PeriodForm, tell_period, Line, shows_row=True),
    "revise": Deed(_("Revise an amount"), forms.ReviseForm, revise, Amount, "line__budget", shows_row=True),
    "take-back": Deed(
        _("Take an amount back?"),
        forms.ReasonForm,
        unsay,
        Amount,
        "line__budget",
        about=_("It counts no longer. That it stood here stays in its history."),
        button=_("Take it back"),
        shows_row=True,
    ),
    "explain": Deed(_("Why it differs"), forms.ExplainForm, say_why, Line, shows_row=True),
    "change": Deed(
        _("Change the budget"),
        forms.ChangeForm,
        move,
        about=_(
            "Money that moves between lines, is added or is taken away. A wrong change is set right by another one."
        ),
    ),
    "add-saving": Deed(_("Add a saving"), forms.AddSavingForm, add_saving, button=_("Add it")),
    "edit-saving": Deed(_("What the saving is"), forms.SavingForm, change_saving, Saving, shows_row=True),
    "tell": Deed(_("How far is the saving?"), forms.TellSavingForm, tell, Saving, shows_row=True),
    "staff": Deed(_("Staff on a day"), forms.StaffForm, count_staff),
}
