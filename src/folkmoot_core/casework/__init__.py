"""Figures about cases: from counts by every trait to the tables of a quarterly or yearly report.

- `Tally`: so many cases that are alike in everything a report asks. The database counts; nothing here sees a case.
- `Span`, `year_of`, `quarter_of`: reporting years, and the quarters of them.
- `casework_report(CaseworkInput(...))`: a `folkmoot_core.reports` document for officers, or, protected, for everybody.
"""

from folkmoot_core.casework.counting import Compliance, Timeliness, compliance_of
from folkmoot_core.casework.report import CaseworkInput, casework_report
from folkmoot_core.casework.spans import Span, quarter_of, quarters_in, read_span, year_of
from folkmoot_core.casework.tallies import EqualityCounts, Further, LaterTally, Names, ReasonTally, Tally

__all__ = [
    "CaseworkInput",
    "Compliance",
    "EqualityCounts",
    "Further",
    "LaterTally",
    "Names",
    "ReasonTally",
    "Span",
    "Tally",
    "Timeliness",
    "casework_report",
    "compliance_of",
    "quarter_of",
    "quarters_in",
    "read_span",
    "year_of",
]
