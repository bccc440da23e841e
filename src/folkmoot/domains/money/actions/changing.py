"""Change a budget as it stands, and say why spending is far from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.spc import Period
from folkmoot_core.values import Fault, Invalid

from ..adapters.periods import last_day
from ..models import Budget, BudgetChange, Explanation, Line
from ..policies import check_keep
from .budgets import lock


@dataclass(frozen=True)
class Moved:
    """Pence that go out of a line, into a line, or from one to the other; what they are for, and who agreed."""

    title: str
    reason: str
    on: date
    gross: int
    income: int = 0
    out_of: Line | None = None
    into: Line | None = None


@transaction.atomic
def change_budget(*, budget: Budget, moved: Moved, by: Actor) -> BudgetChange:
    """A new entry in the history of the budget; a wrong one is set right by another. Raises Invalid, Refused."""
    check_keep(by, budget.scopes)
    lock(budget)
    year = budget.financial_year
    faults = []
    if moved.out_of is None and moved.into is None:
        faults.append(Fault("into", _("Say whose budget changes."), _("Choose a line that it comes from or goes to.")))
    if moved.out_of is not None and moved.out_of == moved.into:
        faults.append(Fault("into", _("This is the same line."), _("Choose another, or leave one of them empty.")))
    if any(line.is_total or line.budget_id != budget.pk for line in (moved.out_of, moved.into) if line):
        faults.append(Fault("into", _("A printed total is no line."), _("Choose a line.")))
    if not moved.gross and not moved.income:
        faults.append(Fault("gross", _("Nothing would change."), _("Give an amount of spending, of income, or both.")))
    if not year.first <= moved.on <= year.last:
        faults.append(
            Fault("on", _("This day is not in the year of the budget."), _("Choose one from April to March."))
        )
    if not moved.title.strip() or not moved.reason.strip():
        faults.append(Fault("reason", _("A change needs a reason."), _("Say what for, and who agreed to it.")))
    if faults:
        raise Invalid(faults)
    fields = {name: getattr(moved, name) for name in ("on", "out_of", "into", "gross", "income")}
    made = BudgetChange.objects.create(
        budget=budget, title=moved.title.strip(), reason=moved.reason.strip(), by_key=by.key, by_name=by.name, **fields
    )
    names = [str(line) if line else None for line in (moved.out_of, moved.into)]
    changes = {"lines": names, "gross": [None, moved.gross], "income": [None, moved.income]}
    record(verb="budget.changed", subject=budget, by=by, changes=changes, reason=made.reason)
    return made


@transaction.atomic
def explain(*, line: Line, period: Period, words: str, by: Actor) -> Explanation | None:
    """Why a line is far from its budget, and what is done about it; everybody reads it once it is published. None where
    the same was said of the period before. Raises Invalid, Refused."""
    check_keep(by, line.budget.scopes)
    lock(line.budget)
    if not words.strip():
        raise Invalid([Fault("words", _("There are no words."), _("Say why, and what is done about it."))])
    last = line.explanations.filter(period=period.text).last()
    if last is not None and last.words == words.strip():
        return None
    made = Explanation.objects.create(
        line=line, period=period.text, ends=last_day(period), words=words.strip(), by_key=by.key, by_name=by.name
    )
    record(verb="budget.explained", subject=line, by=by, changes={period.text: [None, made.words[:200]]})
    return made
