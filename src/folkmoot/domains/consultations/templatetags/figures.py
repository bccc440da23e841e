"""Counts and percentages as pages show them. A count that is kept back is never blank and never 0."""

from __future__ import annotations

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from folkmoot_core.survey import CrossTable, QuestionTable, share_decimals

from ..exports.marks import base_of_groups

register = template.Library()


@register.filter
def figure(count: int | None) -> str | SafeString:
    """A count, or the mark of one that is kept back."""
    if count is None:
        return format_html(
            '<span aria-hidden="true">[c]</span><span class="govuk-visually-hidden">{}</span>', _("kept back")
        )
    return str(intcomma(count))


@register.filter
def percentage(share: float | None, base: int | None) -> str | SafeString:
    """A percentage as exact as its base allows; nothing rounds to 0 % or 100 % that is not quite that."""
    if share is None:
        return format_html(
            '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">{}</span>', _("not shown")
        )
    decimals = share_decimals(base)
    least = 10.0**-decimals
    if 0 < share < least:
        return _("under %(share)s%%") % {"share": f"{least:.{decimals}f}"}
    if 100 - least < share < 100:
        return _("over %(share)s%%") % {"share": f"{100 - least:.{decimals}f}"}
    return f"{share:.{decimals}f}%"


@register.filter
def smallest_base(table: CrossTable) -> int | None:
    """How exact the percentages of a breakdown are: all as exact as its smallest group allows, to be compared."""
    return base_of_groups(table)


@register.filter
def width(share: float | None) -> str:
    """A percentage as the width of a bar."""
    return f"{share or 0:.1f}%"


@register.filter
def not_asked(table: QuestionTable) -> int | None:
    """How many were not shown the question; None where the totals are kept back."""
    if table.responses is None or table.asked is None:
        return None
    return table.responses - table.asked
