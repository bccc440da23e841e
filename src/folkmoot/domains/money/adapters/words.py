"""Amounts in words and figures, as this budget prints them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Protocol

from django.utils.translation import gettext as _

from folkmoot_core.money import Direction, Unit, Variance, read_pounds, said_in
from folkmoot_core.values import Fault, Invalid

MINUS = "\u2212"
MOST_STAFF = 1_000_000


class Printed(Protocol):
    """A budget: how its amounts are printed."""

    @property
    def size(self) -> Unit: ...

    @property
    def decimals(self) -> int: ...


def unit_in_words(budget: Printed) -> str:
    """For "in …" in a sentence or caption."""
    if budget.size is Unit.POUNDS:
        return _("pounds")
    return _("thousands of pounds") if budget.size is Unit.THOUSANDS else _("millions of pounds")


def in_unit(pence: int | None, budget: Printed) -> str:
    """For a table whose caption names the unit: 6,604; −12.5; a dash where nothing is known."""
    if pence is None:
        return "–"
    return f"{said_in(pence, budget.size, budget.decimals):,}".replace("-", MINUS)


def in_pounds(pence: int | None, budget: Printed) -> str:
    """For a sentence: £6,604,000; £105.8 million."""
    if pence is None:
        return _("not known")
    sign = MINUS if pence < 0 else ""
    if budget.size is Unit.MILLIONS:
        return _("%(amount)s million") % {"amount": f"{sign}£{said_in(abs(pence), Unit.MILLIONS, budget.decimals):,}"}
    shown = said_in(abs(pence), budget.size, budget.decimals) * budget.size.pence / 100
    decimals = budget.decimals if budget.size is Unit.POUNDS else 0
    return f"{sign}£{shown:,.{decimals}f}"


def apart_in_words(variance: Variance | None, budget: Printed) -> str:
    """£20,000 over (2.1%); never a sign alone."""
    if variance is None:
        return _("not known yet")
    if variance.direction is Direction.ON:
        return _("on budget")
    words = {"amount": in_pounds(variance.apart, budget), "percent": variance.percent_apart}
    over = variance.direction is Direction.OVER
    if variance.percent_apart is None:
        return (_("%(amount)s over") if over else _("%(amount)s under")) % words
    return (_("%(amount)s over (%(percent)s%%)") if over else _("%(amount)s under (%(percent)s%%)")) % words


def pence_of(text: str, unit: Unit, field: str) -> int | None:
    """As `read_pounds`; Invalid, naming the field and the mend, for what is no figure."""
    try:
        return read_pounds(text, unit)
    except ValueError as problem:
        message, mend = {
            "too fine": (_("This is finer than a penny."), _("Round it to the penny.")),
            "too large": (_("This is more money than anybody has."), _("See in which unit the amounts are.")),
        }.get(
            str(problem),
            (_("This is no figure."), _("Write figures, such as 1,234.5; brackets or - for less than nothing.")),
        )
        raise Invalid([Fault(field, message, mend)]) from None


def posts_of(text: str, field: str) -> Decimal | None:
    """Full-time equivalents to a hundredth; None for an empty text. Invalid for what is no number of staff."""
    squeezed = text.strip().replace(",", "")
    if not squeezed:
        return None
    try:
        found = Decimal(squeezed)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not 0 <= found < MOST_STAFF or found != round(found, 2):
        mend = _("Write full-time equivalents, such as 118.15.")
        raise Invalid([Fault(field, _("This is no number of staff."), mend)])
    return found
