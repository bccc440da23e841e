"""Figures, periods and icons as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from folkmoot_core.indicators import parse_formula
from folkmoot_core.reports.charts.small import icon_of_assurance, icon_of_variation
from folkmoot_core.spc import Assurance, Variation

from ..enums import Unit
from ..models import Indicator, Reading
from .series import period_given


def figure(value: float | None, indicator: Indicator) -> str:
    """81.4%, £1,200, 12 days, 3,450; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{abs(value):,.{indicator.decimals}f}"
    sign = "−" if value < 0 and text.strip("0.,") else ""
    if indicator.unit == Unit.PERCENT:
        return f"{sign}{text}%"
    if indicator.unit == Unit.POUNDS:
        return f"{sign}£{text}"
    if indicator.unit == Unit.DAYS:
        return _("%(n)s days") % {"n": f"{sign}{text}"}
    if indicator.unit == Unit.HOURS:
        return _("%(n)s hours") % {"n": f"{sign}{text}"}
    return f"{sign}{text}"


def unit_in_words(indicator: Indicator) -> str:
    """What a figure is a figure of: "per cent of cases", "in 100,000 residents", "visits"."""
    if indicator.unit == Unit.RATE:
        per = parse_formula(indicator.formula).root.per if indicator.formula else 0
        many = _("in %(per)s") % {"per": f"{per:,}"} if per > 1 else _("rate")
        return f"{many} {indicator.counted}".strip()
    if indicator.unit == Unit.PERCENT:
        return _("per cent of %(what)s") % {"what": indicator.counted} if indicator.counted else _("per cent")
    return indicator.counted or (str(indicator.get_unit_display()).lower() if indicator.unit else "")


def period_name(text: str, indicator: Indicator) -> str:
    found = period_given(text, indicator.frequency, "target") if text else None
    return found.name if found else text


@dataclass(frozen=True)
class Icon:
    """A picture and its word."""

    picture: SafeString
    word: str


def variation_icon(reading: Reading) -> Icon:
    variation = Variation(reading.variation)
    word = variation.word
    if reading.direction and variation is not Variation.TOO_FEW:
        word += " " + (_("(high)") if reading.direction > 0 else _("(low)"))
    # Drawn by the core out of nothing but the kind of icon: there are no words of anybody in it.
    return Icon(mark_safe(icon_of_variation(variation, reading.direction)), word)


def assurance_icon(reading: Reading) -> Icon | None:
    if not reading.assurance:
        return None
    assurance = Assurance(reading.assurance)
    return Icon(mark_safe(icon_of_assurance(assurance)), assurance.word)  # as above
