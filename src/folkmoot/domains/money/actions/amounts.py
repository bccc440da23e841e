"""Enter amounts. None is ever overwritten: each state of it stays, with who, when, how it came and why it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.policies import Actor
from folkmoot_core.money import Amounts
from folkmoot_core.spc import Period
from folkmoot_core.values import Fault, Invalid

from ..adapters.periods import last_day
from ..adapters.words import in_pounds
from ..enums import Kind, Route
from ..models import Amount, AmountRevision, Budget, Line
from ..policies import check_keep
from .budgets import lock

AT_ONCE = 500
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Given:
    """What somebody gives for a line, kind and period. `reason` is needed only where another amount stands there."""

    line: Line
    kind: str
    period: Period
    amounts: Amounts
    reason: str = ""
    source: str = ""

    @property
    def key(self) -> Key:
        return self.line.pk, self.kind, self.period.text


@dataclass(frozen=True)
class Sorted:
    """Which of the given amounts are new, which change one that stands there, and which stand there already; by their
    place among the given."""

    new: tuple[int, ...]
    changed: tuple[int, ...]
    same: tuple[int, ...]
    here: dict[Key, Amount]


def sort_out(given: Sequence[Given]) -> Sorted:
    """What entering them would do. Raises Invalid with every fault; its `line` is the place in `given`, from 0."""
    here = _existing(given)
    faults = [fault for place, each in enumerate(given) for fault in _faults_in(each, here.get(each.key), place)]
    if faults:
        raise Invalid(faults)
    new = tuple(place for place, each in enumerate(given) if each.key not in here)
    changed = tuple(
        place for place, each in enumerate(given) if each.key in here and here[each.key].amounts != each.amounts
    )
    same = tuple(place for place in range(len(given)) if place not in {*new, *changed})
    return Sorted(new, changed, same, here)


@transaction.atomic
def enter_amounts(*, given: Sequence[Given], route: str = Route.TYPED, by: Actor) -> Sorted:
    """Put all of them there, or none. Raises Invalid, Refused."""
    budgets = {each.line.budget_id: each.line.budget for each in given}
    for budget in budgets.values():
        check_keep(by, budget.scopes)
    for pk in sorted(budgets):
        lock(budgets[pk])
    found = sort_out(given)
    _write_new([given[place] for place in found.new], route, by)
    for place in found.changed:
        _revise(found.here[given[place].key], given[place], route, by)
    for budget in budgets.values():
        _tell(budget, [given[place] for place in found.new if given[place].line.budget_id == budget.pk], by)
    return found


@transaction.atomic
def take_back(*, amount: Amount, reason: str, by: Actor) -> None:
    """It was never so: the amount is empty from now on, and its history is kept. Raises Invalid, Refused."""
    budget = amount.line.budget
    check_keep(by, budget.scopes)
    lock(budget)
    row = Amount.objects.select_for_update(of=("self",)).select_related("line__budget").get(pk=amount.pk)
    if not reason.strip():
        raise Invalid([Fault("reason", _("A change needs a reason."), _("Say why the amount is taken back."))])
    _set(row, Amounts(), reason=reason.strip(), source="", route=Route.TYPED, by=by)


def _existing(given: Sequence[Given]) -> dict[Key, Amount]:
    lines = sorted({each.line.pk for each in given})
    found: dict[Key, Amount] = {}
    for start in range(0, len(lines), AT_ONCE):
        rows = Amount.objects.filter(line__in=lines[start : start + AT_ONCE]).select_related("line__budget")
        found.update({(row.line_id, row.kind, row.period): row for row in rows})
    return found


def _faults_in(given: Given, here: Amount | None, place: int) -> Iterable[Fault]:
    amounts, budget = given.amounts, given.line.budget
    if amounts.is_empty:
        yield Fault("gross", _("There is no amount."), _("Give gross and income, or a net."), place)
    elif amounts.net is None:
        yield Fault("income", _("Gross alone says nothing of net."), _("Give income too, 0 if there is none."), place)
    if amounts.income is not None and amounts.income < 0 and given.kind in (Kind.BUDGET, Kind.FORECAST):
        mend = _("Write what comes in without a minus.")
        yield Fault("income", _("Income is more than nothing."), mend, place)
    if here is not None and here.amounts != amounts and not given.reason.strip():
        message = _("Here stands a net of %(old)s already.") % {"old": in_pounds(here.amounts.net, budget)}
        yield Fault("reason", message, _("Say why it is another amount now."), place)


def _write_new(given: Sequence[Given], route: str, by: Actor) -> None:
    rows = [
        Amount(
            line=each.line, kind=each.kind, period=each.period.text, ends=last_day(each.period), **_three(each.amounts)
        )
        for each in given
    ]
    made = Amount.objects.bulk_create(rows, batch_size=AT_ONCE)
    states = [
        AmountRevision(
            amount=row, number=1, route=route, source=each.source[:300],
            by_key=by.key, by_name=by.name, **_three(each.amounts),
        )
        for row, each in zip(made, given, strict=True)
    ]  # fmt: skip
    AmountRevision.objects.bulk_create(states, batch_size=AT_ONCE)


def _revise(row: Amount, given: Given, route: str, by: Actor) -> None:
    _set(row, given.amounts, reason=given.reason.strip(), source=given.source, route=route, by=by)


def _set(row: Amount, amounts: Amounts, *, reason: str, source: str, route: str, by: Actor) -> None:
    before = row.amounts
    number = row.revisions_made + 1
    AmountRevision.objects.create(
        amount=row, number=number, route=route, source=source[:300], reason=reason[:300], by_key=by.key,
        by_name=by.name, **_three(amounts),
    )  # fmt: skip
    row.gross, row.income, row.printed_net, row.revisions_made = (
        amounts.gross,
        amounts.income,
        amounts.printed_net,
        number,
    )
    row.save()
    changes = {f"{row.kind} {row.period}": [before.net, amounts.net]}
    record(verb="budget.revised", subject=row.line, by=by, changes=changes, reason=reason)


def _three(amounts: Amounts) -> dict[str, int | None]:
    return {"gross": amounts.gross, "income": amounts.income, "printed_net": amounts.printed_net}


def _tell(budget: Budget, new: Sequence[Given], by: Actor) -> None:
    """In the history: changes one by one, as they are made; new amounts by their number."""
    if not new:
        return
    told: dict[str, list[object]] = {"amounts": [None, len(new)]}
    if len(new) == 1:
        told = {f"{new[0].line.title}, {new[0].kind} {new[0].period.text}": [None, new[0].amounts.net]}
    record(verb="budget.entered", subject=budget, by=by, changes=told)
