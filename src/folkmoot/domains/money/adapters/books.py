"""All that is known of a budget, as one value: its lines through the year, changes, savings and staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from folkmoot_core.money import Account, Amounts, SavingStand, Settled, hide_small
from folkmoot_core.money import Delivery as CoreDelivery
from folkmoot_core.money.accounts import add_accounts
from folkmoot_core.money.staffing import FEWEST

from ..enums import Kind
from ..models import Budget, BudgetChange, Explanation, Line, Saving, SavingUpdate


@dataclass(frozen=True)
class Sight:
    """What somebody sees of a budget: what stood there at a moment, up to a day. None: all of it."""

    at: datetime | None = None
    through: date | None = None

    @property
    def is_whole(self) -> bool:
        return self.at is None


@dataclass(frozen=True)
class Seen:
    """An amount as it is seen: of which of its revisions."""

    pk: int
    amounts: Amounts
    revision: int


@dataclass(frozen=True)
class LineBook:
    """A line with its amounts by kind and period."""

    line: Line
    account: Account
    seen: Mapping[tuple[str, str], Seen]
    explanations: tuple[Explanation, ...] = ()
    changes: tuple[BudgetChange, ...] = ()
    far: bool = False

    @property
    def explained_for(self) -> str:
        """The period whose variance has to be explained."""
        outturn = self.account.outturn
        return (outturn.period if outturn else "") or self.account.periods[-1]

    @property
    def explanation(self) -> Explanation | None:
        """The latest that was given for that period or a later one."""
        periods = self.account.periods
        from_here = set(periods[periods.index(self.explained_for) :])
        fitting = [each for each in self.explanations if each.period in from_here]
        return fitting[-1] if fitting else None

    @property
    def lacks_reason(self) -> bool:
        return self.far and self.explanation is None

    @property
    def is_final(self) -> bool:
        outturn = self.account.outturn
        return outturn is not None and outturn.settled is Settled.FINAL


@dataclass(frozen=True)
class SavingBook:
    """A saving with what was told of it, oldest first."""

    saving: Saving
    updates: tuple[SavingUpdate, ...]

    @property
    def latest(self) -> SavingUpdate:
        return self.updates[-1]

    @property
    def stand(self) -> SavingStand:
        last = self.latest
        return SavingStand(last.planned, last.delivered, CoreDelivery(last.delivery))


@dataclass(frozen=True)
class StaffSeen:
    """A grade's staff on a day. `hidden`: the public does not see the first, or the second."""

    pk: int
    grade: str
    is_total: bool
    fte: Decimal | None
    external: Decimal | None
    revision: int
    fte_hidden: bool = False
    external_hidden: bool = False


@dataclass(frozen=True)
class Book:
    """`total`: the printed total. `staff`: by day, the latest first."""

    budget: Budget
    sight: Sight
    lines: tuple[LineBook, ...]
    total: LineBook | None = None
    changes: tuple[BudgetChange, ...] = ()
    savings: tuple[SavingBook, ...] = ()
    staff: Mapping[date, tuple[StaffSeen, ...]] = field(default_factory=dict)

    @property
    def whole(self) -> Account | None:
        """All lines as one; a printed total stands in where there are no lines."""
        return add_accounts([each.account for each in self.lines]) or (self.total.account if self.total else None)

    @property
    def lacking_reasons(self) -> tuple[LineBook, ...]:
        return tuple(each for each in self.lines if each.lacks_reason)

    @property
    def has_printed_nets(self) -> bool:
        return any(each.amounts.printed_net is not None for line in self.lines for each in line.seen.values())


def account_from(
    periods: tuple[str, ...], year: str, seen: Mapping[tuple[str, str], Seen], changes: tuple[Amounts, ...]
) -> Account:
    """`seen` by kind and period."""

    def of(kind: Kind) -> dict[str, Amounts]:
        known = {period: each.amounts for (found, period), each in seen.items() if found == kind}
        return {period: amounts for period, amounts in known.items() if not amounts.is_empty}

    actuals = of(Kind.ACTUAL)
    whole = actuals.pop(year, None)
    return Account(periods, of(Kind.BUDGET).get(year), changes, actuals, of(Kind.FORECAST), of(Kind.PROFILE), whole)


def keep_back(rows: list[StaffSeen]) -> tuple[StaffSeen, ...]:
    """Which figures of a day residents do not see: few staff, and what would tell of few."""
    total = next((each.fte for each in rows if each.is_total), None)
    parts = {str(each.pk): each.fte for each in rows if not each.is_total and each.fte is not None}
    hidden = hide_small(parts, total_shown=total is not None)
    few_in_all = total is not None and 0 < total < FEWEST
    # Of several numbers paid by others, one that is hidden would be told by their total: then only the total is shown.
    some_few = any(_few_either_way(each) for each in rows)
    return tuple(
        replace(
            each,
            fte_hidden=(fte_hidden := few_in_all or str(each.pk) in hidden),
            # That others pay for nobody tells nothing.
            external_hidden=bool(each.external)
            and (fte_hidden or _few_either_way(each) or (some_few and not each.is_total)),
        )
        for each in rows
    )


def _few_either_way(staff: StaffSeen) -> bool:
    """Those paid by others are few, or all the rest are."""
    if staff.external is None:
        return False
    rest = None if staff.fte is None else staff.fte - staff.external
    return 0 < staff.external < FEWEST or (rest is not None and 0 < rest < FEWEST)
