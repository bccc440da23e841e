"""What is reported of all cases together: counts by every trait, in few queries however many there are."""

from .asking import YEAR_STARTS, reportable_spans, span_of
from .looking import late_services, reasons_behind
from .making import input_of, report_of
from .tallying import counted, tallies

__all__ = [
    "YEAR_STARTS",
    "counted",
    "input_of",
    "late_services",
    "reasons_behind",
    "report_of",
    "reportable_spans",
    "span_of",
    "tallies",
]
