"""One line of a budget through its year: what was budgeted, what changed, what was spent, what is foreseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from folkmoot_core.money.amounts import Amounts, add_up
from folkmoot_core.money.sums import Total, check_total
from folkmoot_core.money.variance import Variance, variance_of


class Settled(StrEnum):
    """What stands for the whole year: `FINAL` when all of it is spent and known, `FORECAST` until then."""

    FINAL = "final"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class Outturn:
    """What the year comes to, and how sure that is. `period`: at the end of which it was foreseen."""

    amounts: Amounts
    settled: Settled
    period: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """`periods` are those of the year, in order; `actuals`, `profile` and `forecasts` are known for some of them.
    `whole`: what a year came to as printed in one figure. `changes`: each later change of the budget."""

    periods: tuple[str, ...]
    original: Amounts | None = None
    changes: tuple[Amounts, ...] = ()
    actuals: dict[str, Amounts] = field(default_factory=dict)
    forecasts: dict[str, Amounts] = field(default_factory=dict)
    profile: dict[str, Amounts] = field(default_factory=dict)
    whole: Amounts | None = None

    @property
    def budget(self) -> Amounts | None:
        """The budget as it stands: the first one with each change. Changes alone are a budget too."""
        return add_up([*([self.original] if self.original else []), *self.changes])

    @property
    def told(self) -> tuple[str, ...]:
        """Periods with spending, in their order."""
        return tuple(period for period in self.periods if period in self.actuals)

    @property
    def missing(self) -> tuple[str, ...]:
        """Periods without spending that lie before one that has it."""
        last = self.periods.index(self.told[-1]) if self.told else 0
        return tuple(period for period in self.periods[:last] if period not in self.actuals)

    @property
    def spent(self) -> Amounts | None:
        """So far; None where nothing was told."""
        return add_up(self.actuals[period] for period in self.told)

    @property
    def is_complete(self) -> bool:
        return len(self.told) == len(self.periods)

    @property
    def outturn(self) -> Outturn | None:
        """The year as printed in one figure; else the sum of all its periods; else the latest forecast; else nothing,
        since nobody foresaw anything."""
        if self.whole is not None:
            return Outturn(self.whole, Settled.FINAL)
        if self.is_complete and self.spent is not None:
            return Outturn(self.spent, Settled.FINAL)
        foreseen = [period for period in self.periods if period in self.forecasts]
        if not foreseen:
            return None
        return Outturn(self.forecasts[foreseen[-1]], Settled.FORECAST, foreseen[-1])

    @property
    def variance(self) -> Variance | None:
        """Of the year: what it comes to, net, against the budget as it stands."""
        if self.outturn is None or self.budget is None:
            return None
        return variance_of(self.outturn.amounts.net, self.budget.net)

    @property
    def variance_so_far(self) -> Variance | None:
        """Of the periods told, where each of them has a budget of its own and none is missing."""
        if self.missing or not self.told or any(period not in self.profile for period in self.told):
            return None
        planned = add_up(self.profile[period] for period in self.told)
        return variance_of(self.spent.net, planned.net) if self.spent and planned else None

    def check_whole(self, step: int) -> Total | None:
        """A year printed in one figure against the sum of its periods; None where one of them is not known."""
        if self.whole is None or self.whole.net is None or not self.is_complete:
            return None
        nets = [self.actuals[period].net for period in self.periods]
        known = [net for net in nets if net is not None]
        return check_total(known, self.whole.net, step) if len(known) == len(nets) else None


def add_accounts(accounts: Sequence[Account]) -> Account | None:
    """All lines of a budget as one. A period counts where every line has told of it, the forecast where each line has
    an outturn; so no sum leaves a line out in silence. None of none."""
    if not accounts:
        return None
    budgets = [each.budget for each in accounts]
    outturns = [each.outturn for each in accounts]
    actuals: dict[str, Amounts] = {}
    for period in accounts[0].periods:
        found = [each.actuals[period] for each in accounts if period in each.actuals]
        if len(found) == len(accounts) and (total := add_up(found)) is not None:
            actuals[period] = total
    whole, forecasts = None, {}
    known = [each for each in outturns if each is not None]
    if len(known) == len(accounts) and (total := add_up(each.amounts for each in known)) is not None:
        if all(each.settled is Settled.FINAL for each in known):
            whole = total
        else:
            last = max((each.period for each in known if each.period), key=accounts[0].periods.index)
            forecasts[last] = total
    original = add_up(each for each in budgets if each is not None) if all(budgets) else None
    return Account(accounts[0].periods, original, (), actuals, forecasts, {}, whole)
