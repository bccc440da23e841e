"""What tests of money begin with: `make_money()`, a budget of last year with lines, a saving and staff, published or
not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from folkmoot.domains.money.actions.amounts import Given, enter_amounts
from folkmoot.domains.money.actions.budgets import begin_budget, put_line
from folkmoot.domains.money.actions.changing import explain
from folkmoot.domains.money.actions.files import send_file
from folkmoot.domains.money.actions.publishing import publish
from folkmoot.domains.money.actions.savings import Told, put_saving
from folkmoot.domains.money.actions.staffing import Counted, enter_staff
from folkmoot.domains.money.adapters.periods import period_given
from folkmoot.domains.money.models import Amount, Budget, Line, Saving
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.bodies.models import Organisation
from folkmoot_core.money import Amounts, FinancialYear

from .bodies import OrganisationFactory

YEAR = FinancialYear(2023)
THOUSAND = 100_000
_number = count(1)


@dataclass
class Made:
    """A unit's budget that a council keeps, in thousands and by quarters."""

    budget: Budget
    line: Line
    other: Line
    saving: Saving
    keeper: Organisation

    def give(self, kind: str, period: str, gross: int | None, income: int | None = 0, **more: Any) -> None:
        """In thousands, of the first line."""
        enter(self.line, kind, period, gross, income, **more)


def enter(line: Line, kind: str, period: str, gross: int | None, income: int | None = 0, **more: Any) -> None:
    found = period_given(period, kind, line.budget)
    assert found is not None
    net = more.pop("net", None)
    amounts = Amounts(*(None if each is None else each * THOUSAND for each in (gross, income, net)))
    enter_amounts(given=[Given(line, kind, found, amounts, **more)], by=SYSTEM)


def make_budget(**fields: Any) -> Budget:
    body = fields.pop("body", None) or OrganisationFactory()
    keeper = fields.pop("keeper", None) or OrganisationFactory()
    told = {"title": f"Parks {next(_number)}", "cycle": "financial quarter", "reason_above": 30 * THOUSAND, **fields}
    return begin_budget(body=body, keeper=keeper, year=told.pop("year", YEAR), by=SYSTEM, **told)


def make_line(budget: Budget, title: str, **fields: Any) -> Line:
    return put_line(budget=budget, fields={"title": title, **fields}, by=SYSTEM)


def make_money(**fields: Any) -> Made:
    """Budgets of 100 and 50 thousand net; a quarter spent; forecasts 20 over and as budgeted."""
    budget = make_budget(**fields)
    line, other = make_line(budget, "Keepers"), make_line(budget, "Repairs")
    for each, gross, income, spent, foreseen in ((line, 120, 20, 30, 140), (other, 50, 0, 10, 50)):
        enter(each, "budget", "", gross, income)
        enter(each, "actual", "2023/24 Q1", spent, 0)
        enter(each, "forecast", "2023/24 Q1", foreseen, income)
    told = Told(date(2023, 7, 3), 10 * THOUSAND, 4 * THOUSAND, "at_risk", "Two vans went back.")
    saving = put_saving(budget=budget, fields={"title": "Fewer vans", "line": line}, first=told, by=SYSTEM)
    staff = [
        Counted(date(2023, 4, 1), "Keepers", Decimal(20)),
        Counted(date(2023, 4, 1), "Managers", Decimal(2), Decimal(1)),
        Counted(date(2023, 4, 1), "All", Decimal(22), Decimal(1), is_total=True),
    ]
    enter_staff(budget=budget, counted=staff, by=SYSTEM)
    return Made(budget, line, other, saving, budget.keeper)


def published(made: Made, quarter: int = 1) -> Made:
    publish(budget=made.budget, quarter=quarter, by=SYSTEM)
    made.budget.refresh_from_db()
    return made


def shown(made: Made) -> Made:
    """As after a report on the first quarter, without one."""
    Budget.objects.filter(pk=made.budget.pk).update(public_at=timezone.now(), public_through=YEAR.through(1))
    made.budget.refresh_from_db()
    return made


def say_why(line: Line, period: str = "2023/24 Q1", words: str = "A wet spring.") -> None:
    found = period_given(period, "forecast", line.budget)
    assert found is not None
    explain(line=line, period=found, words=words, by=SYSTEM)


def arguments_of(*names: str, made: str = "") -> dict[str, Any]:
    """What names a published budget, its line, amount, saving or report, or a file that was sent."""
    # Writing the files of a report takes its time, so only those who ask for one get one.
    found = published(make_money()) if made == "report" else shown(make_money())
    known: dict[str, Any] = {"budget": found.budget.key, "deed": "edit", "quarter": 1, "number": 1, "form": "html"}
    if made == "line":
        known |= {"what": "line", "deed": "enter", "key": found.line.key, "pk": found.line.pk}
    elif made == "amount":
        known |= {"key": found.line.key, "pk": Amount.objects.filter(line=found.line).latest("pk").pk}
    elif made == "saving":
        known |= {"key": found.saving.key}
    elif made == "template":
        known["form"] = "csv"
    elif made == "file":
        known["pk"] = send_file(content=b"budget,line,period\n", name="amounts.csv", by=SYSTEM).pk
    elif made == "record":
        known |= {"record_type": "money.saving", "key": str(found.saving.pk)}
    return {name: known[name] for name in names}
