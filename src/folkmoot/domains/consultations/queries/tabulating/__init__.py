"""Weights and tables of a snapshot, for officers and analysts."""

from .margins import OfferedMargin, margins_in_file, offered_margins
from .source import Source, source_of
from .tables import MadeTable, NumberTable, Wanted, tables_wanted
from .weighing import Report, fitted_to, report_of

__all__ = [
    "MadeTable",
    "NumberTable",
    "OfferedMargin",
    "Report",
    "Source",
    "Wanted",
    "fitted_to",
    "margins_in_file",
    "offered_margins",
    "report_of",
    "source_of",
    "tables_wanted",
]
