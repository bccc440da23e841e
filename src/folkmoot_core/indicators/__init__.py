"""What indicators are worked out by: units, formulas of other indicators, and the days that a period spans."""

from folkmoot_core.indicators.formulas import Formula, Worked, check_units, parse_formula
from folkmoot_core.indicators.hiding import hidden_periods, is_small
from folkmoot_core.indicators.reading import Reading, Shape, read
from folkmoot_core.indicators.spans import due_on, next_period, parse_of_kind, span_of, text_of
from folkmoot_core.indicators.units import Unit

__all__ = [
    "Formula",
    "Reading",
    "Shape",
    "Unit",
    "Worked",
    "check_units",
    "due_on",
    "hidden_periods",
    "is_small",
    "next_period",
    "parse_formula",
    "parse_of_kind",
    "read",
    "span_of",
    "text_of",
]
