"""Weighted shares and their intervals as tables for analysts show them."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..queries.tabulating.tables import Cell
from .figures import figure, percentage

register = template.Library()
# Rounded first: `number_format` cuts digits off.


@register.filter
def hundredths(share: float | None) -> str | SafeString:
    """A share from 0 to 1 in per cent, with one decimal; a mark where there is none."""
    return percentage(None, None) if share is None else one_decimal(100 * share)


@register.filter
def one_decimal(share: float | None) -> str:
    """A share in per cent, with one decimal."""
    return "" if share is None else f"{number_format(round(share, 1), 1)}%"


@register.filter
def interval(cell: Cell) -> str | SafeString:
    """ "31.2 to 44.9%", never below 0 or above 100; a mark where there is none."""
    if cell.low is None or cell.high is None:
        return figure(None) if cell.suppressed else percentage(None, None)
    low, high = (number_format(round(value, 1), 1) for value in (max(cell.low, 0.0), min(cell.high, 100.0)))
    return _("%(low)s to %(high)s%%") % {"low": low, "high": high}


@register.filter
def number_or_mark(value: float | None, suppressed: bool) -> str | SafeString:  # noqa: FBT001 – as templates give it
    if value is None:
        return figure(None) if suppressed else percentage(None, None)
    return str(number_format(round(value, 1), 1))
