"""Amounts on pages, as their budget prints them: `{% load money %}{{ amounts.net|in_unit:budget }}`."""

from __future__ import annotations

from django import template

from folkmoot_core.money import Amounts, Outturn, Unit, Variance, said_in

from ..adapters.words import apart_in_words, in_pounds, in_unit, unit_in_words
from ..models import Budget

register = template.Library()


@register.filter(name="in_unit")
def show_in_unit(pence: int | None, budget: Budget) -> str:
    return in_unit(pence if isinstance(pence, int) else None, budget)


@register.filter(name="in_pounds")
def show_in_pounds(pence: int | None, budget: Budget) -> str:
    return in_pounds(pence if isinstance(pence, int) else None, budget)


@register.filter
def net_in_unit(amounts: Amounts | Outturn | None, budget: Budget) -> str:
    """The net of amounts, or of what a year comes to; a dash where it is not known."""
    return in_unit(_net(amounts), budget)


@register.filter
def net_in_pounds(amounts: Amounts | Outturn | None, budget: Budget) -> str:
    return in_pounds(_net(amounts), budget)


@register.filter
def each_in_pounds(pence: int) -> str:
    """What one of something costs: £437.21, whatever its budget is printed in."""
    return f"£{said_in(pence, Unit.POUNDS, 2):,}"


@register.filter(name="unit_in_words")
def show_unit(budget: Budget) -> str:
    return unit_in_words(budget)


@register.filter
def apart(variance: Variance | None, budget: Budget) -> str:
    return apart_in_words(variance, budget)


def _net(amounts: Amounts | Outturn | None) -> int | None:
    if isinstance(amounts, Outturn):
        return amounts.amounts.net
    return amounts.net if isinstance(amounts, Amounts) else None
